package digits.kernel;

/**
 * The output pixels of a convolution of pictures of one channel that see any ink, row by row from
 * the first to the last of them, and those that see none and are the biases: two fifths to two
 * thirds of a digit's. Kept by one thread, used again for every picture.
 */
public final class InkedPixels {
  /** The widest picture: a row's pixels are the bits of a number. */
  public static final int WIDEST = Long.SIZE;

  /** Bit j of row i: whether pixel (i, j) of the padded pictures, one below another, is not 0. */
  long[] rows = {};

  /** As {@link PictureConvolution#positions}, of the pixels with ink; at least a tile. */
  int[] positions = {};

  /** As {@link PictureConvolution#places}, of the same. */
  int[] places = {};

  int count;

  /** The other pixels, in runs from one pixel to another. */
  int[] blankFrom = {};

  int[] blankTo = {};
  int blankRuns;

  /** Memory for the biases of a row of pixels. */
  float[] biases = {};

  /** Makes room for so many pictures. */
  void hold(PictureConvolution shape, int pictures) {
    if (rows.length < pictures * shape.height) {
      rows = new long[pictures * shape.height];
    }
    int pixels = pictures * shape.outPixels;
    if (positions.length < pixels + PictureConvolution.TILE) {
      positions = new int[pixels + PictureConvolution.TILE];
      places = new int[positions.length];
      blankFrom = new int[positions.length];
      blankTo = new int[positions.length];
    }
  }

  /** From the bits of {@link #rows}. */
  void find(PictureConvolution shape, int pictures) {
    int step = shape.stride * (shape.kernelWidth - shape.kernel + 1);
    long starts = 0;
    for (int column = 0; column < shape.columns; column++) {
      starts |= 1L << column * step;
    }
    count = 0;
    blankRuns = 0;
    int done = 0;
    int ofPicture = shape.outPixels / shape.columns;
    int[] from = shape.positions(pictures);
    int[] to = shape.places(pictures);
    for (int row = 0; row < pictures * ofPicture; row++) {
      int firstRow = row / ofPicture * shape.height + row % ofPicture * shape.stride;
      long inked = starts & windows(shape, firstRow);
      if (inked != 0) {
        int first = row * shape.columns + Long.numberOfTrailingZeros(inked) / step;
        int last = row * shape.columns + (63 - Long.numberOfLeadingZeros(inked)) / step;
        addBlank(done, first);
        done = last + 1;
        System.arraycopy(from, first, positions, count, done - first);
        System.arraycopy(to, first, places, count, done - first);
        count += done - first;
      }
    }
    addBlank(done, pictures * shape.outPixels);
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
