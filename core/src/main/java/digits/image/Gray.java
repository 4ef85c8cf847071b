package digits.image;

import java.util.Arrays;

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
    int[] sums = new int[columns];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(sums, 0);
      int end = Math.min(height, (row + 1) * factor);
      for (int y = row * factor; y < end; y++) {
        int p = y * width;
        for (int column = 0; column < columns; column++) {
          int stop = Math.min(width, (column + 1) * factor);
          for (int x = column * factor; x < stop; x++) {
            sums[column] += pixels[p++] & 0xFF;
          }
        }
      }
      for (int column = 0; column < columns; column++) {
        int cell =
            (end - row * factor) * (Math.min(width, (column + 1) * factor) - column * factor);
        reduced[row * columns + column] = (byte) ((sums[column] + cell / 2) / cell);
      }
    }
    return new Gray(columns, rows, reduced);
  }
}
