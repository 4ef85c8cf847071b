package digits.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A grey picture: luminance 0 (black) to 255 (white), as the picture stores it (gamma-encoded), one
 * unsigned byte a pixel, row after row from the top left. The array is not copied; whoever shares
 * it between threads must not change it.
 *
 * @param width at least 1
 * @param height at least 1
 * @param pixels {@code width * height} values
 */
public record Gray(int width, int height, byte[] pixels) {
  /** Eight pixels at once. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Every second of eight bytes. */
  private static final long EVEN = 0x00FF00FF00FF00FFL;

  private static final long TWOS = 0x0002000200020002L;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a side is below 1 or the pixels are not {@code width *
   *     height}
   */
  public Gray {
    if (width < 1 || height < 1 || (long) width * height != pixels.length) {
      throw new IllegalArgumentException(
          "a grey picture of "
              + width
              + " x "
              + height
              + " has "
              + pixels.length
              + " pixels; expected sides of at least 1 and width * height pixels");
    }
  }

  /** The luminance at column x and row y, 0 to 255. */
  public int at(int x, int y) {
    return pixels[y * width + x] & 0xFF;
  }

  /**
   * Each factor x factor pixels become their mean; cells at the right and lower edge may be cut.
   */
  Gray reduced(int factor) {
    if (factor == 1) {
      return this;
    }
    int columns = (width + factor - 1) / factor;
    int rows = (height + factor - 1) / factor;
    byte[] reduced = new byte[columns * rows];
    for (int row = 0; row < rows; row++) {
      boolean halved = factor == 2 && 2 * row + 1 < height;
      int done = halved ? halve(row, reduced, row * columns) : 0;
      reduceRow(factor, row, done, reduced, row * columns);
    }
    return new Gray(columns, rows, reduced);
  }

  /** The cells of a row from column {@code first} on. */
  private void reduceRow(int factor, int row, int first, byte[] reduced, int to) {
    int bottom = Math.min(height, (row + 1) * factor);
    for (int left = first * factor, at = to + first; left < width; left += factor, at++) {
      int right = Math.min(width, left + factor);
      int sum = 0;
      for (int y = row * factor; y < bottom; y++) {
        for (int p = y * width + left; p < y * width + right; p++) {
          sum += pixels[p] & 0xFF;
        }
      }
      int cell = (bottom - row * factor) * (right - left);
      reduced[at] = (byte) ((sum + cell / 2) / cell);
    }
  }

  /** Whole cells of 2 x 2 pixels, four at a time in the 16-bit parts of a number; how many. */
  private int halve(int row, byte[] reduced, int to) {
    int upper = 2 * row * width;
    int column = 0;
    for (; 2 * column <= width - 8; column += 4) {
      long above = (long) EIGHT.get(pixels, upper + 2 * column);
      long below = (long) EIGHT.get(pixels, upper + width + 2 * column);
      long sums = (above & EVEN) + (above >>> 8 & EVEN) + (below & EVEN) + (below >>> 8 & EVEN);
      long means = sums + TWOS >>> 2 & EVEN;
      reduced[to + column] = (byte) means;
      reduced[to + column + 1] = (byte) (means >>> 16);
      reduced[to + column + 2] = (byte) (means >>> 32);
      reduced[to + column + 3] = (byte) (means >>> 48);
    }
    return column;
  }

  /**
   * Twice as wide and high, by Catmull and Rom's cubic through the four pixels around, the edges
   * repeated.
   */
  Gray doubled() {
    byte[] wide = doubled(pixels, height, width, width, 1, 2 * width, 1);
    return new Gray(
        2 * width, 2 * height, doubled(wide, 2 * width, height, 1, 2 * width, 1, 2 * width));
  }

  /**
   * Twice as many pixels in each of {@code lines} lines of {@code length} pixels.
   *
   * @param line from one line to the next
   * @param step from one pixel of a line to the next
   * @param toLine the same in the result
   * @param toStep the same in the result
   */
  private static byte[] doubled(
      byte[] from, int lines, int length, int line, int step, int toLine, int toStep) {
    byte[] to = new byte[2 * from.length];
    for (int n = 0; n < lines; n++) {
      for (int i = 0; i < length; i++) {
        int here = from[n * line + i * step] & 0xFF;
        int before = from[n * line + Math.max(0, i - 1) * step] & 0xFF;
        int after = from[n * line + Math.min(length - 1, i + 1) * step] & 0xFF;
        int first = from[n * line + Math.max(0, i - 2) * step] & 0xFF;
        int last = from[n * line + Math.min(length - 1, i + 2) * step] & 0xFF;
        int at = n * toLine + 2 * i * toStep;
        to[at] = quarter(first, before, here, after);
        to[at + toStep] = quarter(last, after, here, before);
      }
    }
    return to;
  }

  /** A quarter of the way from the third of four neighbours to the second. */
  private static byte quarter(int far, int near, int here, int beyond) {
    int sum = -3 * far + 29 * near + 111 * here - 9 * beyond;
    return (byte) Math.max(0, Math.min(255, sum + 64 >> 7));
  }

  /** How many pixels have each luminance. */
  int[] counts() {
    int[] counts = new int[256];
    for (byte pixel : pixels) {
      counts[pixel & 0xFF]++;
    }
    return counts;
  }

  /** The same, as if there were black wherever a mask of this size, of 0 and 255, is not 0. */
  int[] countsBeside(Gray mask) {
    int[] counts = new int[256];
    for (int i = 0; i < pixels.length; i++) {
      counts[pixels[i] & 0xFF & ~mask.pixels[i]]++;
    }
    return counts;
  }

  /**
   * Of a picture of 0 and 255 alone: the usual width of the lines that are 255, in pixels, 1 if
   * there are none.
   */
  float strokeWidth() {
    long area = 0;
    long sides = 0;
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        area -= pixels[i];
        sides -= x == 0 ? pixels[i] : pixels[i] & ~pixels[i - 1];
        sides -= y == 0 ? pixels[i] : pixels[i] & ~pixels[i - width];
      }
    }
    return Surroundings.stroke(area, 2 * sides);
  }

  /** 255 wherever this is at least so much, else 0. */
  Gray atLeast(float level) {
    int least = (int) Math.ceil(level);
    byte[] mask = new byte[pixels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (least - 1 - (pixels[i] & 0xFF) >> 31);
    }
    return new Gray(width, height, mask);
  }

  /** Black becomes white and white black. */
  Gray inverted() {
    byte[] inverted = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      inverted[i] = (byte) ~pixels[i];
    }
    return new Gray(width, height, inverted);
  }

  /** Each pixel becomes the mean of its neighbourhood with the weights 1 2 1 both ways. */
  Gray smoothed() {
    byte[] smooth = new byte[pixels.length];
    int[] sums = new int[width + 2]; // 1 2 1 down the column, the edges repeated on both sides
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int above = y == 0 ? row : row - width;
      int below = y == height - 1 ? row : row + width;
      for (int x = 0; x < width; x++) {
        sums[x + 1] =
            (pixels[above + x] & 0xFF) + 2 * (pixels[row + x] & 0xFF) + (pixels[below + x] & 0xFF);
      }
      sums[0] = sums[1];
      sums[width + 1] = sums[width];
      for (int x = 0; x < width; x++) {
        smooth[row + x] = (byte) (sums[x] + 2 * sums[x + 1] + sums[x + 2] + 8 >> 4);
      }
    }
    return new Gray(width, height, smooth);
  }

  /** The first pixel from index {@code from} on and below {@code end} that is not 0, or the end. */
  int nextInk(int from, int end) {
    int i = from;
    while (i < end - 7 && (long) EIGHT.get(pixels, i) == 0) {
      i += 8;
    }
    while (i < end && pixels[i] == 0) {
      i++;
    }
    return i;
  }

  /**
   * Of a picture of 0 and 255 alone: 255 wherever the square that reaches so far around has a 255.
   */
  Gray widened(int radius) {
    byte[] wide = pixels.clone();
    byte[] before = new byte[pixels.length];
    widen(wide, before, Math.min(radius, width - 1), 1, width);
    widen(wide, before, Math.min(radius, height - 1), width, wide.length);
    return new Gray(width, height, wide);
  }

  /** Whether a pixel, counted row after row, is one of the outermost. */
  boolean isEdge(int i) {
    int x = i % width;
    return x == 0 || x == width - 1 || i < width || i >= width * (height - 1);
  }

  /** The greatest value of the square that reaches so far around each pixel. */
  Gray greatest(int radius) {
    byte[] along = new byte[pixels.length];
    greatest(pixels, along, radius, 1, width);
    byte[] across = new byte[pixels.length];
    greatest(along, across, radius, width, pixels.length);
    return new Gray(width, height, across);
  }

  /** The least value of the square that reaches so far around each pixel. */
  Gray least(int radius) {
    return inverted().greatest(radius).inverted();
  }

  /** Along lines of {@code length} bytes, in which neighbours are {@code unit} apart. */
  private static void greatest(byte[] from, byte[] to, int radius, int unit, int length) {
    for (int i = 0; i < from.length; i++) {
      int line = i - i % length;
      int first = Math.max(line + i % unit, i - radius * unit);
      int end = Math.min(line + length, i + radius * unit + 1);
      int value = 0;
      for (int k = first; k < end; k += unit) {
        value = Math.max(value, from[k] & 0xFF);
      }
      to[i] = (byte) value;
    }
  }

  /** Along lines of {@code length} bytes, whose places are {@code unit} apart. */
  private static void widen(byte[] wide, byte[] before, int radius, int unit, int length) {
    for (int reach = 0; reach < radius; ) {
      int step = Math.min(reach + 1, radius - reach); // further would leave gaps at the edges
      int moved = step * unit;
      System.arraycopy(wide, 0, before, 0, wide.length);
      for (int line = 0; line < wide.length; line += length) {
        merge(before, line, wide, line + moved, length - moved);
        merge(before, line + moved, wide, line, length - moved);
      }
      reach += step;
    }
  }

  private static void merge(byte[] from, int fromAt, byte[] to, int toAt, int count) {
    int i = 0;
    for (; i < count - 7; i += 8) {
      long both = (long) EIGHT.get(to, toAt + i) | (long) EIGHT.get(from, fromAt + i);
      EIGHT.set(to, toAt + i, both);
    }
    for (; i < count; i++) {
      to[toAt + i] |= from[fromAt + i];
    }
  }
}
