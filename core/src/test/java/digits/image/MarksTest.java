package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final int LINE = 40;
  private static final List<Box> BESIDE = List.of(new Box(0, 10, 25, 40), new Box(50, 12, 25, 40));

  private static boolean mayBe(int y, int width, int height) {
    return Marks.mayBe(new Box(30, y, width, height), BESIDE, LINE);
  }

  @Test
  void whatIsSmallAndOffTheMiddleMayBeAMark() {
    assertTrue(mayBe(33, 8, 16), "a comma");
    assertTrue(mayBe(8, 8, 16), "an apostrophe");
    assertFalse(mayBe(24, 8, 16), "in the middle");
    assertFalse(mayBe(33, 8, 16 + 5), "too tall where it does not hang");
    assertFalse(Marks.mayBe(new Box(30, 33, 8, 16), List.of(), LINE), "nothing beside it");
  }

  @Test
  void whatHangsBelowTheLineMayBeALargerComma() {
    assertTrue(mayBe(38, 16, 24));
    assertFalse(mayBe(28, 16, 24), "begins too high");
    assertFalse(mayBe(38, 16, 27), "too tall");
    assertFalse(mayBe(38, 21, 24), "too wide");
  }

  /** It has hardly anything in common with the line it belongs to. */
  @Test
  void aLargeCommaHasNoLineOfItsOwn() {
    List<Piece> pieces = new ArrayList<>();
    for (int x : new int[] {0, 50, 80}) {
      pieces.add(full(x, 10, 25, 40));
    }
    pieces.add(full(32, 41, 10, 24));
    assertEquals(1, Lines.of(pieces).size());
    pieces.add(full(70, 41, 10, 24));
    assertEquals(2, Lines.of(pieces).size(), "two of them are digits of the next line");
  }

  private static Piece full(int x, int y, int width, int height) {
    byte[] ink = new byte[width * height];
    Arrays.fill(ink, (byte) 200);
    return new Piece(new Box(x, y, width, height), ink);
  }
}
