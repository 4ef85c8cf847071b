package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("digits.kernel.VectorApi#isPresent")
class TileTest {
  private static final int TERMS = 5;

  @Test
  void everyHeightComputesItsRowsAndNoOther() {
    float[] numbers = ConvolutionContract.wholeNumbers(Tile.ROWS * TERMS, 1);
    float[] vectors = ConvolutionContract.wholeNumbers(TERMS * Tile.COLUMNS, 2);
    int[] offsets = new int[TERMS];
    for (int j = 0; j < TERMS; j++) {
      offsets[j] = j * Tile.COLUMNS;
    }
    for (int height = 1; height <= Tile.ROWS; height++) {
      float[] c = ConvolutionContract.wholeNumbers(Tile.ROWS * Tile.COLUMNS, 3);
      float[] expected = c.clone();
      for (int i = 0; i < height * Tile.COLUMNS; i++) {
        for (int j = 0; j < TERMS; j++) {
          int column = i % Tile.COLUMNS;
          expected[i] += numbers[i / Tile.COLUMNS * TERMS + j] * vectors[offsets[j] + column];
        }
      }
      Tiler tiler = Tiler.onThisThread();
      tiler.stepRows(height, TERMS);
      tiler.tile(height, true, TERMS, numbers, 0, vectors, 0, offsets, 0, c, 0, Tile.COLUMNS);
      assertArrayEquals(expected, c, height + " rows");
    }
  }
}
