package digits.network;

import digits.kernel.Convolution;
import digits.kernel.Kernels;
import digits.kernel.PictureConvolution;
import digits.kernel.Winograd;
import digits.network.ParameterView.Role;
import java.util.List;

/**
 * A convolution: y[o] = b[o] + the sum over channels c and kernel places (i, j) of w[c, i, j, o]
 * times the input pixel of channel c at (y S + i - P, x S + j - P), zero outside: equation (38) of
 * docs/mathematics.md. Parameters: w [C, K, K, O], then b [O].
 */
public final class Conv2d implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  private final Shape input;
  private final Shape output;
  private final int kernel;
  private final int stride;
  private final int padding;
  private final Convolution convolution;

  /**
   * @param outputs O, at least 1
   * @param kernel K, height and width of the kernels
   * @param stride S, at least 1
   * @param padding P, zeros around the picture, below K
   * @throws IllegalArgumentException if the sizes cannot be
   */
  public Conv2d(Shape input, int outputs, int kernel, int stride, int padding) {
    this.input = input;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    if (kernel > 64
        || outputs < 1
        || (long) input.channels() * kernel * kernel * outputs > Architecture.LARGEST) {
      throw new IllegalArgumentException(
          outputs
              + " kernels of "
              + kernel
              + " x "
              + kernel
              + " over "
              + input.channels()
              + " channels: expected at most 64 x 64 and "
              + Architecture.LARGEST
              + " weights");
    }
    convolution =
        new Convolution(
            input.channels(), input.height(), input.width(), outputs, kernel, stride, padding);
    output = new Shape(outputs, convolution.outHeight(), convolution.outWidth());
  }

  @Override
  public Shape input() {
    return input;
  }

  @Override
  public Shape output() {
    return output;
  }

  @Override
  public List<ParameterView> parameters() {
    return List.of(
        new ParameterView(
            Role.WEIGHT, 0, List.of(input.channels(), kernel, kernel, output.channels())),
        new ParameterView(Role.BIAS, biasAt(0), List.of(output.channels())));
  }

  @Override
  public String text() {
    return "conv "
        + output.channels()
        + " "
        + kernel
        + "x"
        + kernel
        + (stride == 1 ? "" : " stride " + stride)
        + (padding == 0 ? "" : " pad " + padding);
  }

  private int biasAt(int at) {
    return at + input.channels() * kernel * kernel * output.channels();
  }

  /** Zeros around the picture. */
  int padding() {
    return padding;
  }

  /** The sizes for one picture that has its padding around it. */
  PictureConvolution ofPicture() {
    return new PictureConvolution(
        input.channels(),
        input.height() + 2 * padding,
        input.width() + 2 * padding,
        output.channels(),
        kernel,
        stride,
        KERNELS);
  }

  /** As above, for a convolution that is faster by tiles, otherwise null. */
  Winograd ofTiles() {
    // Loops without vectors gain nothing: they leave out zeros, and would start later.
    return KERNELS.lanes() > 1
            && Winograd.pays(
                input.channels(),
                output.height(),
                output.width(),
                output.channels(),
                kernel,
                stride)
        ? new Winograd(
            input.channels(),
            input.height() + 2 * padding,
            input.width() + 2 * padding,
            output.channels(),
            KERNELS)
        : null;
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    KERNELS.convolve(convolution, pass.blocks(), x, parameters, at, biasAt(at), y); // (38)
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
    int blocks = pass.blocks();
    KERNELS.convolveWeightGradient(convolution, blocks, x, dy, dParameters, at); // (39)
    int length = output.pixels() * Kernels.BLOCK;
    KERNELS.addChannelSums(blocks, output.channels(), length, dy, dParameters, biasAt(at)); // (40)
    if (dx != null) {
      KERNELS.convolveInputGradient(convolution, blocks, dy, parameters, at, dx); // (41)
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Conv2d conv && input.equals(conv.input) && text().equals(conv.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
