package digits.kernel;

/**
 * In which order {@link InputGradient} adds up what the outputs hand back to an input pixel, and
 * where it finds it: outputs in parts, so that the vectors of a part stay in the nearest cache from
 * pixel to pixel; in a part tap by tap, in a tap output by output. Immutable.
 */
final class GradientTerms {
  private static final int BLOCK = Kernels.BLOCK;

  /**
   * Moves each output by half a pixel: at steps of even numbers of cache lines they would push each
   * other out.
   */
  private static final int ODD = BLOCK / 2;

  /** Outputs of a part, at the edges the terms of a sum: fewer would not be worth a tile. */
  private static final int FEW_OUTPUTS = 16;

  /**
   * Terms of a partial sum of 3 x 3: their vectors are 36 kB, two thirds of them the next pixel's
   * too.
   */
  private static final int MOST_TERMS = 288;

  /** Input rows that are done together; a multiple of the stride. */
  final int band;

  /** Parts the outputs are in. */
  final int parts;

  /**
   * The place of each tap among all when taps that meet the same input pixels stand side by side:
   * with a stride S these are every S-th row and column of the kernel.
   */
  final int[] tapOrder;

  /** From output to output in a band of the gradient. */
  final int step;

  /** Where a term stands in a band, from the output pixel on that its first tap meets. */
  final int[] offsets;

  /** The first output of each part, and the number of outputs. */
  private final int[] starts;

  private final Convolution shape;

  GradientTerms(Convolution shape) {
    this.shape = shape;
    int stride = shape.stride;
    band = Tiler.band(shape.outputs * shape.outWidth) * stride;
    int most = Math.max(FEW_OUTPUTS, MOST_TERMS / shape.taps);
    parts = (shape.outputs + most - 1) / most;
    starts = new int[parts + 1];
    for (int part = 0; part <= parts; part++) {
      starts[part] = Parallel.start(shape.outputs, parts, part);
    }
    tapOrder = tapOrder();
    int rows = (Math.min(band, shape.height) + shape.kernel - 2) / stride + 1;
    int pixels = Math.min(rows, shape.outHeight) * shape.outWidth;
    step = pixels * BLOCK + (pixels > 1 ? ODD : 0);
    offsets = offsets();
  }

  /** The first output row that row y of the input had a part in, if there is any. */
  int firstRow(int y) {
    return Math.max(0, (y + shape.padding - shape.kernel + shape.stride) / shape.stride);
  }

  /** The last output row that row y of the input had a part in. */
  int lastRow(int y) {
    return Math.min(shape.outHeight - 1, (y + shape.padding) / shape.stride);
  }

  /** The first output of a part. */
  int first(int part) {
    return starts[part];
  }

  /** Outputs of a part. */
  int outputs(int part) {
    return starts[part + 1] - starts[part];
  }

  /** Where the terms of a part begin, from the tap on that has this place. */
  int place(int part, int tap) {
    return first(part) * shape.taps + tap * outputs(part);
  }

  private int[] tapOrder() {
    int[] order = new int[shape.taps];
    int place = 0;
    int stride = shape.stride;
    for (int first = 0; first < stride * stride; first++) {
      for (int row = first / stride; row < shape.kernel; row += stride) {
        for (int column = first % stride; column < shape.kernel; column += stride) {
          order[row * shape.kernel + column] = place++;
        }
      }
    }
    return order;
  }

  private int[] offsets() {
    int[] offsets = new int[shape.taps * shape.outputs];
    for (int part = 0; part < parts; part++) {
      for (int tap = 0; tap < shape.taps; tap++) {
        int row = tap / shape.kernel / shape.stride;
        int pixel = row * shape.outWidth + tap % shape.kernel / shape.stride;
        int at = place(part, tapOrder[tap]);
        for (int o = 0; o < outputs(part); o++) {
          offsets[at + o] = (first(part) + o) * step - pixel * BLOCK;
        }
      }
    }
    return offsets;
  }
}
