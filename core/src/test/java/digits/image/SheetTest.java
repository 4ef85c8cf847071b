package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class SheetTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int PAPER = 200;
  private static final int INK = 60;

  private static Gray picture(IntBinaryOperator scene) {
    byte[] pixels = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) scene.applyAsInt(i % WIDTH, i / WIDTH);
    }
    return new Gray(WIDTH, HEIGHT, pixels);
  }

  /** Planks a bit brighter and darker, with dark gaps. */
  private static int wood(int x) {
    return x % 90 < 3 ? 40 : 110 + x / 90 % 3 * 10;
  }

  /** A sheet around a point, turned a little, with a line of ink from one side to the other. */
  private static int sheet(int x, int y, int middle, int half, int beside) {
    double across = (x - middle) * 0.98 + (y - 240) * 0.17;
    double down = (y - 240) * 0.98 - (x - middle) * 0.17;
    if (Math.max(Math.abs(across), Math.abs(down)) > half) {
      return beside;
    }
    return Math.abs(down) < 3 ? INK : PAPER;
  }

  @Test
  void whatIsAroundASheetIsCovered() {
    Gray seen = Sheet.alone(picture((x, y) -> sheet(x, y, 320, 150, wood(x))));
    for (int x = 0; x < WIDTH; x++) {
      assertEquals(PAPER, seen.at(x, 20), 2);
      assertEquals(PAPER, seen.at(x, HEIGHT - 20), 2);
    }
    assertEquals(INK, seen.at(320, 240));
    assertEquals(INK, seen.at(220, 223), "the line goes on to the left");
  }

  @Test
  void aPageWithoutATableStaysAsItIs() {
    Gray page = picture((x, y) -> y % 60 < 4 || x % 200 < 3 ? INK : PAPER);
    assertSame(page, Sheet.alone(page));
  }

  /** A shaded field of a form, and a bright one whose surroundings are paper as well. */
  @Test
  void partsOfAPageAreNoSheets() {
    Gray shaded = picture((x, y) -> sheet(x, y, 320, 150, 245));
    assertSame(shaded, Sheet.alone(shaded));
    Gray framed =
        picture(
            (x, y) ->
                Math.abs(Math.max(Math.abs(x - 320), Math.abs(y - 240)) - 150) < 4 ? INK : PAPER);
    assertSame(framed, Sheet.alone(framed));
  }

  @Test
  void ofTwoSheetsBothAreSeen() {
    Gray two =
        picture(
            (x, y) -> x < 320 ? sheet(x, y, 160, 100, wood(x)) : sheet(x, y, 480, 100, wood(x)));
    assertSame(two, Sheet.alone(two));
  }

  @Test
  void whatIsCutByThePicturesEdgesIsNone() {
    Gray light = picture((x, y) -> x + y < 500 ? PAPER : PAPER / 2);
    assertSame(light, Sheet.alone(light), "a shadow");
    assertTrue(Sheet.alone(new Gray(3, 1, new byte[3])).pixels().length == 3);
  }
}
