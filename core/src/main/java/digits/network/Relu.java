package digits.network;

import digits.kernel.Kernels;

/** y = max(x, 0), equations (3) and (15) of docs/mathematics.md. It has no parameters. */
public record Relu(Shape input) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  @Override
  public String text() {
    return "relu";
  }

  @Override
  public boolean inPlace() {
    return true;
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    KERNELS.relu(length(pass), x, y); // (3)
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
      KERNELS.reluGradient(length(pass), y, dy, dx); // (15)
    }
  }

  private int length(Pass pass) {
    return pass.blocks() * Kernels.BLOCK * input.size();
  }
}
