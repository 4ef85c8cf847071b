package digits.training;

import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.ParameterView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of a network on their way down, and what the optimiser remembers of the way. The
 * same bits with any number of threads: tasks are ranges of a fixed size, and what is summed over
 * ranges is added in their order.
 */
final class Descent {
  /** How much a running statistic takes on of each batch's. */
  private static final float STATISTIC_STEP = 0.1f;

  private final Architecture architecture;
  private final Optimiser optimiser;
  private final Recipe.Refinements refinements;
  private final Parallel parallel;
  private final float[] parameters;
  private final float[][] moments;
  private final float[] average;
  private final float[] gradients;
  private final List<ParameterView> wholes;
  private final List<ParameterView> statistics;
  private final List<Range> ranges;

  private record Range(int from, int to) {}

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
    wholes = optimiser.wholes(architecture);
    statistics = architecture.parameters().stream().filter(v -> !v.role().learned()).toList();
    ranges = new ArrayList<>();
    int from = 0;
    for (ParameterView view : architecture.parameters()) {
      if (wholes.contains(view) || statistics.contains(view)) {
        addRanges(from, view.offset());
        from = view.offset() + view.size();
      }
    }
    addRanges(from, parameters.length);
  }

  private void addRanges(int from, int to) {
    for (int at = from; at < to; at += BatchGradient.RANGE) {
      ranges.add(new Range(at, Math.min(to, at + BatchGradient.RANGE)));
    }
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
    boolean alike = wholes.isEmpty() && statistics.isEmpty();
    if (refinements.gradientClip() == 0 && !refinements.sharedBiasGradient() && alike) {
      batch.sum(gradients, (from, to) -> update(from, to, rate, t));
      return;
    }
    batch.sum(gradients, (from, to) -> {});
    if (refinements.sharedBiasGradient()) {
      shareBiasGradients();
    }
    if (refinements.gradientClip() > 0) {
      clip();
    }
    for (ParameterView view : statistics) {
      follow(view);
      average(view.offset(), view.offset() + view.size(), t);
    }
    parallel.run(
        wholes.size() + ranges.size(),
        (worker, task) -> {
          if (task < wholes.size()) {
            ParameterView whole = wholes.get(task);
            optimiser.stepWhole(whole, parameters, gradients, moments, rate);
            average(whole.offset(), whole.offset() + whole.size(), t);
          } else {
            Range range = ranges.get(task - wholes.size());
            update(range.from, range.to, rate, t);
          }
        });
  }

  /** In the place of a statistic's gradient stands how far it is from that of the batch. */
  private void follow(ParameterView view) {
    for (int i = view.offset(); i < view.offset() + view.size(); i++) {
      parameters[i] -= STATISTIC_STEP * gradients[i]; // (48)
    }
  }

  private void update(int from, int to, double rate, long t) {
    optimiser.step(parameters, gradients, moments, rate, t, from, to);
    average(from, to, t);
  }

  private void average(int from, int to, long t) {
    if (average.length > 0) {
      float step = (float) (1 - Math.min(refinements.average(), (1.0 + t) / (10.0 + t))); // (58)
      for (int i = from; i < to; i++) {
        average[i] += step * (parameters[i] - average[i]); // (57)
      }
    }
  }

  private void shareBiasGradients() {
    for (ParameterView view : architecture.parameters()) {
      if (view.role() == ParameterView.Role.BIAS) {
        float sum = 0;
        for (int i = view.offset(); i < view.offset() + view.size(); i++) {
          sum += gradients[i]; // (16)
        }
        Arrays.fill(gradients, view.offset(), view.offset() + view.size(), sum);
      }
    }
  }

  private void clip() {
    List<Range> learned = new ArrayList<>(ranges);
    wholes.forEach(view -> learned.add(new Range(view.offset(), view.offset() + view.size())));
    double[] squares = new double[learned.size()];
    parallel.run(
        squares.length,
        (worker, range) -> {
          for (int i = learned.get(range).from; i < learned.get(range).to; i++) {
            squares[range] += (double) gradients[i] * gradients[i];
          }
        });
    double length = Math.sqrt(Arrays.stream(squares).reduce(0, Double::sum));
    double longest = refinements.gradientClip();
    if (length > longest) {
      float scale = (float) (longest / length);
      for (Range range : learned) {
        for (int i = range.from; i < range.to; i++) {
          gradients[i] *= scale; // (56)
        }
      }
    }
  }
}
