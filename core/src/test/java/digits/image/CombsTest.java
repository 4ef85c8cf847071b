package digits.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CombsTest {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 120;
  private static final float STROKE = 6;

  private final Gray mask = new Gray(WIDTH, HEIGHT, new byte[WIDTH * HEIGHT]);

  private void fill(int left, int top, int width, int height) {
    for (int y = top; y < top + height; y++) {
      Arrays.fill(mask.pixels(), y * WIDTH + left, y * WIDTH + left + width, (byte) 255);
    }
  }

  /** The page without rules. */
  private byte[] erased() {
    byte[] pixels = mask.pixels().clone();
    Gray left = new Gray(WIDTH, HEIGHT, pixels);
    Rules.erase(new Gray(WIDTH, HEIGHT, pixels.clone()), left, STROKE);
    return pixels;
  }

  private void comb(int teeth, int step, int height) {
    fill(100, 80, (teeth - 1) * step + 3, 3);
    for (int i = 0; i < teeth; i++) {
      fill(100 + i * step, 80 - height, 3, height);
    }
  }

  @Test
  void combsGoAndDigitsStay() {
    for (int teeth = 3; teeth <= 5; teeth++) {
      Arrays.fill(mask.pixels(), (byte) 0);
      for (int i = 0; i < teeth - 1; i++) {
        fill(118 + 50 * i, 30, 14, 40);
      }
      byte[] digits = mask.pixels().clone();
      comb(teeth, 50, 24);
      byte[] left = erased();
      int dots = 0; // where a tooth meets the line
      for (int p = 0; p < left.length; p++) {
        assertTrue(digits[p] == 0 || left[p] != 0, "a digit has lost ink");
        dots += digits[p] == 0 && left[p] != 0 ? 1 : 0;
      }
      assertTrue(dots <= 9 * teeth, dots + " pixels of " + teeth + " teeth");
    }
  }

  @Test
  void onesOnALineStay() {
    comb(5, 30, 50);
    assertArrayEquals(mask.pixels(), erased(), "1s of a number, underlined");
  }

  @Test
  void strokesOnALineThatGoesOnStay() {
    comb(3, 60, 24);
    fill(60, 80, 205, 3);
    assertArrayEquals(mask.pixels(), erased());
  }
}
