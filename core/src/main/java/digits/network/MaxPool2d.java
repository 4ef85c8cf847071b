package digits.network;

import digits.kernel.Kernels;

/**
 * The largest number of each window of S x S pixels, equation (42) of docs/mathematics.md. Rows and
 * columns that fill no window are left out.
 *
 * @param size S, at least 1 and no larger than the picture
 */
public record MaxPool2d(Shape input, int size) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  /**
   * @throws IllegalArgumentException if no window fits the picture
   */
  public MaxPool2d {
    LayerText.requireWindow(input, size);
  }

  @Override
  public Shape output() {
    return new Shape(input.channels(), input.height() / size, input.width() / size);
  }

  @Override
  public String text() {
    return "maxpool " + size;
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    int planes = pass.blocks() * input.channels();
    KERNELS.maxPool(planes, input.height(), input.width(), size, x, y); // (42)
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
      int planes = pass.blocks() * input.channels();
      KERNELS.maxPoolGradient(planes, input.height(), input.width(), size, x, y, dy, dx); // (42)
    }
  }
}
