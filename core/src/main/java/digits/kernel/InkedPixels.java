package digits.kernel;

/**
 * The output pixels of a convolution of a picture of one channel that see any ink, row by row from
 * the first to the last of them, and those that see none and are the biases: two fifths to two
 * thirds of a digit's. Kept by one thread, used again for every picture.
 */
public final class InkedPixels {
  /** The widest picture: a row's pixels are the bits of a number. */
  public static final int WIDEST = Long.SIZE;

  /** Bit j of row i: whether pixel (i, j) of the padded picture is anything but 0. */
  final long[] rows;

  /** As {@link PictureConvolution#positions}, of the pixels with ink; at least a tile. */
  final int[] positions;

  /** As {@link PictureConvolution#places}, of the same. */
  final int[] places;

  int count;

  /** The other pixels, in runs from one pixel to another. */
  final int[] blankFrom;

  final int[] blankTo;
  int blankRuns;

  /** Memory for the biases of a row of pixels. */
  float[] biases = new float[0];

  /**
   * @param largest numbers in a padded picture and output pixels, at most
   */
  public InkedPixels(int largest) {
    rows = new long[largest];
    positions = new int[largest + PictureConvolution.TILE];
    places = new int[largest + PictureConvolution.TILE];
    blankFrom = new int[largest + 1];
    blankTo = new int[largest + 1];
  }

  /** Rows of the padded picture that the outputs see. */
  static int rowsOf(PictureConvolution shape) {
    return (shape.outPixels / shape.columns - 1) * shape.stride + shape.kernel;
  }

  /** From the bits of {@link #rows}. */
  void find(PictureConvolution shape) {
    int step = shape.stride * (shape.kernelWidth - shape.kernel + 1);
    long starts = 0;
    for (int column = 0; column < shape.columns; column++) {
      starts |= 1L << column * step;
    }
    count = 0;
    blankRuns = 0;
    int done = 0;
    for (int row = 0; row * shape.columns < shape.outPixels; row++) {
      long inked = starts & windows(shape, row * shape.stride);
      if (inked != 0) {
        int first = row * shape.columns + Long.numberOfTrailingZeros(inked) / step;
        int last = row * shape.columns + (63 - Long.numberOfLeadingZeros(inked)) / step;
        addBlank(done, first);
        done = last + 1;
        System.arraycopy(shape.positions, first, positions, count, done - first);
        System.arraycopy(shape.places, first, places, count, done - first);
        count += done - first;
      }
    }
    addBlank(done, shape.outPixels);
    for (int i = count; count > 0 && i < PictureConvolution.TILE; i++) {
      positions[i] = positions[count - 1];
      places[i] = places[count - 1];
    }
  }

  /** Bit j: whether a window at column j of some rows holds ink. */
  private long windows(PictureConvolution shape, int firstRow) {
    long seen = 0;
    for (int i = firstRow; i < firstRow + shape.kernel; i++) {
      seen |= rows[i];
    }
    long windows = 0;
    for (int j = 0; j < shape.kernelWidth; j++) {
      windows |= seen >>> j;
    }
    return windows;
  }

  private void addBlank(int from, int to) {
    blankFrom[blankRuns] = from;
    blankTo[blankRuns] = to;
    blankRuns += to > from ? 1 : 0;
  }
}
