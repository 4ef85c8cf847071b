package digits.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import org.junit.jupiter.api.Test;

class PreparedTest {
  private static final Box BOX = new Box(3, 4, 5, 6);

  @Test
  void drawnAsLargeAsItIsNothingChanges() {
    byte[] pixels = TestData.mnist(7, 1).picture(0);
    Prepared digit = new Prepared(pixels, 28, 28, BOX);
    assertArrayEquals(pixels, digit.drawnSmaller(1, 1).pixels());
    assertEquals(BOX, digit.drawnSmaller(1, 1).box());
  }

  /** Half the width and a third of the height, about pixel (4, 3); edges in between are grey. */
  @Test
  void shrinksAboutTheMiddle() {
    Prepared block = new Prepared(new byte[9 * 7], 9, 7, BOX);
    for (int y = 0; y < 7; y++) {
      for (int x = 2; x < 7; x++) {
        block.pixels()[y * 9 + x] = (byte) 200;
      }
    }
    byte[] drawn = block.drawnSmaller(0.5, 1.0 / 3).pixels();
    for (int y = 0; y < 7; y++) {
      for (int x = 0; x < 9; x++) {
        boolean ink = x >= 3 && x <= 5 && y >= 2 && y <= 4;
        assertEquals(ink ? 200 : 0, drawn[y * 9 + x] & 255, x + ", " + y);
      }
    }
  }
}
