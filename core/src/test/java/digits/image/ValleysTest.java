package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValleysTest {
  private static final int STROKE = 6;

  /** Rings 60 pixels wide and high, beside each other, so far apart. */
  private static Piece rings(int count, int apart) {
    int width = 60 + (count - 1) * apart;
    byte[] ink = new byte[width * 60];
    for (int i = 0; i < ink.length; i++) {
      for (int ring = 0; ring < count; ring++) {
        double radius = Math.hypot(i % width + 0.5 - 30 - ring * apart, i / width + 0.5 - 30);
        if (radius < 30 && radius > 30 - STROKE) {
          ink[i] = -1;
        }
      }
    }
    return new Piece(new Box(0, 0, width, 60), ink);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 54, 58})
  void twoRingsAreCutWhereTheyTouch(int apart) {
    List<int[]> cuts = Valleys.cuts(rings(2, apart), 60, STROKE, 6);
    assertEquals(1, cuts.size());
    for (int column : cuts.get(0)) {
      assertEquals(30 + apart / 2.0, column, 1);
    }
    // the way between the rings crosses more ink than the one through a ring, but counts for less
    assertTrue(
        Cuts.of(rings(2, apart), 60, STROKE).stream()
            .anyMatch(cut -> Math.abs(cut.middle() - 30 - apart / 2) <= 1));
  }

  @Test
  void threeRingsAreCutTwice() {
    assertEquals(2, Valleys.cuts(rings(3, 54), 60, STROKE, 6).size());
  }

  @Test
  void oneRingHasNoValleys() {
    assertEquals(0, Valleys.cuts(rings(1, 0), 60, STROKE, 6).size());
  }
}
