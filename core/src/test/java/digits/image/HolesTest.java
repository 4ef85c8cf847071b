package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolesTest {
  private static Piece disc(int x, int y, int size) {
    byte[] ink = new byte[size * size];
    for (int i = 0; i < ink.length; i++) {
      double away = Math.hypot(i % size - (size - 1) / 2.0, i / size - (size - 1) / 2.0);
      ink[i] = (byte) (away <= size / 2.0 ? 200 : 0);
    }
    return new Piece(new Box(x, y, size, size), ink);
  }

  private static Piece stroke(int x, int y) {
    byte[] ink = new byte[6 * 30];
    Arrays.fill(ink, (byte) 200);
    return new Piece(new Box(x, y, 6, 30), ink);
  }

  /** A row that sinks and narrows, as of a sheet seen from a corner. */
  private static List<Piece> row(int holes, int missing) {
    List<Piece> row = new ArrayList<>();
    for (int i = 0; i < holes; i++) {
      if (i != missing) {
        row.add(disc(20 + 40 * i - i * i / 2, 10 + 3 * i, 14 + i % 2));
      }
    }
    return row;
  }

  @Test
  void aRowOfHolesIsLeftOut() {
    for (int missing : new int[] {-1, 3}) {
      List<Piece> pieces = row(10, missing);
      pieces.add(stroke(100, 80));
      assertEquals(List.of(pieces.get(pieces.size() - 1)), Holes.without(pieces));
    }
  }

  @Test
  void fewBlotsStay() {
    List<Piece> few = row(7, -1);
    assertEquals(few, Holes.without(few));
  }

  @Test
  void blotsThatAreUnevenlyApartStay() {
    List<Piece> pieces = new ArrayList<>();
    for (int x : new int[] {0, 20, 64, 90, 150, 171, 230, 249, 310, 332}) {
      pieces.add(disc(x, 10, 14));
    }
    assertEquals(pieces, Holes.without(pieces));
  }

  @Test
  void strokesStay() {
    List<Piece> strokes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      strokes.add(stroke(20 * i, 10));
    }
    assertEquals(strokes, Holes.without(strokes));
  }
}
