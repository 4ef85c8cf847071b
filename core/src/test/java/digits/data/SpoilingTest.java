package digits.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Augmentation.Change;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pen and the scan do, with known numbers. */
class SpoilingTest {

  private static int[] after(Consumer<Canvas> change, int width, int... picture) {
    byte[] bytes = new byte[picture.length];
    for (int i = 0; i < picture.length; i++) {
      bytes[i] = (byte) picture[i];
    }
    Canvas canvas = new Canvas(width, picture.length / width);
    canvas.load(bytes, 0);
    change.accept(canvas);
    canvas.store(bytes, 0);
    int[] result = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[i] & 255;
    }
    return result;
  }

  @Test
  void thickeningByAWholePixelDarkensTheFourNeighbours() {
    assertArrayEquals(
        new int[] {0, 200, 0, 200, 200, 200, 0, 200, 0},
        after(c -> Pen.thicken(c, 1), 3, 0, 0, 0, 0, 200, 0, 0, 0, 0));
    assertArrayEquals(
        new int[] {200, 200, 200, 200, 200}, after(c -> Pen.thicken(c, 2), 5, 0, 0, 200, 0, 0));
    assertArrayEquals(new int[] {100, 200, 100}, after(c -> Pen.thicken(c, 0.5), 3, 0, 200, 0));
  }

  @Test
  void thinningTakesTheEdgesAndKeepsTheInkDark() {
    int[] bar = new int[5 * 7];
    int[] thin = new int[5 * 7];
    for (int x = 1; x < 6; x++) {
      for (int y = 1; y < 4; y++) {
        bar[y * 7 + x] = 240;
        thin[y * 7 + x] = x == 1 || x == 5 || y != 2 ? 120 : 240;
      }
    }
    assertArrayEquals(thin, after(c -> Pen.thicken(c, -0.5), 7, bar));
    int[] line = {0, 0, 0, 240, 240, 240, 0, 0, 0};
    assertArrayEquals(line, after(c -> Pen.thicken(c, -0.5), 3, line), "nothing thinner is left");
  }

  @Test
  void aCutIsAsWideAsAsked() {
    int[] row = new int[] {100, 100, 100, 100, 100, 100, 100};
    assertArrayEquals(
        new int[] {100, 100, 50, 0, 50, 100, 100}, after(c -> Pen.cut(c, 3, 0, 0, 1), 7, row));
    assertArrayEquals(row, after(c -> Pen.cut(c, 3, 9, Math.PI / 2, 1), 7, row));
  }

  @Test
  void blurIsAGaussian() {
    int[] dot = new int[9 * 9];
    dot[4 * 9 + 4] = 255;
    int[] blurred = after(c -> Scan.blur(c, 0.8), 9, dot);
    double sum = 0;
    for (int i = -4; i <= 4; i++) {
      sum += Math.exp(-i * i / 1.28);
    }
    for (int i = 0; i < 81; i++) {
      double x = i % 9 - 4;
      double y = i / 9 - 4;
      assertEquals(255 * Math.exp(-(x * x + y * y) / 1.28) / sum / sum, blurred[i], 1.5);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,5", "28,28", "33,17"})
  void coarseningKeepsEvenPicturesAndAveragesOthers(int width, int height) {
    int[] even = new int[width * height];
    Arrays.fill(even, 77);
    Scan scan = new Scan(Augmentation.NONE, Math.max(width, height));
    for (double factor : new double[] {1.3, 1.7, 2, 2.5}) {
      assertArrayEquals(even, after(c -> scan.coarsen(c, factor), width, even));
    }
    assertArrayEquals(
        new int[] {20, 40, 80, 100},
        after(c -> new Scan(Augmentation.NONE, 4).coarsen(c, 2), 4, 0, 40, 80, 120));
  }

  @Test
  void fadingPutsPaperAndInkWhereAsked() {
    int[] even = {50, 50, 50, 50};
    assertArrayEquals(
        new int[] {50, 125, 200}, after(c -> Scan.fade(c, even, 200), 3, 0, 128, 255));
    int[] corners = {0, 80, 40, 120};
    assertArrayEquals(
        new int[] {0, 40, 80, 20, 200, 100, 40, 80, 120},
        after(c -> Scan.fade(c, corners, 200), 3, 0, 0, 0, 0, 255, 0, 0, 0, 0));
  }

  @Test
  void ofAHollowStrokeTheEdgeRemains() {
    int[] bar = new int[5 * 5];
    Arrays.fill(bar, 200);
    int[] hollow = new int[5 * 5];
    for (int i = 0; i < 25; i++) {
      boolean edge = i % 5 == 0 || i % 5 == 4 || i / 5 == 0 || i / 5 == 4;
      hollow[i] = edge ? 200 : 0; // beyond the picture is paper
    }
    assertArrayEquals(hollow, after(Pen::hollow, 5, bar));
  }

  @Test
  void aLineIsAsWideAndAsDarkAsAsked() {
    int[] row = new int[] {0, 0, 250, 0, 0, 0, 0};
    assertArrayEquals(
        new int[] {0, 0, 250, 200, 100, 0, 0}, after(c -> Pen.line(c, 3, 0, 0, 1, 200, 0), 7, row));
    assertArrayEquals(
        new int[] {200, 200, 0, 0, 200, 200, 0, 0},
        after(c -> Pen.line(c, 0, 0, -Math.PI / 2, 0.6, 200, 2), 8, new int[8]),
        "dashes");
  }

  @Test
  void aSmearGoesOneWayAndKeepsTheInk() {
    int[] dot = new int[9 * 15];
    dot[4 * 15 + 9] = 255;
    int[] smeared = after(c -> Scan.smear(c, 6, 0), 15, dot);
    double sum = 0;
    for (int i = 0; i < smeared.length; i++) {
      boolean along = i / 15 == 4 && i % 15 >= 3 && i % 15 <= 9;
      assertTrue(along || smeared[i] == 0, "at " + i);
      sum += smeared[i];
      if (along && i % 15 < 9) {
        assertTrue(smeared[i] <= smeared[i + 1], "fading away");
      }
    }
    assertEquals(255, sum, 7);
  }

  @Test
  void beyondAnEdgeInkIsPaper() {
    assertArrayEquals(
        new int[] {10, 20, 30, 255 - 40, 255 - 50},
        after(c -> Scan.negate(c, 0.5, 0), 5, 10, 20, 30, 40, 50));
  }

  @Test
  void specksAreAsManyAsAskedHalfOfThemInk() {
    int[] grey = new int[100 * 99];
    Arrays.fill(grey, 128);
    SplittableRandom random = new SplittableRandom(1);
    int paper = 0;
    int ink = 0;
    for (int pixel : after(c -> Scan.addSpecks(c, 0.2, random), 100, grey)) {
      paper += pixel == 0 ? 1 : 0;
      ink += pixel == 255 ? 1 : 0;
    }
    assertEquals(990, paper, 100);
    assertEquals(990, ink, 100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 20, 50})
  void noiseHasItsDeviationAndNoBias(double deviation) {
    int[] grey = new int[100 * 99];
    Arrays.fill(grey, 128);
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    double squares = 0;
    for (int pixel : after(c -> Scan.addNoise(c, deviation, random), 100, grey)) {
      sum += pixel - 128;
      squares += (pixel - 128) * (pixel - 128);
    }
    assertEquals(0, sum / grey.length, 1.5);
    assertEquals(deviation, Math.sqrt(squares / grey.length), 0.03 * deviation + 0.3);
  }

  private static int changed(Change change, double probability) {
    byte[] picture = TestData.pixels(784, 1, 3); // ink everywhere: nothing passes unseen
    Augmenter augmenter = new Augmenter(Augmentation.NONE.with(change, probability), 28, 28);
    int count = 0;
    for (int row = 0; row < 2_000; row++) {
      byte[] to = new byte[784];
      augmenter.apply(picture, 0, Augmentation.stream(3, 0, row), to, 0);
      count += Arrays.equals(picture, to) ? 0 : 1;
    }
    return count;
  }

  @ParameterizedTest
  @EnumSource(
      value = Change.class,
      names = {"GAPS", "OUTLINE", "BLUR", "COARSE", "CONTRAST", "NOISE", "ERASE"})
  void probabilitiesAreMet(Change change) {
    int half = changed(change, 0.5);
    assertEquals(1_000, half, 110, "of 2,000, with a standard deviation of 22");
    assertEquals(2_000, changed(change, 1), 2, "the draw may say: black on white");
  }
}
