package digits.kernel;

import java.util.Arrays;

/** Runs tiles of any height, and keeps the memory that the products of one thread need around. */
final class Tiler {
  private static final int BLOCK = Kernels.BLOCK;

  /** Terms of a partial sum: their vectors, 128 bytes each, stay in the nearest cache. */
  static final int MOST_TERMS = 160;

  /**
   * Floats of a band of rows that stays in the second cache while all products are made with it.
   */
  private static final int BAND = 1 << 17;

  private static final ThreadLocal<Tiler> SCRATCH = ThreadLocal.withInitial(Tiler::new);

  /** Where the rows of the next tile take their factors, from that of the first row on. */
  final int[] rows = new int[Tile.ROWS];

  private float[] scratch = new float[0];

  private Tiler() {}

  /** This thread's own. */
  static Tiler onThisThread() {
    return SCRATCH.get();
  }

  /** How many rows of so many pixels, all channels together, stay in the second cache. */
  static int band(int pixels) {
    return Math.max(1, BAND / (pixels * BLOCK));
  }

  /** Row r of a tile begins {@code r * step} further on; rows that are too many repeat the last. */
  void stepRows(int height, int step) {
    for (int r = 0; r < Tile.ROWS; r++) {
      rows[r] = Math.min(r, height - 1) * step;
    }
  }

  /** A tile of up to {@link Tile#ROWS} rows; rows are those of {@link #rows}. */
  void tile(
      int height,
      int n,
      float[] s,
      int sAt,
      float[] v,
      int vAt,
      int[] offsets,
      int from,
      float[] c,
      int cAt,
      int cRow) {
    if (height > 4) {
      Tile.eight(height, n, s, sAt, rows, v, vAt, offsets, from, c, cAt, cRow);
    } else {
      Tile.four(height, n, s, sAt, rows, v, vAt, offsets, from, c, cAt, cRow);
    }
  }

  static void copyRows(
      int height,
      int width,
      float[] from,
      int fromAt,
      int fromRow,
      float[] to,
      int toAt,
      int toRow) {
    for (int r = 0; r < height; r++) {
      System.arraycopy(from, fromAt + r * fromRow, to, toAt + r * toRow, width);
    }
  }

  /**
   * to[example, o] = from[o, example] for one pixel of a block.
   *
   * @param step from output to output in {@code from}
   * @param toRow from example to example in {@code to}
   */
  static void turn(
      int outputs, float[] from, int fromAt, int step, float[] to, int toAt, int toRow) {
    int o = 0;
    for (; o <= outputs - 4; o += 4) {
      int one = fromAt + o * step;
      int at = toAt + o;
      for (int n = 0; n < BLOCK; n++) {
        to[at] = from[one + n];
        to[at + 1] = from[one + step + n];
        to[at + 2] = from[one + 2 * step + n];
        to[at + 3] = from[one + 3 * step + n];
        at += toRow;
      }
    }
    for (; o < outputs; o++) {
      for (int n = 0; n < BLOCK; n++) {
        to[toAt + n * toRow + o] = from[fromAt + o * step + n];
      }
    }
  }

  /** Memory for a copy of a block; what it held before is of no use any more. */
  float[] scratch(int length) {
    if (scratch.length < length) {
      scratch = new float[length];
    }
    return scratch;
  }

  /** The block with zeros around each picture, or all of {@code x} where none are asked for. */
  float[] padded(Convolution shape, float[] x, int block) {
    if (shape.padding == 0) {
      return x;
    }
    int length = shape.channels * shape.paddedHeight * shape.paddedWidth * BLOCK;
    float[] padded = scratch(length);
    Arrays.fill(padded, 0, length, 0f);
    int width = shape.width * BLOCK;
    for (int line = 0; line < shape.channels * shape.height; line++) {
      int channel = line / shape.height;
      int y = line % shape.height + shape.padding;
      int to = ((channel * shape.paddedHeight + y) * shape.paddedWidth + shape.padding) * BLOCK;
      System.arraycopy(x, block * shape.inputBlock() + line * width, padded, to, width);
    }
    return padded;
  }
}
