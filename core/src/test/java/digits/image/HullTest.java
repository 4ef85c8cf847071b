package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class HullTest {
  private static final int SIDE = 40;

  private static Hull of(BiPredicate<Integer, Integer> shape) {
    byte[] mask = new byte[SIDE * SIDE];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (shape.test(i % SIDE, i / SIDE) ? 255 : 0);
    }
    return Hull.of(new Gray(SIDE, SIDE, mask));
  }

  @Test
  void aRectangleIsItsOwn() {
    assertEquals(new Hull(200, 60), of((x, y) -> x >= 3 && x < 23 && y >= 5 && y < 15));
    assertEquals(new Hull(1, 4), of((x, y) -> x == 0 && y == SIDE - 1));
  }

  @Test
  void dentsAreFilled() {
    assertEquals(
        new Hull(200, 60),
        of((x, y) -> x >= 3 && x < 23 && y >= 5 && y < 15 && !(x > 7 && x < 12 && y < 12)));
    // An L of three squares of 10: half of the fourth one is outside of its hull.
    Hull corner = of((x, y) -> x < 20 && y < 20 && (x < 10 || y >= 10));
    assertEquals(350, corner.area());
    assertEquals(20 + 20 + 10 + 10 + Math.hypot(10, 10), corner.outline(), 1e-9);
  }

  @Test
  void nothingHasNone() {
    assertEquals(new Hull(0, 0), of((x, y) -> false));
  }
}
