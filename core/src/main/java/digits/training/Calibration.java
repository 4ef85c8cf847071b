package digits.training;

import digits.data.Dataset;
import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.Dense;
import digits.network.Layer;
import digits.network.Network;
import digits.network.SoftmaxCrossEntropy;
import java.util.List;

/**
 * Makes a network as sure as it is right: temperature scaling (Guo and others, "On Calibration of
 * Modern Neural Networks", 2017). All logits are multiplied by one factor, which changes no answer,
 * only how sure it is. The factor goes into the last layer, so that a calibrated network is a
 * network like any other.
 */
final class Calibration {
  private static final double LEAST = 0.05;
  private static final double LARGEST = 20;

  /** Halvings of the interval: as fine as a float. */
  private static final int HALVINGS = 28;

  private final int classes;
  private final float[] logits; // [rows, classes]
  private final int[] labels;

  private Calibration(int classes, float[] logits, int[] labels) {
    this.classes = classes;
    this.logits = logits;
    this.labels = labels;
  }

  /**
   * The parameters with the last layer's multiplied by the factor that gives rows, on which the
   * network was not trained, the least loss.
   *
   * @throws IllegalArgumentException if the last layer is no dense one
   */
  static float[] calibrate(
      Architecture architecture, float[] parameters, Dataset data, int[] rows, Parallel parallel) {
    List<Layer> layers = architecture.layers();
    Layer last = layers.get(layers.size() - 1);
    if (!(last instanceof Dense)) {
      throw new IllegalArgumentException(
          "calibration of " + architecture.text() + ": expected a dense layer at the end");
    }
    float factor = (float) of(architecture, parameters, data, rows, parallel).factor();
    float[] calibrated = parameters.clone();
    for (int i = parameters.length - last.parameterCount(); i < parameters.length; i++) {
      calibrated[i] *= factor;
    }
    return calibrated;
  }

  private static Calibration of(
      Architecture architecture, float[] parameters, Dataset data, int[] rows, Parallel parallel) {
    Network network = new Network(architecture, parameters, Trainer.PIXEL_SCALE);
    int classes = architecture.outputs();
    float[] logits = new float[rows.length * classes];
    int[] labels = new int[rows.length];
    Evaluation.eachSlice(
        network,
        data,
        rows,
        parallel,
        (workspace, first, count) -> {
          for (int r = 0; r < count; r++) {
            labels[first + r] = data.labels()[rows[first + r]];
            for (int j = 0; j < classes; j++) {
              logits[(first + r) * classes + j] =
                  SoftmaxCrossEntropy.of(workspace.logits(), r, classes, j);
            }
          }
        });
    return new Calibration(classes, logits, labels);
  }

  /** Where the slope of the loss, which is convex, changes its sign. */
  private double factor() {
    double low = LEAST;
    double high = LARGEST;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (slope(middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The derivative of the summed loss by the factor. */
  private double slope(double factor) {
    double slope = 0;
    for (int r = 0; r < labels.length; r++) {
      int at = r * classes;
      double largest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < classes; j++) {
        largest = Math.max(largest, logits[at + j]);
      }
      double sum = 0;
      double weighted = 0;
      for (int j = 0; j < classes; j++) {
        double e = StrictMath.exp(factor * (logits[at + j] - largest));
        sum += e;
        weighted += e * logits[at + j];
      }
      slope += weighted / sum - logits[at + labels[r]]; // (67)
    }
    return slope;
  }
}
