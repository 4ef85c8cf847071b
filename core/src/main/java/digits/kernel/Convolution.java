package digits.kernel;

/**
 * The sizes of a convolution and where its numbers stand. Activations are blocks of {@link
 * Kernels#BLOCK} examples, [channel, row, column, example]: example is the fastest index, so the
 * lanes of a vector are examples and every number of channels and pixels fills them. Weights are
 * [C, KH, KW, O]. A dense layer is the convolution of a picture of one pixel.
 *
 * <p>Input pixel (y S + i - P, x S + j - P) meets weight (i, j) at output pixel (y, x); pixels
 * outside the picture are zeros. Immutable and safe for use by many threads.
 */
public final class Convolution {
  final int channels;
  final int height;
  final int width;
  final int outputs;
  final int kernel;
  final int stride;
  final int padding;
  final int outHeight;
  final int outWidth;

  /** Height and width with the padding on both sides. */
  final int paddedHeight;

  final int paddedWidth;

  /** Weights of a kernel, K * K. */
  final int taps;

  /** Numbers an output is the sum of, C * K * K. */
  final int depth;

  final int outPixels;

  /** Where term k of a sum stands in padded pictures, from the output's first input pixel on. */
  final int[] inputOffsets;

  /** The sums of {@link InputGradient}. */
  final GradientTerms gradientTerms;

  /** Vectors of 16 examples: where the input pixel of output pixel q stands, for q * 2 + half. */
  final int[] pixelOffsets;

  /**
   * @param channels C, of the input
   * @param outputs O, channels of the output
   * @param kernel K, height and width of the kernel
   * @param stride S
   * @param padding P, zeros around the picture
   * @throws IllegalArgumentException if a size is below 1, the padding is not below the kernel or
   *     the kernel is larger than the padded picture
   */
  public Convolution(
      int channels, int height, int width, int outputs, int kernel, int stride, int padding) {
    if (channels < 1
        || height < 1
        || width < 1
        || outputs < 1
        || kernel < 1
        || stride < 1
        || padding < 0
        || padding >= kernel
        || kernel > Math.min(height, width) + 2 * padding) {
      throw new IllegalArgumentException(
          "convolution of %d x %d x %d with %d kernels of %d x %d, stride %d, padding %d: expected sizes of at least 1, a padding below the kernel and a kernel inside the padded picture"
              .formatted(channels, height, width, outputs, kernel, kernel, stride, padding));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.outputs = outputs;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    outHeight = (height + 2 * padding - kernel) / stride + 1;
    outWidth = (width + 2 * padding - kernel) / stride + 1;
    paddedHeight = height + 2 * padding;
    paddedWidth = width + 2 * padding;
    taps = kernel * kernel;
    depth = channels * taps;
    outPixels = outHeight * outWidth;
    inputOffsets = inputOffsets();
    pixelOffsets = pixelOffsets();
    gradientTerms = new GradientTerms(this);
  }

  /** The product of a matrix [I, O] with columns of I numbers. */
  public static Convolution dense(int inputs, int outputs) {
    return new Convolution(inputs, 1, 1, outputs, 1, 1, 0);
  }

  public int outHeight() {
    return outHeight;
  }

  public int outWidth() {
    return outWidth;
  }

  /** Floats of a block of inputs. */
  int inputBlock() {
    return channels * height * width * Kernels.BLOCK;
  }

  /** Floats of a block of outputs. */
  int outputBlock() {
    return outputs * outPixels * Kernels.BLOCK;
  }

  private int[] inputOffsets() {
    int[] offsets = new int[depth];
    for (int k = 0; k < depth; k++) {
      int channel = k / taps;
      int row = k % taps / kernel;
      int column = k % kernel;
      offsets[k] = ((channel * paddedHeight + row) * paddedWidth + column) * Kernels.BLOCK;
    }
    return offsets;
  }

  private int[] pixelOffsets() {
    int[] offsets = new int[outPixels * 2];
    for (int j = 0; j < offsets.length; j++) {
      int row = j / 2 / outWidth * stride;
      int column = j / 2 % outWidth * stride;
      offsets[j] = (row * paddedWidth + column) * Kernels.BLOCK + j % 2 * Kernels.BLOCK / 2;
    }
    return offsets;
  }
}
