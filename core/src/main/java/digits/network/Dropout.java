package digits.network;

import digits.kernel.Kernels;
import java.math.BigDecimal;

/**
 * In training each number is left out with a probability, and the rest made larger so that the mean
 * stays: Srivastava et al. 2014, equation (50) of docs/mathematics.md. Otherwise y = x. What is
 * left out follows from {@link Pass#noise} and the number's place, whatever the threads and lanes.
 *
 * @param rate the probability, 0 to below 1
 */
public record Dropout(Shape input, double rate) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  /**
   * @throws IllegalArgumentException if the rate is no probability below 1
   */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout " + rate + ": expected 0 to below 1");
    }
  }

  @Override
  public String text() {
    return "dropout " + new BigDecimal(Double.toString(rate)).stripTrailingZeros().toPlainString();
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    drop(pass, x, y); // (50)
  }

  @Override
  public void backward(
      Pass pass,
      float[] parameters,
      int at,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      float[] dParameters) {
    if (dx != null) {
      drop(pass, dy, dx); // (50)
    }
  }

  private void drop(Pass pass, float[] from, float[] to) {
    int length = pass.blocks() * Kernels.BLOCK * input.size();
    KERNELS.dropout(length, pass.noise(), pass.training() ? rate : 0, from, to);
  }
}
