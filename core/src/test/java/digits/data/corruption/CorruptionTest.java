package digits.data.corruption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CorruptionTest {
  private static final Dataset DIGITS = TestData.mnist(0, 200);

  @Test
  void thereAreTheFifteenOfMnistC() {
    assertEquals(
        List.of(
            "shot_noise",
            "impulse_noise",
            "glass_blur",
            "motion_blur",
            "shear",
            "scale",
            "rotate",
            "brightness",
            "translate",
            "stripe",
            "fog",
            "spatter",
            "dotted_line",
            "zigzag",
            "canny_edges"),
        Arrays.stream(Corruption.values()).map(Corruption::text).toList());
  }

  @ParameterizedTest
  @EnumSource
  void seedAndRowAloneDecide(Corruption corruption) {
    Dataset once = corruption.apply(DIGITS, 1);
    assertArrayEquals(once.pixels(), corruption.apply(DIGITS, 1).pixels());
    Dataset few = corruption.apply(TestData.mnist(0, 3), 1);
    assertArrayEquals(Arrays.copyOf(once.pixels(), 3 * 784), few.pixels());
    assertArrayEquals(DIGITS.labels(), once.labels());
    assertEquals(DIGITS.name() + " with " + corruption.text(), once.name());

    List<Corruption> certain =
        List.of(Corruption.SCALE, Corruption.BRIGHTNESS, Corruption.STRIPE, Corruption.CANNY_EDGES);
    byte[] other = corruption.apply(DIGITS, 2).pixels();
    assertEquals(certain.contains(corruption), Arrays.equals(once.pixels(), other));
  }

  /** How much pixels change, and how much ink there is, in levels a pixel: plausible bounds. */
  @ParameterizedTest
  @CsvSource({
    "SHOT_NOISE, 3, 15, 0.77, 0.88",
    "IMPULSE_NOISE, 18, 25, 1.3, 1.6",
    "GLASS_BLUR, 8, 25, 0.95, 1.05",
    "MOTION_BLUR, 12, 35, 0.95, 1.05",
    "SHEAR, 12, 35, 1.0, 1.15",
    "SCALE, 12, 35, 0.45, 0.53",
    "ROTATE, 12, 35, 0.97, 1.03",
    "BRIGHTNESS, 100, 127, 3.5, 5",
    "TRANSLATE, 25, 60, 0.98, 1.0",
    "STRIPE, 110, 130, 4, 5",
    "FOG, 60, 130, 2, 5",
    "SPATTER, 3, 25, 0.8, 1.3",
    "DOTTED_LINE, 4, 20, 1.1, 1.7",
    "ZIGZAG, 8, 40, 1.2, 2.2",
    "CANNY_EDGES, 20, 60, 0.5, 1.3"
  })
  void changesAreOfAPlausibleSize(
      Corruption corruption, double least, double most, double leastInk, double mostInk) {
    byte[] before = DIGITS.pixels();
    byte[] after = corruption.apply(DIGITS, 1).pixels();
    double change = 0;
    double ink = 0;
    double inkBefore = 0;
    for (int i = 0; i < before.length; i++) {
      change += Math.abs((before[i] & 255) - (after[i] & 255)) / (double) before.length;
      ink += after[i] & 255;
      inkBefore += before[i] & 255;
    }
    assertTrue(change > least && change < most, corruption + " changes by " + change);
    double share = ink / inkBefore;
    assertTrue(share > leastInk && share < mostInk, corruption + " leaves ink " + share);
    for (int row = 0; row < DIGITS.size(); row++) {
      int from = row * 784;
      assertFalse(
          Arrays.equals(before, from, from + 784, after, from, from + 784),
          corruption + " leaves row " + row);
    }
  }

  @ParameterizedTest
  @EnumSource
  void awkwardSizesAndBlankPicturesPass(Corruption corruption) {
    for (int[] size : new int[][] {{1, 1}, {3, 5}, {5, 3}, {33, 17}, {300, 2}}) {
      Dataset noise = TestData.noise(4, size[0], size[1], 2, 1);
      assertEquals(noise.pixels().length, corruption.apply(noise, 1).pixels().length);
    }
    Dataset blank = new Dataset("blank", new byte[784], new int[1], 28, 28, Dataset.DIGITS);
    corruption.apply(blank, 1);
  }

  private static int[] pixels(Dataset set) {
    return IntStream.range(0, set.pixels().length).map(i -> set.pixels()[i] & 255).toArray();
  }

  @Test
  void exactOnesAreExact() {
    int[] before = pixels(DIGITS);
    int[] bright = pixels(Corruption.BRIGHTNESS.apply(DIGITS, 1));
    int[] stripe = pixels(Corruption.STRIPE.apply(DIGITS, 1));
    for (int i = 0; i < before.length; i++) {
      assertEquals(Math.min(255, before[i] + 128), bright[i], 1);
      boolean inside = i % 28 >= 7 && i % 28 < 21;
      assertEquals(inside ? before[i] : 255 - before[i], stripe[i]);
    }
    int[] moved = pixels(Corruption.TRANSLATE.apply(DIGITS, 1));
    for (int row = 0; row < DIGITS.size(); row++) {
      int matches = 0;
      for (int dx = -3; dx <= 3; dx += 6) {
        for (int dy = -3; dy <= 3; dy += 6) {
          boolean same = true;
          for (int y = 3; y < 25; y++) {
            for (int x = 3; x < 25; x++) {
              same &= moved[row * 784 + y * 28 + x] == before[row * 784 + (y + dy) * 28 + x + dx];
            }
          }
          matches += same ? 1 : 0;
        }
      }
      assertEquals(1, matches);
    }
  }

  @Test
  void impulsesHitSeventeenInAHundred() {
    Plane grey = new Plane(200, 200, new double[40_000]).each(paper -> 0.5);
    Plane hit = Corruption.IMPULSE_NOISE.of(grey, new SplittableRandom(1));
    assertEquals(0.17, Arrays.stream(hit.grey()).filter(g -> g != 0.5).count() / 40_000.0, 0.01);
    assertEquals(0.5, Arrays.stream(hit.grey()).average().orElseThrow(), 0.01);
  }

  @Test
  void shotNoiseHasTheMeanAndVarianceOfPoisson() {
    Plane grey = new Plane(200, 200, new double[40_000]).each(paper -> 0.4);
    double[] shot = Corruption.SHOT_NOISE.of(grey, new SplittableRandom(1)).grey();
    double mean = Arrays.stream(shot).average().orElseThrow();
    assertEquals(0.4, mean, 0.01);
    double variance = Arrays.stream(shot).map(g -> (g - mean) * (g - mean)).average().orElseThrow();
    assertEquals(0.4 / 3, variance, 0.005);
  }

  @Test
  void normalNumbersAreNormal() {
    double[] normal =
        new Plane(200, 200, new double[40_000]).normal(2, 3, new SplittableRandom(1)).grey();
    assertEquals(2, Arrays.stream(normal).average().orElseThrow(), 0.06);
    assertEquals(0.1587, Arrays.stream(normal).filter(n -> n > 5).count() / 40_000.0, 0.008);
    assertEquals(0.0228, Arrays.stream(normal).filter(n -> n < -4).count() / 40_000.0, 0.003);
  }

  @Test
  void cannyOutlinesASquareOnce() {
    double[] square = new double[400];
    for (int y = 6; y < 14; y++) {
      Arrays.fill(square, y * 20 + 6, y * 20 + 14, 1);
    }
    double[] edges = Canny.edges(new Plane(20, 20, square)).grey();
    for (int y = 9; y < 11; y++) {
      int from = y * 20;
      // the edge lies between two pixels, either or both of which may be the crest
      double left = edges[from + 5] + edges[from + 6];
      double right = edges[from + 13] + edges[from + 14];
      assertTrue(left >= 1 && right >= 1);
      assertEquals(left + right, Arrays.stream(edges, from, from + 20).sum());
    }
  }
}
