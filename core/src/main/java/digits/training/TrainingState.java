package digits.training;

import digits.network.Architecture;
import java.util.List;

/**
 * All that a training needs to go on from a point between two steps as if nothing had happened.
 * What is random follows from the seed and the number of the step, so no generator is in it. The
 * arrays are its own, to be read only.
 *
 * @param architecture in words, as {@link Architecture#text} has it
 * @param recipe the whole of it, as {@code toString} gives it
 * @param step steps done
 * @param moments what the optimiser remembers
 * @param average of the parameters; empty where the recipe wants none
 * @param best parameters so far by the held-out rows; empty where none are
 * @param bestLoss theirs, infinite where none are
 * @param waited looks at the held-out rows since
 * @param loss summed over the rows of the epoch that has begun
 * @param correct of these rows
 * @param seconds spent
 * @param validationSeconds of them
 * @param epochs reported so far
 */
public record TrainingState(
    String architecture,
    String recipe,
    long seed,
    long step,
    float[] parameters,
    float[][] moments,
    float[] average,
    float[] best,
    double bestLoss,
    int waited,
    double loss,
    int correct,
    double seconds,
    double validationSeconds,
    List<TrainingListener.Epoch> epochs) {

  /**
   * @throws IllegalArgumentException if a number cannot be or lengths differ
   */
  public TrainingState {
    epochs = List.copyOf(epochs);
    Recipe.require(step >= 0, "step", step, "at least 0");
    Recipe.require(waited >= 0, "waited", waited, "at least 0");
    Recipe.require(correct >= 0, "correct", correct, "at least 0");
    Recipe.require(seconds >= 0, "seconds", seconds, "at least 0");
    Recipe.require(validationSeconds >= 0, "validation seconds", validationSeconds, "at least 0");
    for (float[] moment : moments) {
      requireLength(moment, parameters.length);
    }
    if (average.length > 0) {
      requireLength(average, parameters.length);
    }
    if (best.length > 0) {
      requireLength(best, parameters.length);
    }
  }

  /** Before the first step. */
  static TrainingState beginning(Architecture architecture, Recipe recipe, long seed) {
    float[] parameters = architecture.initialise(recipe.initialiser(), seed);
    float[] none = new float[0];
    return new TrainingState(
        architecture.text(),
        recipe.toString(),
        seed,
        0,
        parameters,
        new float[recipe.optimiser().moments()][parameters.length],
        recipe.refinements().average() > 0 ? parameters : none,
        none,
        Double.POSITIVE_INFINITY,
        0,
        0,
        0,
        0,
        0,
        List.of());
  }

  private static void requireLength(float[] array, int expected) {
    Recipe.require(array.length == expected, "length", array.length, "" + expected);
  }
}
