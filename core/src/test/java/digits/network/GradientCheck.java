package digits.network;

import java.util.function.DoubleSupplier;

/**
 * Holds gradients against central differences, equation (32) of docs/mathematics.md. Networks
 * compute in float, so by (33) the move is large and the difference coarse: good to about 1e-4
 * where numbers are near 1.
 */
final class GradientCheck {
  /** A power of two: parameters are moved without rounding the move itself. */
  static final float MOVE = 1f / 128;

  private GradientCheck() {}

  /**
   * The largest difference between a gradient and its estimate.
   *
   * @param variables are moved one after the other, and put back
   * @param gradients of the loss by each of them
   */
  static double largestError(float[] variables, float[] gradients, DoubleSupplier loss) {
    double largest = 0;
    for (int i = 0; i < variables.length; i++) {
      largest = Math.max(largest, error(variables, i, gradients[i], loss)); // max keeps NaN
    }
    return largest;
  }

  /** The difference between the gradient of one variable and its estimate. */
  static double error(float[] variables, int i, float gradient, DoubleSupplier loss) {
    float kept = variables[i];
    float above = kept + MOVE;
    float below = kept - MOVE;
    variables[i] = above;
    double lossAbove = loss.getAsDouble();
    variables[i] = below;
    double lossBelow = loss.getAsDouble();
    variables[i] = kept;
    double estimate = (lossAbove - lossBelow) / ((double) above - below); // (32)
    return Math.abs(estimate - gradient);
  }

  /** How far the nearest number is from ReLU's kink, where there is no derivative to check. */
  static double distanceToKink(float[] numbers) {
    double nearest = Double.POSITIVE_INFINITY;
    for (float number : numbers) {
      nearest = Math.min(nearest, Math.abs(number));
    }
    return nearest;
  }
}
