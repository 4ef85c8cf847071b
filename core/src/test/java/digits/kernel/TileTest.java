package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("digits.kernel.VectorApi#isPresent")
class TileTest {
  @Test
  void tilesAreWholeButForOneSmallRest() {
    for (int n = 1; n <= 200; n++) {
      int left = n;
      while (left > 0) {
        int height = Tile.height(left);
        boolean whole = height == Tile.ROWS || height == 4;
        boolean rest = height == left && height < 4;
        assertTrue(whole || rest, n + " rows: a tile of " + height + " where " + left + " remain");
        left -= height;
      }
      assertEquals(0, left, n + " rows");
    }
  }
}
