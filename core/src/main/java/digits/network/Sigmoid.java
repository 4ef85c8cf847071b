package digits.network;

import digits.kernel.Kernels;

/**
 * y = 1 / (1 + exp(-x)), equation (51) of docs/mathematics.md: anything becomes a number from 0 to
 * 1.
 */
public record Sigmoid(Shape input) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  @Override
  public String text() {
    return "sigmoid";
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    KERNELS.sigmoid(length(pass), x, y); // (51)
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
      KERNELS.sigmoidGradient(length(pass), y, dy, dx); // (51)
    }
  }

  private int length(Pass pass) {
    return pass.blocks() * Kernels.BLOCK * input.size();
  }
}
