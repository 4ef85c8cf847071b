package digits.network;

import digits.kernel.Kernels;

/**
 * The Gaussian error linear unit of Hendrycks and Gimpel 2016 in its tanh form, equation (53) of
 * docs/mathematics.md; the form by the error function differs by less than 5e-4.
 */
public record Gelu(Shape input) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  @Override
  public String text() {
    return "gelu";
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    KERNELS.gelu(length(pass), x, y); // (53)
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
      KERNELS.geluGradient(length(pass), x, dy, dx); // (53)
    }
  }

  private int length(Pass pass) {
    return pass.blocks() * Kernels.BLOCK * input.size();
  }
}
