package digits.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
    assertArrayEquals(new int[] {50, 125, 200}, after(c -> Scan.fade(c, 50, 200), 3, 0, 128, 255));
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
      names = {"GAPS", "BLUR", "COARSE", "CONTRAST", "NOISE", "ERASE"})
  void probabilitiesAreMet(Change change) {
    int half = changed(change, 0.5);
    assertEquals(1_000, half, 110, "of 2,000, with a standard deviation of 22");
    assertEquals(2_000, changed(change, 1), 2, "the draw may say: black on white");
  }
}
