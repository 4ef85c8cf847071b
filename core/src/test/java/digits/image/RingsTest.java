package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
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

  private static Piece bar(int left, int top, int width, int height) {
    byte[] ink = new byte[width * height];
    Arrays.fill(ink, (byte) 255);
    return new Piece(new Box(left, top, width, height), ink);
  }

  @Test
  void ringsRoundNumbersGo() {
    Piece one = bar(40, 30, 5, 40);
    Piece other = bar(60, 30, 5, 40);
    for (double open : new double[] {0, 0.3, 0.8}) {
      assertEquals(
          List.of(one, other), Rings.without(List.of(ring(10, 10, 90, 80, open), one, other)));
    }
  }

  @Test
  void halfARingIsNone() {
    List<Piece> pieces = List.of(ring(10, 10, 90, 80, 3), bar(40, 30, 5, 40));
    assertEquals(pieces, Rings.without(pieces));
  }

  @Test
  void aZeroKeepsWhatIsInIt() {
    Piece zero = ring(10, 10, 40, 60, 0);
    List<Piece> dotted = List.of(zero, bar(28, 36, 6, 8));
    assertEquals(dotted, Rings.without(dotted));
    List<Piece> slashed = List.of(zero, bar(28, 18, 4, 44), bar(70, 10, 5, 58), bar(90, 10, 5, 60));
    assertEquals(slashed, Rings.without(slashed));
  }

  @Test
  void whatIsFilledIsNoRing() {
    Piece blot = ring(10, 10, 90, 80, 0);
    byte[] ink = blot.ink().clone();
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (byte) (i % 3 == 0 ? ink[i] : 255);
    }
    List<Piece> pieces = List.of(new Piece(blot.box(), ink), bar(40, 30, 5, 40));
    assertEquals(pieces, Rings.without(pieces));
  }

  @Test
  void texturesAreLeftAlone() {
    List<Piece> many = new ArrayList<>(Collections.nCopies(6_000, bar(40, 30, 5, 40)));
    many.add(ring(10, 10, 90, 80, 0));
    assertEquals(many, Rings.without(many));
  }
}
