package digits.image;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import java.awt.geom.Line2D;
import org.junit.jupiter.api.Test;

class CrossTest {
  /** Lines from (x, y) to (x, y) each. */
  private static Piece drawn(double... lines) {
    return DrawnPiece.of(
        graphics -> {
          for (int i = 0; i < lines.length; i += 4) {
            graphics.draw(new Line2D.Double(lines[i], lines[i + 1], lines[i + 2], lines[i + 3]));
          }
        });
  }

  @Test
  void timesSignsOfSeveralHandsAre() {
    assertTrue(Cross.is(drawn(10, 10, 50, 50, 50, 10, 10, 50)));
    assertTrue(Cross.is(drawn(10, 8, 50, 46, 44, 10, 16, 52)), "askew");
    assertTrue(Cross.is(drawn(20, 4, 50, 56, 46, 6, 12, 54)), "narrow");
  }

  @Test
  void otherShapesAreNot() {
    assertFalse(Cross.is(drawn(30, 5, 30, 55)), "a stroke");
    assertFalse(Cross.is(drawn(30, 10, 30, 50, 10, 30, 50, 30)), "plus");
    assertFalse(Cross.is(drawn(10, 10, 50, 50, 50, 10, 10, 50, 10, 10, 50, 10)), "closed above");
    assertFalse(Cross.is(drawn(10, 10, 30, 35, 50, 10, 10, 55)), "one foot");
    assertFalse(Cross.is(drawn(15, 5, 15, 55, 45, 5, 45, 55)), "two strokes");
  }

  /** Of a thousand digits by hand at most two are taken for one. */
  @Test
  void digitsAreNot() {
    Dataset digits = TestData.mnist(58_000, 2_000);
    int crosses = 0;
    for (int row = 0; row < digits.size(); row++) {
      Piece digit = new Piece(new Box(0, 0, 28, 28), digits.picture(row)).cropped();
      crosses += Cross.is(digit) ? 1 : 0;
    }
    assertTrue(crosses <= 4, crosses + " of " + digits.size());
  }
}
