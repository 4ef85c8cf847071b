package digits.training;

import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.ParameterView;
import java.util.Arrays;

/**
 * The parameters of a network on their way down, and what the optimiser remembers of the way. The
 * same bits with any number of threads: tasks are ranges of a fixed size, and what is summed over
 * ranges is added in their order.
 */
final class Descent {
  /** Parameters of one task. */
  private static final int RANGE = 1 << 15;

  private final Architecture architecture;
  private final Optimiser optimiser;
  private final Recipe.Refinements refinements;
  private final Parallel parallel;
  private final float[] parameters;
  private final float[][] moments;
  private final float[] average;
  private final float[] gradients;

  /**
   * @param parameters to begin with; changed by every step, as are the other arrays
   * @param average of the parameters so far; empty where the recipe wants none
   */
  Descent(
      Architecture architecture,
      Recipe recipe,
      Parallel parallel,
      float[] parameters,
      float[][] moments,
      float[] average) {
    this.architecture = architecture;
    this.optimiser = recipe.optimiser();
    this.refinements = recipe.refinements();
    this.parallel = parallel;
    this.parameters = parameters;
    this.moments = moments;
    this.average = average;
    gradients = new float[parameters.length];
  }

  float[] parameters() {
    return parameters;
  }

  float[][] moments() {
    return moments;
  }

  /** Empty where the recipe wants none. */
  float[] average() {
    return average;
  }

  /** What is validated and kept. */
  float[] result() {
    return average.length > 0 ? average : parameters;
  }

  /**
   * One step by the gradient of a batch.
   *
   * @param t the number of this step, counted from 1
   */
  void step(BatchGradient batch, double rate, long t) {
    if (refinements.gradientClip() == 0 && !refinements.sharedBiasGradient()) {
      batch.sum(gradients, (from, to) -> update(from, to, rate, t));
      return;
    }
    batch.sum(gradients, (from, to) -> {});
    if (refinements.sharedBiasGradient()) {
      shareBiasGradients();
    }
    float scale = refinements.gradientClip() > 0 ? clip() : 1;
    overRanges(
        (from, to) -> {
          for (int i = from; i < to && scale < 1; i++) {
            gradients[i] *= scale; // (38)
          }
          update(from, to, rate, t);
        });
  }

  private void update(int from, int to, double rate, long t) {
    optimiser.step(parameters, gradients, moments, rate, t, from, to);
    if (average.length > 0) {
      float step = (float) (1 - Math.min(refinements.average(), (1.0 + t) / (10.0 + t))); // (40)
      for (int i = from; i < to; i++) {
        average[i] += step * (parameters[i] - average[i]); // (39)
      }
    }
  }

  private void shareBiasGradients() {
    for (ParameterView view : architecture.parameters()) {
      if (view.shape().size() == 1) {
        float sum = 0;
        for (int i = view.offset(); i < view.offset() + view.size(); i++) {
          sum += gradients[i]; // (16)
        }
        Arrays.fill(gradients, view.offset(), view.offset() + view.size(), sum);
      }
    }
  }

  /** What the gradient is to be multiplied with: 1 where it is short enough. */
  private float clip() {
    double[] squares = new double[(gradients.length + RANGE - 1) / RANGE];
    overRanges(
        (from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += (double) gradients[i] * gradients[i];
          }
          squares[from / RANGE] = sum;
        });
    double length = 0;
    for (double square : squares) {
      length += square;
    }
    length = Math.sqrt(length);
    double longest = refinements.gradientClip();
    return length > longest ? (float) (longest / length) : 1; // (38)
  }

  private void overRanges(BatchGradient.RangeTask task) {
    parallel.run(
        (gradients.length + RANGE - 1) / RANGE,
        (worker, range) ->
            task.run(range * RANGE, Math.min(gradients.length, (range + 1) * RANGE)));
  }
}
