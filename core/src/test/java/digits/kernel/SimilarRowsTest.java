package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimilarRowsTest {
  private static int[] order(
      byte[] pixels, int width, int[] order, int from, int rows, int threads) {
    try (Parallel parallel = new Parallel(threads)) {
      return SimilarRows.of(pixels, width, order, from, rows, parallel);
    }
  }

  @Test
  void everyRowComesOnce() {
    for (int rows : new int[] {1, 7, 8, 9, 16, 17, 100, 257, 600}) {
      for (int width : new int[] {1, 63, 64, 65, 784}) {
        byte[] pixels = TestData.pixels((rows + 5) * width, 0.8, rows);
        int[] given = IntStream.range(0, rows + 5).map(r -> rows + 4 - r).toArray();
        int[] sorted = order(pixels, width, given, 3, rows, 2);
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(2, rows + 2).toArray(), sorted, rows + " x " + width);
      }
    }
  }

  @Test
  void theOrderDoesNotDependOnThreads() {
    int rows = 603;
    byte[] pixels = TestData.pixels(rows * 100, 0.8, 1);
    int[] given = IntStream.range(0, rows).toArray();
    int[] one = order(pixels, 100, given, 0, rows, 1);
    for (int threads : new int[] {2, 3, 7}) {
      assertArrayEquals(one, order(pixels, 100, given, 0, rows, threads));
    }
  }

  @Test
  void kindsOfPicturesAreToldApart() {
    int rows = 64;
    byte[] pixels = new byte[rows * 16];
    for (int r = 0; r < rows; r++) {
      // Four kinds: ink in one quarter of the row each, a number of pixels of it.
      Arrays.fill(pixels, r * 16 + r % 4 * 4, r * 16 + r % 4 * 4 + 3 + r / 4 % 2, (byte) 200);
    }
    int[] sorted = order(pixels, 16, IntStream.range(0, rows).toArray(), 0, rows, 1);
    for (int group = 0; group < rows; group += 8) {
      int[] kinds = Arrays.stream(sorted, group, group + 8).map(r -> r % 4).distinct().toArray();
      assertEquals(1, kinds.length, Arrays.toString(sorted));
    }
  }
}
