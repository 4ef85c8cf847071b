package digits.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailsTest {
  private static final int SIDE = 28;

  private static byte[] drawn(byte[] picture, long seed) {
    byte[] copy = picture.clone();
    new Tails(SIDE, SIDE).draw(new SplittableRandom(seed), copy, 0);
    return copy;
  }

  /** First and last row of ink, first and last column. */
  private static int[] extent(byte[] picture) {
    int[] extent = {SIDE, -1, SIDE, -1};
    for (int i = 0; i < picture.length; i++) {
      if ((picture[i] & 255) >= 100) {
        extent[0] = Math.min(extent[0], i / SIDE);
        extent[1] = Math.max(extent[1], i / SIDE);
        extent[2] = Math.min(extent[2], i % SIDE);
        extent[3] = Math.max(extent[3], i % SIDE);
      }
    }
    return extent;
  }

  @Test
  void digitsKeepTheirHeightAndBecomeNarrower() {
    Dataset data = TestData.mnist(0, 100);
    for (int row = 0; row < 100; row++) {
      byte[] before = data.picture(row);
      byte[] after = drawn(before, row);
      int[] was = extent(before);
      int[] is = extent(after);
      assertEquals(was[1] - was[0], is[1] - is[0], 2, "height of " + row);
      assertTrue(is[3] - is[2] <= was[3] - was[2], "width of " + row);
      double mass = 0;
      double moment = 0;
      for (int i = 0; i < after.length; i++) {
        mass += after[i] & 255;
        moment += (after[i] & 255) * (double) (i / SIDE);
      }
      assertEquals(SIDE / 2, moment / mass, 0.51, "middle of " + row);
      assertArrayEquals(after, drawn(before, row), "the stream decides");
    }
  }

  /** A bar across the middle moves up where the lower end is drawn out, else down. */
  @Test
  void oneEndIsDrawnOut() {
    byte[] cross = new byte[SIDE * SIDE];
    for (int i = 4; i < 24; i++) {
      cross[i * SIDE + 14] = -1;
      cross[14 * SIDE + Math.max(8, Math.min(20, i))] = -1;
    }
    int up = 0;
    for (int seed = 0; seed < 200; seed++) {
      byte[] after = drawn(cross, seed);
      int bar = 0; // the row with most ink
      int most = 0;
      for (int y = 0; y < SIDE; y++) {
        int sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += after[y * SIDE + x] & 255;
        }
        bar = sum > most ? y : bar;
        most = Math.max(most, sum);
      }
      int[] extent = extent(after);
      up += 2 * bar < extent[0] + extent[1] ? 1 : 0;
    }
    assertEquals(150, up, 25, "three of four");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,5", "28,28", "33,17"})
  void anySizeStaysInside(int width, int height) {
    int length = width * height;
    Tails tails = new Tails(width, height);
    for (int n = 0; n < 100; n++) {
      byte[] to = new byte[3 * length];
      Arrays.fill(to, (byte) 9);
      byte[] noise = TestData.noise(1, width, height, 3, n).picture(0);
      System.arraycopy(n == 0 ? new byte[length] : noise, 0, to, length, length);
      tails.draw(new SplittableRandom(n), to, length);
      for (int i = 0; i < length; i++) {
        assertEquals(9, to[i]);
        assertEquals(9, to[2 * length + i]);
      }
    }
  }
}
