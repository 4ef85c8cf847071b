package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PatternTest {
  private static final int SIDE = 240;
  private static final int FAINT = 40;
  private static final int STRONG = 130;

  /** Upright strokes six pixels wide, as strong as 180, in the middle of the page. */
  private static Gray writing() {
    byte[] contrast = new byte[SIDE * SIDE];
    for (int y = 90; y < 150; y++) {
      for (int x = 40; x < 200; x++) {
        contrast[y * SIDE + x] = (byte) (x % 40 < 6 ? 180 : 0);
      }
    }
    return new Gray(SIDE, SIDE, contrast);
  }

  /** Level lines of a contrast of 100 in the rows of a part of the page, under the writing. */
  private static Gray lined(int fromRow, int toRow, int pitch, int width) {
    Gray page = writing();
    for (int y = fromRow; y < toRow; y++) {
      for (int x = 0; x < SIDE; x++) {
        int i = y * SIDE + x;
        int line = y % pitch < width ? 100 : 0;
        page.pixels()[i] = (byte) Math.max(page.pixels()[i] & 0xFF, line);
      }
    }
    return page;
  }

  @Test
  void thinLinesEverywhereAreOne() {
    assertEquals(100, Pattern.contrast(lined(0, SIDE, 10, 1), FAINT, STRONG));
    assertEquals(100, Pattern.contrast(lined(0, SIDE, 12, 2), FAINT, STRONG));
  }

  @Test
  void linesFarApartOrWideAreNone() {
    assertEquals(0, Pattern.contrast(writing(), FAINT, STRONG));
    assertEquals(0, Pattern.contrast(lined(0, 120, 10, 1), FAINT, STRONG), "half of the page");
    assertEquals(0, Pattern.contrast(lined(0, SIDE, 60, 3), FAINT, STRONG), "ruled");
    assertEquals(0, Pattern.contrast(lined(0, SIDE, 20, 7), FAINT, STRONG), "as wide as strokes");
  }

  /** Thin strokes 20 pixels high all over, beside bolder ones. */
  @Test
  void faintWritingIsNone() {
    Gray page = writing();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int i = y * SIDE + x;
        int stroke = y % 30 < 20 && x % 10 < 2 ? 100 : 0;
        page.pixels()[i] = (byte) Math.max(page.pixels()[i] & 0xFF, stroke);
      }
    }
    assertEquals(0, Pattern.contrast(page, FAINT, STRONG));
  }

  @Test
  void nothingIsNone() {
    assertEquals(0, Pattern.contrast(new Gray(SIDE, SIDE, new byte[SIDE * SIDE]), FAINT, STRONG));
    assertEquals(0, Pattern.contrast(new Gray(1, 1, new byte[] {-1}), FAINT, STRONG));
  }
}
