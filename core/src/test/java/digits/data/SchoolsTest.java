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
import org.junit.jupiter.params.provider.ValueSource;

class SchoolsTest {
  private static final int SIDE = 28;

  private static byte[] written(int digit, long seed, byte[] picture) {
    byte[] copy = picture.clone();
    new Schools(SIDE, SIDE).write(digit, new SplittableRandom(seed), copy, 0);
    return copy;
  }

  /** A stem two pixels wide, rows 4 to 23. */
  private static byte[] stem(int left) {
    byte[] picture = new byte[SIDE * SIDE];
    for (int y = 4; y < 24; y++) {
      picture[y * SIDE + left] = -1;
      picture[y * SIDE + left + 1] = -1;
    }
    return picture;
  }

  private static int ink(byte[] picture, int fromRow, int toRow, int fromColumn, int toColumn) {
    int sum = 0;
    for (int y = fromRow; y < toRow; y++) {
      for (int x = fromColumn; x < toColumn; x++) {
        sum += picture[y * SIDE + x] & 255;
      }
    }
    return sum;
  }

  private static double middle(byte[] picture) {
    double moment = 0;
    for (int x = 0; x < SIDE; x++) {
      moment += (double) x * ink(picture, 0, SIDE, x, x + 1);
    }
    return moment / ink(picture, 0, SIDE, 0, SIDE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 9})
  void addsStrokesAndCentresThem(int digit) {
    for (int seed = 0; seed < 50; seed++) {
      byte[] before = stem(13);
      byte[] after = written(digit, seed, before);
      assertTrue(ink(after, 0, SIDE, 0, SIDE) > ink(before, 0, SIDE, 0, SIDE));
      assertEquals(SIDE / 2.0, middle(after), 0.51);
      assertArrayEquals(after, written(digit, seed, before), "the stream decides");
    }
  }

  @Test
  void theUpstrokeOfaOneLeadsToItsTop() {
    int seen = 0;
    for (int seed = 0; seed < 50; seed++) {
      byte[] after = written(1, seed, stem(13));
      assertEquals(0, ink(after, 0, 3, 0, SIDE), "nothing above the stem");
      int stemAt = 0; // the column with most ink
      for (int x = 1; x < SIDE; x++) {
        if (ink(after, 0, SIDE, x, x + 1) > ink(after, 0, SIDE, stemAt, stemAt + 1)) {
          stemAt = x;
        }
      }
      seen += ink(after, 4, 18, 0, stemAt - 1) > 2 * 255 ? 1 : 0;
      assertEquals(0, ink(after, 4, 18, stemAt + 3, SIDE), "none on the right");
    }
    assertTrue(seen > 40, "short steep ones hide in the stem: " + seen);
  }

  @Test
  void upstrokesMayBeginNearTheLineButNotBelow() {
    int low = 0;
    for (int seed = 0; seed < 200; seed++) {
      byte[] after = written(1, seed, stem(13));
      assertEquals(0, ink(after, 25, SIDE, 0, SIDE), "nothing below the stem");
      boolean foot = ink(after, 22, 25, 0, SIDE) > 6 * 255;
      low += !foot && ink(after, 18, 22, 0, SIDE) > 1.3 * ink(stem(13), 18, 22, 0, SIDE) ? 1 : 0;
    }
    assertTrue(low > 20 && low < 90, "of 200 begin low: " + low);
  }

  /** An ellipse of ink two pixels wide. */
  private static byte[] ring(double halfWidth, double halfHeight) {
    byte[] picture = new byte[SIDE * SIDE];
    for (int i = 0; i < picture.length; i++) {
      double x = i % SIDE - 13.5;
      double y = i / SIDE - 13.5;
      boolean outside = Math.hypot(x / halfWidth, y / halfHeight) > 1;
      boolean inside = Math.hypot(x / (halfWidth - 2), y / (halfHeight - 2)) < 1;
      picture[i] = (byte) (outside || inside ? 0 : 255);
    }
    return picture;
  }

  @Test
  void aQuarterOfZerosGetASlashUphill() {
    int slashed = 0;
    for (int seed = 0; seed < 400; seed++) {
      byte[] before = ring(7, 10);
      byte[] after = written(0, seed, before);
      if (!Arrays.equals(before, after)) {
        slashed++;
        assertTrue(ink(after, 13, 15, 12, 16) > 2 * 255, "through the middle");
        int uphill = ink(after, 9, 13, 14, 18) + ink(after, 15, 19, 10, 14);
        int downhill = ink(after, 9, 13, 10, 14) + ink(after, 15, 19, 14, 18);
        assertTrue(uphill > downhill, uphill + " and " + downhill);
      }
      assertArrayEquals(ring(3.5, 10), written(0, seed, ring(3.5, 10)), "a hole too narrow");
    }
    assertEquals(100, slashed, 35);
  }

  @Test
  void nothingIsAddedToOtherDigitsAndStemsThatLeanToTheLeft() {
    byte[] leaning = new byte[SIDE * SIDE];
    byte[] low = new byte[SIDE * SIDE];
    for (int y = 4; y < 24; y++) {
      leaning[y * SIDE + y + 1] = -1;
      low[14 * SIDE + y] = -1;
    }
    assertArrayEquals(leaning, written(1, 3, leaning));
    assertArrayEquals(low, written(1, 3, low), "not high enough");
    assertArrayEquals(new byte[SIDE * SIDE], written(9, 3, new byte[SIDE * SIDE]));
    for (int digit : new int[] {2, 3, 4, 5, 6, 8}) {
      assertArrayEquals(stem(13), written(digit, 3, stem(13)));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,28", "3,5", "28,28", "33,17"})
  void anySizeStaysInside(int width, int height) {
    Schools schools = new Schools(width, height);
    int length = width * height;
    byte[] to = new byte[3 * length];
    for (int n = 0; n < 300; n++) {
      Arrays.fill(to, (byte) 9);
      System.arraycopy(TestData.pixels(length, 1, n), 0, to, length, length);
      schools.write(n % 10, new SplittableRandom(n), to, length);
      for (int i = 0; i < length; i++) {
        assertEquals(9, to[i]);
        assertEquals(9, to[2 * length + i]);
      }
    }
  }
}
