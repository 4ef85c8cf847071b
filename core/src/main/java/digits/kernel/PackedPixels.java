package digits.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is left of a matrix of pixels that was cut into strips of {@link #STRIP} columns once the
 * lines of a strip that hold nothing but zeros are dropped. Strip s keeps {@code counts[s]} lines:
 * their numbers from {@code lines[s * height]} on and their bytes, STRIP a line, from {@code
 * bytes[s * height * STRIP]} on.
 */
final class PackedPixels {
  /**
   * One vector, or 8 columns: longer lines hold more zeros. As wide as a block, 46 % of MNIST's
   * lines are left, 36 % of those of 16, 31 % of those of 8.
   */
  static final int STRIP = Math.max(8, Kernels.fastest().lanes());

  /** Pixels beside each other are zero together, so a strip of pixels is a patch 4 high. */
  private static final int PATCH_HEIGHT = 4;

  private static final int PATCH_WIDTH = STRIP / PATCH_HEIGHT;

  /** Longs of a line's bytes. */
  private static final int LONGS_OF_LINE = STRIP / Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final int height;
  private final int[] starts;
  private final int[] counts;
  private final char[] lines;
  private final byte[] bytes;

  /** The pixels that stand side by side in each strip; null where rows do. */
  private int[][] members;

  /** Whether every patch has STRIP pixels, in pairs of neighbours. */
  private boolean wholePatches;

  private PackedPixels(int strips, int height) {
    this.height = height;
    starts = new int[strips + 1];
    counts = new int[strips];
    lines = new char[strips * height];
    bytes =
        new byte
            [(strips * height + 1) * STRIP]; // a line more: the last one is tried, and read past
  }

  /** For strips of at most {@code capacity} rows of {@code width} pixels, a line for each pixel. */
  static PackedPixels byRows(int capacity, int width) {
    return new PackedPixels(strips(Kernels.BLOCK) * blocks(capacity), width);
  }

  /** For strips of the pixels of a patch, a line for each of at most {@code capacity} rows. */
  static PackedPixels byPixels(int capacity, int width) {
    int[][] patches = patches(width);
    PackedPixels packed = new PackedPixels(patches.length, capacity);
    packed.members = patches;
    int side = side(width);
    packed.wholePatches = side % PATCH_WIDTH == 0 && side % PATCH_HEIGHT == 0 && side > 0;
    return packed;
  }

  int start(int strip) {
    return starts[strip];
  }

  int end(int strip) {
    return starts[strip] + counts[strip];
  }

  char[] lines() {
    return lines;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The pixels that stand side by side in strip s. */
  int[][] members() {
    return members;
  }

  private static int strips(int length) {
    return (length + STRIP - 1) / STRIP;
  }

  private static int blocks(int rows) {
    return (rows + Kernels.BLOCK - 1) / Kernels.BLOCK;
  }

  private static int[][] cut(int[] order) {
    int[][] strips = new int[strips(order.length)][];
    Arrays.setAll(
        strips, s -> Arrays.copyOfRange(order, s * STRIP, Math.min(order.length, (s + 1) * STRIP)));
    return strips;
  }

  /**
   * The pixels of every strip. Pictures are taken as square where the number of pixels is a square,
   * otherwise as one line; that decides only how many zeros are left out, never a result.
   */
  private static int[][] patches(int pixels) {
    int side = side(pixels);
    if (side == 0) {
      return cut(IntStream.range(0, pixels).toArray());
    }
    int across = (side + PATCH_WIDTH - 1) / PATCH_WIDTH;
    int down = (side + PATCH_HEIGHT - 1) / PATCH_HEIGHT;
    int[][] patches = new int[across * down][];
    for (int s = 0; s < patches.length; s++) {
      int left = s % across * PATCH_WIDTH;
      int top = s / across * PATCH_HEIGHT;
      int wide = Math.min(PATCH_WIDTH, side - left);
      patches[s] = new int[wide * Math.min(PATCH_HEIGHT, side - top)];
      Arrays.setAll(patches[s], i -> (top + i / wide) * side + left + i % wide);
    }
    return patches;
  }

  /** Of a square of so many pixels; 0 if there is none. */
  private static int side(int pixels) {
    int side = (int) Math.round(Math.sqrt(pixels));
    return side * side == pixels ? side : 0;
  }

  /** Strips of STRIP rows, a line for each pixel. */
  void packRows(PixelBatch x) {
    int[] at = new int[STRIP];
    long[] tile = new long[8 * LONGS_OF_LINE];
    for (int strip = 0; strip < strips(Kernels.BLOCK) * blocks(x.rows()); strip++) {
      int rows = Math.max(0, Math.min(STRIP, x.rows() - strip * STRIP));
      for (int i = 0; i < rows; i++) {
        at[i] = x.rowAt(strip * STRIP + i);
      }
      starts[strip] = strip == 0 ? 0 : end(strip - 1);
      counts[strip] = 0;
      int pixel = 0;
      for (; rows == STRIP && pixel < x.width() - 7; pixel += 8) {
        packEightPixels(x.pixels(), at, pixel, strip, tile);
      }
      for (; pixel < x.width(); pixel++) {
        packOnePixel(x.pixels(), at, rows, pixel, strip);
      }
    }
  }

  private void packEightPixels(byte[] pixels, int[] at, int pixel, int strip, long[] tile) {
    long any = 0;
    for (int part = 0; part < LONGS_OF_LINE; part++) {
      any |= transpose(pixels, at, part * 8, pixel, tile, part);
    }
    for (int i = 0; any != 0 && i < 8; i++) {
      addLine(strip, pixel + i, tile, i * LONGS_OF_LINE);
    }
  }

  /**
   * A tile of 8 x 8 bytes as 8 longs, transposed.
   *
   * @return 0 if all of it is
   */
  private static long transpose(byte[] pixels, int[] at, int row, int pixel, long[] to, int part) {
    long a = (long) LONGS.get(pixels, at[row] + pixel);
    long b = (long) LONGS.get(pixels, at[row + 1] + pixel);
    long c = (long) LONGS.get(pixels, at[row + 2] + pixel);
    long d = (long) LONGS.get(pixels, at[row + 3] + pixel);
    long e = (long) LONGS.get(pixels, at[row + 4] + pixel);
    long f = (long) LONGS.get(pixels, at[row + 5] + pixel);
    long g = (long) LONGS.get(pixels, at[row + 6] + pixel);
    long h = (long) LONGS.get(pixels, at[row + 7] + pixel);
    long any = a | b | c | d | e | f | g | h;
    if (any == 0 && LONGS_OF_LINE == 1) {
      return 0;
    }
    for (int i = 0; i < 8; i++) {
      int shift = i * 8;
      to[i * LONGS_OF_LINE + part] =
          a >>> shift & 255
              | (b >>> shift & 255) << 8
              | (c >>> shift & 255) << 16
              | (d >>> shift & 255) << 24
              | (e >>> shift & 255) << 32
              | (f >>> shift & 255) << 40
              | (g >>> shift & 255) << 48
              | (h >>> shift & 255) << 56;
    }
    return any;
  }

  private void packOnePixel(byte[] pixels, int[] at, int rows, int pixel, int strip) {
    long[] line = new long[LONGS_OF_LINE];
    for (int r = 0; r < rows; r++) {
      line[r / 8] |= (pixels[at[r] + pixel] & 255L) << r * 8;
    }
    addLine(strip, pixel, line, 0);
  }

  /** Adds a line unless it is zero. */
  private void addLine(int strip, int number, long[] line, int at) {
    int entry = end(strip);
    long any = 0;
    for (int part = 0; part < LONGS_OF_LINE; part++) {
      any |= line[at + part];
      LONGS.set(bytes, entry * STRIP + part * Long.BYTES, line[at + part]);
    }
    lines[entry] = (char) number;
    counts[strip] += any != 0 ? 1 : 0;
  }

  /** Strips of the pixels of a patch, a line for each row. */
  void packPixels(PixelBatch x) {
    long[] line = new long[LONGS_OF_LINE];
    Arrays.fill(counts, 0);
    Arrays.setAll(starts, strip -> strip * height);
    for (int r = 0; r < x.rows(); r++) {
      int at = x.rowAt(r);
      for (int strip = 0; strip < members.length; strip++) {
        readPatch(x.pixels(), at, members[strip], line);
        addLine(strip, r, line, 0);
      }
    }
    // Side by side, so that they are read in one go.
    for (int strip = 1; strip < members.length; strip++) {
      int to = end(strip - 1);
      System.arraycopy(lines, starts[strip], lines, to, counts[strip]);
      System.arraycopy(bytes, starts[strip] * STRIP, bytes, to * STRIP, counts[strip] * STRIP);
      starts[strip] = to;
    }
  }

  /** The pixels of a patch: a whole one is made of pairs of neighbours. */
  private void readPatch(byte[] pixels, int at, int[] members, long[] line) {
    if (wholePatches) {
      for (int part = 0; part < LONGS_OF_LINE; part++) {
        line[part] =
            pair(pixels, at + members[part * 8])
                | pair(pixels, at + members[part * 8 + 2]) << 16
                | pair(pixels, at + members[part * 8 + 4]) << 32
                | pair(pixels, at + members[part * 8 + 6]) << 48;
      }
      return;
    }
    Arrays.fill(line, 0);
    for (int i = 0; i < members.length; i++) {
      line[i / 8] |= (pixels[at + members[i]] & 255L) << i * 8;
    }
  }

  private static long pair(byte[] pixels, int at) {
    return (short) SHORTS.get(pixels, at) & 0xFFFFL;
  }
}
