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
  /** A block of examples, or so many pixels: two vectors of the widest kind. */
  static final int STRIP = Kernels.BLOCK;

  /** Pixels beside each other are zero together, so a strip of pixels is a patch 4 wide, 8 high. */
  private static final int PATCH_WIDTH = 4;

  private static final int PATCH_HEIGHT = STRIP / PATCH_WIDTH;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int height;
  private final int[] counts;
  private final char[] lines;
  private final byte[] bytes;

  /** The pixels that stand side by side in each strip; null where rows do. */
  private int[][] members;

  private PackedPixels(int strips, int height) {
    this.height = height;
    counts = new int[strips];
    lines = new char[strips * height];
    // Lines are decoded ahead, past the last one too; vectors narrower than 8 bytes are read as 8.
    bytes = new byte[(strips * height + PixelProduct.AHEAD) * STRIP + 8];
  }

  /** For strips of at most {@code capacity} rows of {@code width} pixels, a line for each pixel. */
  static PackedPixels byRows(int capacity, int width) {
    return new PackedPixels(strips(capacity), width);
  }

  /** For strips of the pixels of a patch, a line for each of at most {@code capacity} rows. */
  static PackedPixels byPixels(int capacity, int width) {
    int[][] patches = patches(width);
    PackedPixels packed = new PackedPixels(patches.length, capacity);
    packed.members = patches;
    return packed;
  }

  int start(int strip) {
    return strip * height;
  }

  int end(int strip) {
    return strip * height + counts[strip];
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
    int side = (int) Math.round(Math.sqrt(pixels));
    if (side * side != pixels) {
      return cut(IntStream.range(0, pixels).toArray());
    }
    int across = (side + PATCH_WIDTH - 1) / PATCH_WIDTH;
    int down = (side + PATCH_HEIGHT - 1) / PATCH_HEIGHT;
    int[][] patches = new int[across * down][];
    for (int s = 0; s < patches.length; s++) {
      int left = s % across * PATCH_WIDTH;
      // The band that is cut off comes first: 6 % fewer lines on MNIST than the other way.
      int bottom = side - (down - 1 - s / across) * PATCH_HEIGHT;
      int top = Math.max(0, bottom - PATCH_HEIGHT);
      int wide = Math.min(PATCH_WIDTH, side - left);
      patches[s] = new int[wide * (bottom - top)];
      Arrays.setAll(patches[s], i -> (top + i / wide) * side + left + i % wide);
    }
    return patches;
  }

  /** Strips of STRIP rows, a line for each pixel. */
  void packRows(PixelBatch x) {
    int[] at = new int[STRIP];
    for (int strip = 0; strip < x.blocks(); strip++) {
      int rows = Math.min(STRIP, x.rows() - strip * STRIP);
      for (int i = 0; i < rows; i++) {
        at[i] = x.rowAt(strip * STRIP + i);
      }
      counts[strip] = 0;
      int pixel = 0;
      for (; pixel < x.width() - 7; pixel += 8) {
        packEightPixels(x.pixels(), at, rows, pixel, strip);
      }
      for (; pixel < x.width(); pixel++) {
        packOnePixel(x.pixels(), at, rows, pixel, strip);
      }
    }
  }

  /** A tile of 8 x 8 bytes at a time: 8 longs, transposed. */
  private void packEightPixels(byte[] pixels, int[] at, int rows, int pixel, int strip) {
    long any = 0;
    for (int r = 0; r < rows; r++) {
      any |= (long) LONGS.get(pixels, at[r] + pixel);
    }
    if (any == 0) {
      return;
    }
    int entry = end(strip);
    for (int r = 0; r < STRIP; r += 8) {
      transposeTile(pixels, at, rows, pixel, r, any, entry);
    }
    for (int i = 0; i < 8; i++) {
      if ((any >>> 8 * i & 255) != 0) {
        lines[entry++] = (char) (pixel + i);
      }
    }
    counts[strip] = entry - start(strip);
  }

  private void transposeTile(
      byte[] pixels, int[] at, int rows, int pixel, int r, long any, int entry) {
    long a = r < rows ? (long) LONGS.get(pixels, at[r] + pixel) : 0;
    long b = r + 1 < rows ? (long) LONGS.get(pixels, at[r + 1] + pixel) : 0;
    long c = r + 2 < rows ? (long) LONGS.get(pixels, at[r + 2] + pixel) : 0;
    long d = r + 3 < rows ? (long) LONGS.get(pixels, at[r + 3] + pixel) : 0;
    long e = r + 4 < rows ? (long) LONGS.get(pixels, at[r + 4] + pixel) : 0;
    long f = r + 5 < rows ? (long) LONGS.get(pixels, at[r + 5] + pixel) : 0;
    long g = r + 6 < rows ? (long) LONGS.get(pixels, at[r + 6] + pixel) : 0;
    long h = r + 7 < rows ? (long) LONGS.get(pixels, at[r + 7] + pixel) : 0;
    int to = entry * STRIP + r;
    for (int i = 0; i < 64; i += 8) {
      if ((any >>> i & 255) != 0) {
        long column =
            a >>> i & 255
                | (b >>> i & 255) << 8
                | (c >>> i & 255) << 16
                | (d >>> i & 255) << 24
                | (e >>> i & 255) << 32
                | (f >>> i & 255) << 40
                | (g >>> i & 255) << 48
                | (h >>> i & 255) << 56;
        LONGS.set(bytes, to, column);
        to += STRIP;
      }
    }
  }

  private void packOnePixel(byte[] pixels, int[] at, int rows, int pixel, int strip) {
    int entry = end(strip);
    int any = 0;
    for (int r = 0; r < STRIP; r++) {
      byte value = r < rows ? pixels[at[r] + pixel] : 0;
      bytes[entry * STRIP + r] = value;
      any |= value;
    }
    if (any != 0) {
      lines[entry] = (char) pixel;
      counts[strip]++;
    }
  }

  /** Strips of the pixels of a patch, a line for each row. */
  void packPixels(PixelBatch x) {
    Arrays.fill(counts, 0);
    for (int r = 0; r < x.rows(); r++) {
      int at = x.rowAt(r);
      for (int strip = 0; strip < members.length; strip++) {
        int entry = end(strip);
        int to = entry * STRIP;
        int any = 0;
        for (int pixel : members[strip]) {
          byte value = x.pixels()[at + pixel];
          bytes[to++] = value;
          any |= value;
        }
        if (any != 0) {
          lines[entry] = (char) r;
          counts[strip]++;
        }
      }
    }
  }
}
