package digits.network;

import digits.kernel.Kernels;

/** y = tanh(x), equation (52) of docs/mathematics.md: anything becomes a number from -1 to 1. */
public record Tanh(Shape input) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  @Override
  public String text() {
    return "tanh";
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    KERNELS.tanh(length(pass), x, y); // (52)
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
      KERNELS.tanhGradient(length(pass), y, dy, dx); // (52)
    }
  }

  private int length(Pass pass) {
    return pass.blocks() * Kernels.BLOCK * input.size();
  }
}
