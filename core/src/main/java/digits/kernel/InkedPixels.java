package digits.kernel;

/**
 * The output pixels of a convolution of a picture of one channel that see any ink, and those that
 * see none and are the biases: two thirds of a digit's. Kept by one thread, used again for every
 * picture.
 */
public final class InkedPixels {
  /** The widest picture: a row's pixels are the bits of a number. */
  public static final int WIDEST = Long.SIZE;

  /** Bit j of row i: whether pixel (i, j) of the padded picture is anything but 0. */
  private final long[] rows;

  /** As {@link PictureConvolution#positions}, of the pixels with ink; at least a tile. */
  final int[] positions;

  /** As {@link PictureConvolution#places}, of the same. */
  final int[] places;

  /** Where the other pixels' outputs stand. */
  final int[] blank;

  int count;
  int blanks;

  /**
   * @param largest numbers in a padded picture and output pixels, at most
   */
  public InkedPixels(int largest) {
    rows = new long[largest];
    positions = new int[largest + PictureConvolution.TILE];
    places = new int[largest + PictureConvolution.TILE];
    blank = new int[largest];
  }

  void find(PictureConvolution shape, float[] x) {
    count = 0;
    blanks = 0;
    long window = -1L >>> Long.SIZE - shape.kernelWidth;
    int step = shape.stride * (shape.kernelWidth - shape.kernel + 1);
    int done = 0;
    for (int row = 0; row * shape.columns < shape.outPixels; row++) {
      int first = row * shape.stride;
      for (; done < first + shape.kernel; done++) {
        rows[done] = inked(x, done * shape.width, shape.width);
      }
      long seen = 0;
      for (int i = first; i < first + shape.kernel; i++) {
        seen |= rows[i];
      }
      for (int column = 0; column < shape.columns; column++) {
        int q = row * shape.columns + column;
        int ink = (seen >>> column * step & window) != 0 ? 1 : 0;
        positions[count] = shape.positions[q];
        places[count] = shape.places[q];
        blank[blanks] = shape.places[q];
        count += ink;
        blanks += 1 - ink;
      }
    }
    for (int i = count; count > 0 && i < PictureConvolution.TILE; i++) {
      positions[i] = positions[count - 1];
      places[i] = places[count - 1];
    }
  }

  /** Written without a branch on the number: nobody can predict it. */
  private static long inked(float[] x, int at, int width) {
    long row = 0;
    for (int j = 0; j < width; j++) {
      int bits = Float.floatToRawIntBits(x[at + j]);
      row |= (long) ((bits | -bits) >>> 31) << j;
    }
    return row;
  }
}
