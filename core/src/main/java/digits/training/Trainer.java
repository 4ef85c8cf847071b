package digits.training;

import digits.data.Dataset;
import digits.data.Split;
import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.Network;

/**
 * Teaches a network by a recipe. The same seed, data and recipe give the same parameters bit for
 * bit, with any number of threads, interrupted and resumed or not. Safe for use by many threads;
 * each training is on its own.
 */
public final class Trainer {
  /** Pixels 0 to 255 become 0 to 1: equation (1) of docs/mathematics.md. */
  public static final float PIXEL_SCALE = 1f / 255; // (1)

  private final Recipe recipe;
  private final int threads;
  private final TrainingListener listener;

  /**
   * @param threads at least 1
   */
  public Trainer(Recipe recipe, int threads, TrainingListener listener) {
    this.recipe = recipe;
    this.threads = threads;
    this.listener = listener;
  }

  /**
   * What training came to.
   *
   * @param steps of the optimiser
   * @param epochs that were begun, fewer than the recipe's where training stopped early
   * @param seconds from the first step to the last, validation included
   */
  public record Result(Network network, long steps, int epochs, double seconds) {}

  /**
   * Trains from newly drawn parameters.
   *
   * @throws IllegalArgumentException if the data do not fit the architecture or are too few
   * @throws ArithmeticException if the loss or a parameter is no longer a number
   * @throws java.util.concurrent.CancellationException if the listener wanted no more
   */
  public Result train(Architecture architecture, Dataset data, long seed) {
    requireFit(architecture, data);
    return resume(architecture, data, TrainingState.beginning(architecture, recipe, seed));
  }

  /**
   * Goes on from a state of the same recipe, architecture and data, to the same result as if the
   * training had never been interrupted.
   *
   * @throws IllegalArgumentException if the state is another training's; else as {@link #train}
   * @throws ArithmeticException as {@link #train}
   * @throws java.util.concurrent.CancellationException as {@link #train}
   */
  public Result resume(Architecture architecture, Dataset data, TrainingState state) {
    requireFit(architecture, data);
    requireSame("architecture", state.architecture(), architecture.text());
    requireSame("recipe", state.recipe(), recipe.toString());
    Split split = split(data, state.seed());
    try (Parallel parallel = new Parallel(threads)) {
      return new TrainingRun(recipe, architecture, data, split, parallel, listener, state).train();
    }
  }

  private static void requireSame(String what, String found, String expected) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "the training to go on with has the "
              + what
              + " \""
              + found
              + "\", expected \""
              + expected
              + "\"");
    }
  }

  private static void requireFit(Architecture architecture, Dataset data) {
    if (data.width() * data.height() != architecture.inputs()
        || data.classes().size() != architecture.outputs()) {
      throw misfit(architecture, data);
    }
    if (data.size() == 0) {
      throw new IllegalArgumentException(data.name() + " has no pictures: expected at least one");
    }
  }

  static IllegalArgumentException misfit(Architecture architecture, Dataset data) {
    return new IllegalArgumentException(
        data.name()
            + " has pictures of "
            + data.width()
            + " x "
            + data.height()
            + " in "
            + data.classes().size()
            + " classes, but the network takes "
            + architecture.inputs()
            + " pixels and tells "
            + architecture.outputs()
            + " classes apart");
  }

  private Split split(Dataset data, long seed) {
    Recipe.HeldOut heldOut = recipe.heldOut();
    int validation = heldOut.rows();
    int training = heldOut.trainingRows() > 0 ? heldOut.trainingRows() : data.size() - validation;
    if (training < 1 || training > data.size() - validation) {
      // Small sets keep nine rows of ten.
      validation = data.size() / 10;
      training = data.size() - validation;
    }
    return heldOut.trainingRows() > 0
        ? Split.inOrder(training, validation)
        : Split.random(data.size(), validation, seed);
  }
}
