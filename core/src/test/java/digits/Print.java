package digits;

import digits.image.Gray;
import java.util.SplittableRandom;

/** Printed words: capitals of ten typefaces that are no digits to anyone. */
final class Print {
  private static final int CELL = 48;
  private static final int TYPEFACES = 10;
  private static final int CAPITALS = 20;

  /** The height of capitals on the sheet. */
  private static final double TALL = 26;

  /** Read when it is first needed. */
  private static final class Sheet {
    static final Gray LETTERS = PagePictures.resource("letters.png");
  }

  private Print() {}

  /**
   * Writes a word of three to seven letters.
   *
   * @param x its left end
   * @param size height of its letters
   * @return where it ends
   */
  static double word(
      SplittableRandom random, float[] ink, int width, double x, double middle, double size) {
    int top = CELL * random.nextInt(TYPEFACES);
    double right = x;
    for (int letters = 3 + random.nextInt(5); letters > 0; letters--) {
      right = letter(CELL * random.nextInt(CAPITALS), top, ink, width, right, middle, size);
      right += 0.12 * size;
    }
    return right;
  }

  private static double letter(
      int left, int top, float[] ink, int width, double x, double middle, double size) {
    int first = CELL;
    int last = 0;
    for (int i = 0; i < CELL * CELL; i++) {
      if (covered(left + i % CELL, top + i / CELL) > 0.5) {
        first = Math.min(first, i % CELL);
        last = Math.max(last, i % CELL);
      }
    }
    double scale = size / TALL;
    int end = (int) Math.ceil(x + (last + 1 - first) * scale);
    for (int py = (int) (middle - size); py <= middle + size; py++) {
      for (int px = (int) x; px <= end; px++) {
        double u = (px + 0.5 - x) / scale + first;
        double v = (py + 0.5 - middle) / scale + CELL / 2.0;
        if (px >= 0 && py >= 0 && px < width && py < ink.length / width && v >= 1 && v < CELL - 1) {
          int p = py * width + px;
          ink[p] = Math.max(ink[p], (float) between(left + u - 0.5, top + v - 0.5));
        }
      }
    }
    return end;
  }

  /** Linear between the four pixels around. */
  private static double between(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double fx = x - left;
    double fy = y - top;
    return (1 - fy) * ((1 - fx) * covered(left, top) + fx * covered(left + 1, top))
        + fy * ((1 - fx) * covered(left, top + 1) + fx * covered(left + 1, top + 1));
  }

  private static double covered(int x, int y) {
    Gray sheet = Sheet.LETTERS;
    boolean inside = x >= 0 && y >= 0 && x < sheet.width() && y < sheet.height();
    return inside ? 1 - (sheet.pixels()[y * sheet.width() + x] & 255) / 255.0 : 0;
  }
}
