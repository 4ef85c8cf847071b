package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingsTest {
  /** An ellipse of a pen 4 pixels wide, open over the given angle to the right. */
  private static Piece ring(int left, int top, int width, int height, double open) {
    byte[] ink = new byte[width * height];
    for (int i = 0; i < ink.length; i++) {
      double x = (i % width + 0.5) * 2 / width - 1;
      double y = (i / width + 0.5) * 2 / height - 1;
      double inner = Math.hypot(x * width / (width - 8.0), y * height / (height - 8.0));
      boolean covered = Math.hypot(x, y) <= 1 && inner >= 1;
      ink[i] = (byte) (covered && Math.abs(Math.atan2(y, x)) >= open / 2 ? 255 : 0);
    }
    return new Piece(new Box(left, top, width, height), ink).cropped();
  }

  @Test
  void ringsRoundNumbersGo() {
    Piece one = DrawnPiece.bar(40, 30, 5, 40);
    Piece other = DrawnPiece.bar(60, 30, 5, 40);
    for (double open : new double[] {0, 0.3, 0.8}) {
      assertEquals(
          List.of(one, other), Rings.without(List.of(ring(10, 10, 90, 80, open), one, other), 4));
    }
  }

  /** A bar from the ring's upper edge on is joined to it, but for what lies under the ring. */
  @Test
  void whatTouchesARingIsKept() {
    Piece joined = Piece.union(List.of(ring(10, 10, 90, 80, 0.3), DrawnPiece.bar(52, 10, 5, 50)));
    Piece free = DrawnPiece.bar(30, 30, 5, 40);
    List<Piece> left = Rings.without(List.of(joined, free), 4);
    assertEquals(2, left.size());
    assertEquals(free, left.get(0));
    assertEquals(60, left.get(1).box().bottom());
    assertEquals(52, left.get(1).box().x());
    assertEquals(5, left.get(1).box().width());
    assertTrue(left.get(1).box().height() >= 38 && left.get(1).box().height() <= 46);

    List<Piece> beside =
        List.of(joined, DrawnPiece.bar(130, 30, 5, 40), DrawnPiece.bar(150, 30, 5, 40));
    assertEquals(3, Rings.without(beside, 4).size());
    assertEquals(5, Rings.without(beside, 4).get(2).box().width());
  }

  @Test
  void halfARingIsNone() {
    List<Piece> pieces = List.of(ring(10, 10, 90, 80, 3), DrawnPiece.bar(40, 30, 5, 40));
    assertEquals(pieces, Rings.without(pieces, 4));
  }

  @Test
  void aZeroKeepsWhatIsInIt() {
    Piece zero = ring(10, 10, 40, 60, 0);
    List<Piece> dotted = List.of(zero, DrawnPiece.bar(28, 36, 6, 8));
    assertEquals(dotted, Rings.without(dotted, 4));
    List<Piece> slashed =
        List.of(
            zero,
            DrawnPiece.bar(28, 18, 4, 44),
            DrawnPiece.bar(70, 10, 5, 58),
            DrawnPiece.bar(90, 10, 5, 60));
    assertEquals(slashed, Rings.without(slashed, 4));
  }

  @Test
  void whatIsFilledIsNoRing() {
    Piece blot = ring(10, 10, 90, 80, 0);
    byte[] ink = blot.ink().clone();
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (byte) (i % 3 == 0 ? ink[i] : 255);
    }
    List<Piece> pieces = List.of(new Piece(blot.box(), ink), DrawnPiece.bar(40, 30, 5, 40));
    assertEquals(pieces, Rings.without(pieces, 4));
  }

  @Test
  void texturesAreLeftAlone() {
    List<Piece> many = new ArrayList<>(Collections.nCopies(6_000, DrawnPiece.bar(40, 30, 5, 40)));
    many.add(ring(10, 10, 90, 80, 0));
    assertEquals(many, Rings.without(many, 4));
  }
}
