package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("digits.kernel.VectorApi#isPresent")
class TileTest {
  private static final int TERMS = 5;

  private final float[] numbers = ConvolutionContract.wholeNumbers(Tile.ROWS * TERMS, 1);
  private final float[] vectors = ConvolutionContract.wholeNumbers(TERMS * Tile.COLUMNS, 2);
  private final int[] offsets = IntStream.range(0, TERMS).map(j -> j * Tile.COLUMNS).toArray();

  private float[] sums(float[] c, int height) {
    float[] sums = c.clone();
    for (int i = 0; i < height * Tile.COLUMNS; i++) {
      for (int j = 0; j < TERMS; j++) {
        int column = i % Tile.COLUMNS;
        sums[i] += numbers[i / Tile.COLUMNS * TERMS + j] * vectors[offsets[j] + column];
      }
    }
    return sums;
  }

  @Test
  void everyHeightComputesItsRowsAndNoOther() {
    for (int height = 1; height <= Tile.ROWS; height++) {
      float[] c = ConvolutionContract.wholeNumbers(Tile.ROWS * Tile.COLUMNS, 3);
      float[] expected = sums(c, height);
      Tiler tiler = Tiler.onThisThread();
      tiler.stepRows(height, TERMS);
      tiler.tile(height, TERMS, numbers, 0, vectors, 0, offsets, 0, c, 0, Tile.COLUMNS);
      assertArrayEquals(expected, c, height + " rows");
    }
  }

  @Test
  void panelsOfEveryHeightAddToTheirRowsOnce() {
    for (int height = 1; height <= Tile.ROWS; height++) {
      float[] panel = new float[TERMS * PanelTile.PANEL];
      for (int i = 0; i < panel.length; i++) {
        int row = Math.min(i % PanelTile.PANEL, height - 1);
        panel[i] = numbers[row * TERMS + i / PanelTile.PANEL];
      }
      float[] c = ConvolutionContract.wholeNumbers(Tile.ROWS * Tile.COLUMNS, 3);
      float[] expected = sums(c, height);
      int row = Tile.COLUMNS;
      PanelTile.run(height, TERMS, panel, 0, vectors, 0, offsets, 0, c, 0, row, c, 0, row);
      assertArrayEquals(expected, c, height + " rows");
    }
  }
}
