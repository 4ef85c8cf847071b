package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signs of a line whose digits are 60 pixels high, from row 20 to row 80. */
class SignsTest {
  private static final int HEIGHT = 60;

  /** A digit that ends 10 pixels before the signs. */
  private static final Piece DIGIT = DrawnPiece.of(g -> g.draw(new Line2D.Double(35, 22, 35, 78)));

  private static Piece ring(int x, int y, int size) {
    return DrawnPiece.of(g -> g.draw(new Ellipse2D.Double(x, y, size, size)));
  }

  private static Piece line(int fromX, int fromY, int toX, int toY) {
    return DrawnPiece.of(g -> g.draw(new Line2D.Double(fromX, fromY, toX, toY)));
  }

  /** So many lines through one middle. */
  private static Piece star(int lines, int reach) {
    return DrawnPiece.of(
        g -> {
          for (int i = 0; i < lines; i++) {
            double x = reach * Math.cos(0.2 + i * Math.PI / lines);
            double y = reach * Math.sin(0.2 + i * Math.PI / lines);
            g.draw(new Line2D.Double(60 - x, 50 - y, 60 + x, 50 + y));
          }
        });
  }

  private static long rings(Piece... pieces) {
    Signs signs = new Signs(List.of(pieces), HEIGHT);
    return Arrays.stream(pieces).filter(signs::isRing).count();
  }

  @Test
  void ringsOfPercentSignsAre() {
    Piece slash = line(85, 20, 65, 80);
    assertEquals(2, rings(DIGIT, ring(50, 22, 15), slash, ring(85, 60, 15)));
    assertTrue(new Signs(List.of(ring(50, 22, 15), slash, ring(85, 60, 15)), 60).isSure(slash));
    Piece joined = Piece.union(List.of(slash, ring(75, 60, 15)));
    assertEquals(2, rings(DIGIT, ring(55, 22, 15), joined), "the second touches the slash");
  }

  @Test
  void zerosBesideASlashAreNone() {
    Piece slash = line(85, 12, 65, 88);
    assertEquals(0, rings(ring(30, 22, 40), slash, ring(95, 22, 40)), "0/0");
    assertEquals(0, rings(ring(45, 55, 20), slash, ring(85, 55, 20)), "both low");
    assertEquals(0, rings(ring(45, 22, 20), line(70, 20, 70, 80), ring(85, 60, 15)), "a 1");
  }

  @Test
  void degreeSignsAre() {
    assertEquals(1, rings(DIGIT, ring(45, 22, 15)));
    assertEquals(1, rings(DIGIT, ring(45, 22, 15), line(110, 22, 110, 78)));
    assertEquals(0, rings(DIGIT, ring(45, 22, 15), line(68, 22, 68, 78)), "a digit follows");
    assertEquals(0, rings(DIGIT, ring(45, 62, 15)), "low");
    assertEquals(0, rings(ring(45, 22, 15)), "no digit before it");
  }

  @Test
  void starsOfFiveArmsAndMoreMayBe() {
    for (int lines = 3; lines <= 4; lines++) {
      assertTrue(Star.mayBe(star(lines, 18)), lines + " lines");
    }
    assertFalse(Star.mayBe(star(2, 18)), "a plus");
    assertFalse(Star.mayBe(star(1, 18)), "a stroke");
    assertFalse(Star.mayBe(ring(50, 22, 20)), "a ring");
    Piece small = star(3, 18);
    Piece large = star(3, 40);
    assertTrue(new Signs(List.of(DIGIT, small), HEIGHT).mayBeStar(small));
    assertFalse(new Signs(List.of(DIGIT, large), HEIGHT).mayBeStar(large), "larger than digits");
  }

  /** Of 2,000 digits by hand but 4s, whose ends may be as many, at most four. */
  @Test
  void digitsAreNot() {
    Dataset digits = TestData.mnist(58_000, 2_000);
    int stars = 0;
    for (int row = 0; row < digits.size(); row++) {
      Piece digit = new Piece(new Box(0, 0, 28, 28), digits.picture(row)).cropped();
      stars += digits.labels()[row] != 4 && Star.mayBe(digit) ? 1 : 0;
    }
    assertTrue(stars <= 4, stars + " of " + digits.size());
  }
}
