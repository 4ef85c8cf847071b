package digits.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Augmentation.Change;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AugmenterTest {
  private static final Augmentation MOVES =
      new Augmentation(
          Map.of(
              Change.ROTATE, 15.0,
              Change.ZOOM, 0.15,
              Change.SHEAR, 0.2,
              Change.SHIFT, 2.8,
              Change.ELASTIC, 1.4));

  private static final Augmentation ALL =
      MOVES
          .with(Change.THICKNESS, 1.5)
          .with(Change.GAPS, 0.5)
          .with(Change.OUTLINE, 0.5)
          .with(Change.LINES, 0.5)
          .with(Change.BLUR, 0.5)
          .with(Change.COARSE, 0.5)
          .with(Change.CONTRAST, 0.5)
          .with(Change.NEGATIVE, 0.5)
          .with(Change.NOISE, 0.5)
          .with(Change.ERASE, 0.5);

  private static byte[] changed(Augmentation augmentation, byte[] picture, int width, int row) {
    byte[] to = new byte[picture.length];
    new Augmenter(augmentation, width, picture.length / width)
        .apply(picture, 0, Augmentation.stream(1, 2, row), to, 0);
    return to;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,5", "28,28", "33,17"})
  void noneLeavesThePictureAndAllStaysInside(int width, int height) {
    int length = width * height;
    byte[] pictures = TestData.pixels(3 * length, 0.5, 1);
    byte[] to = TestData.pixels(3 * length, 1, 2);
    byte[] before = to.clone();
    new Augmenter(Augmentation.NONE, width, height)
        .apply(pictures, 2 * length, Augmentation.stream(1, 1, 1), to, length);
    System.arraycopy(pictures, 2 * length, before, length, length);
    assertArrayEquals(before, to);

    Augmenter augmenter = new Augmenter(ALL, width, height);
    for (int row = 0; row < 200; row++) {
      augmenter.apply(pictures, 0, Augmentation.stream(1, 1, row), to, length);
      Arrays.fill(before, length, 2 * length, (byte) 0);
      byte[] outside = to.clone();
      Arrays.fill(outside, length, 2 * length, (byte) 0);
      assertArrayEquals(before, outside);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONSENSE") // the trainer's affair
  void theStreamAloneDecidesAndRowsDiffer(Change change) {
    Augmentation one = Augmentation.NONE.with(change, Math.max(0.3, ALL.strength(change)));
    byte[] pictures = TestData.mnist(0, 20).pixels();
    Augmenter worker = new Augmenter(one, 28, 28);
    int alike = 0;
    for (int row = 19; row >= 0; row--) {
      byte[] first = new byte[784];
      worker.apply(pictures, row * 784, Augmentation.stream(1, 2, row), first, 0);
      byte[] picture = Arrays.copyOfRange(pictures, row * 784, (row + 1) * 784);
      assertArrayEquals(first, changed(one, picture, 28, row), "another worker, another order");
      worker.apply(picture, 0, Augmentation.stream(1, 2, row), picture, 0);
      assertArrayEquals(first, picture, "in place");
      alike += Arrays.equals(first, changed(one, pictures, 28, row + 1)) ? 1 : 0;
    }
    assertTrue(alike < 19, "rows are changed alike");
  }

  /** The mean place of the ink about the centre, x before y, in pixels. */
  private static double[] centreOfMass(byte[] picture, int width) {
    double[] sum = new double[3];
    for (int i = 0; i < picture.length; i++) {
      double ink = picture[i] & 255;
      sum[0] += ink * (i % width - (width - 1) / 2.0);
      sum[1] += ink * (i / width - (picture.length / width - 1) / 2.0);
      sum[2] += ink;
    }
    return new double[] {sum[0] / sum[2], sum[1] / sum[2], sum[2]};
  }

  /** A rectangle of ink in the middle of 41 x 41. */
  private static byte[] bar(int width, int height) {
    byte[] picture = new byte[41 * 41];
    for (int y = 20 - height / 2; y <= 20 + height / 2; y++) {
      Arrays.fill(picture, y * 41 + 20 - width / 2, y * 41 + 20 + width / 2 + 1, (byte) 255);
    }
    return picture;
  }

  /** Mean ink of a row (or column) through the middle, in pixels. */
  private static double inkOf(byte[] picture, int first, int step) {
    double sum = 0;
    for (int i = 0; i < 41; i++) {
      sum += (picture[first + i * step] & 255) / 255.0;
    }
    return sum;
  }

  @Test
  void stretchMakesWhatIsHighAsWideAsItIsHighAtMost() {
    Augmentation stretch = Augmentation.NONE.with(Change.STRETCH, 1);
    double least = 41;
    double most = 0;
    for (int row = 0; row < 500; row++) {
      byte[] changed = changed(stretch, bar(9, 17), 41, row);
      double width = inkOf(changed, 20 * 41, 1);
      least = Math.min(least, width);
      most = Math.max(most, width);
      assertEquals(17, inkOf(changed, 20, 41), 0.01, "its height stays");
      assertEquals(0, centreOfMass(changed, 41)[0], 0.02);
      assertTrue(inkOf(changed(stretch, bar(3, 31), 41, row), 20 * 41, 1) < 2.5 * 3 + 0.1);
      assertArrayEquals(bar(17, 9), changed(stretch, bar(17, 9), 41, row), "not what is wide");
    }
    assertTrue(least < 9.3 && most > 16.5 && most < 17.1, least + " to " + most);

    int stretched = 0;
    for (int row = 0; row < 1000; row++) {
      Augmentation some = Augmentation.NONE.with(Change.STRETCH, 0.2);
      stretched += Arrays.equals(bar(9, 17), changed(some, bar(9, 17), 41, row)) ? 0 : 1;
    }
    assertEquals(200, stretched, 60);
    assertArrayEquals(new byte[41 * 41], changed(stretch, new byte[41 * 41], 41, 1), "no ink");
  }

  /** Whether draws fill -1 to 1 evenly: chi-square of 10 bins, 9 degrees of freedom. */
  private static void assertUniform(double[] draws) {
    int[] bins = new int[10];
    for (double draw : draws) {
      assertTrue(Math.abs(draw) < 1.03, "out of range: " + draw);
      bins[(int) Math.min(9, Math.max(0, (draw + 1) * 5))]++;
    }
    double expected = draws.length / 10.0;
    double chiSquare =
        Arrays.stream(bins).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertTrue(chiSquare < 30, "not uniform, chi-square " + chiSquare + Arrays.toString(bins));
  }

  /** A round blot on 41 x 41, so many pixels right of the centre and below it. */
  private static byte[] dot(int right, int down) {
    byte[] picture = new byte[41 * 41];
    for (int i = 0; i < picture.length; i++) {
      double x = i % 41 - 20 - right;
      double y = i / 41 - 20 - down;
      picture[i] = (byte) (255 * Math.exp(-(x * x + y * y) / 8));
    }
    return picture;
  }

  /** Where 2,000 draws carry a dot, divided by what is the farthest. */
  private static double[][] dots(Change change, double strength, byte[] dot, double farthest) {
    double[][] places = new double[2][2_000];
    for (int n = 0; n < 2_000; n++) {
      byte[] to = changed(Augmentation.NONE.with(change, strength), dot, 41, n);
      double[] at = centreOfMass(to, 41);
      places[0][n] = at[0] / farthest;
      places[1][n] = at[1] / farthest;
    }
    return places;
  }

  @Test
  void shiftsAreUniformAlongBothAxes() {
    double[][] places = dots(Change.SHIFT, 3, dot(0, 0), 3);
    assertUniform(places[0]);
    assertUniform(places[1]);
  }

  @Test
  void anglesAreUniform() {
    // the dot lies 10 right of the centre, and turns by at most 0.1 radians: sine and angle agree
    assertUniform(dots(Change.ROTATE, Math.toDegrees(0.1), dot(10, 0), 1)[1]);
  }

  @Test
  void slantsAreUniform() {
    assertUniform(dots(Change.SHEAR, 0.3, dot(0, 10), 3)[0]);
  }

  @Test
  void zoomIsInItsRangeAboutTheCentre() {
    double[][] places = dots(Change.ZOOM, 0.2, dot(10, -10), 10);
    for (int axis = 0; axis < 2; axis++) {
      double[] factors = places[axis];
      double sign = axis == 0 ? 1 : -1;
      assertUniform(Arrays.stream(factors).map(at -> (sign * at - 1) / 0.2).toArray());
    }
  }

  @Test
  void movementKeepsTheMassAndTheMiddleOfDigits() {
    byte[] pictures = TestData.mnist(0, 100).pixels();
    double before = 0;
    double after = 0;
    double[] middle = new double[2];
    for (int row = 0; row < 100; row++) {
      byte[] picture = Arrays.copyOfRange(pictures, row * 784, (row + 1) * 784);
      double[] was = centreOfMass(picture, 28);
      double[] is = centreOfMass(changed(MOVES, picture, 28, row), 28);
      before += was[2];
      after += is[2];
      middle[0] += (is[0] - was[0]) / 100;
      middle[1] += (is[1] - was[1]) / 100;
    }
    assertEquals(1, after / before, 0.05);
    // each is off by 1.9 (the shift, and about 1 for the elastic field), their mean by a tenth
    assertEquals(0, middle[0], 0.6);
    assertEquals(0, middle[1], 0.6);
  }

  @Test
  void badSizesAndPlacesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Augmenter(ALL, 0, 28));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Augmenter(ALL, 28, 1025))
            .getMessage();
    assertEquals("augmentation: pictures of 28 x 1025, expected sides of 1 to 1024", message);
    Augmenter augmenter = new Augmenter(ALL, 28, 28);
    byte[] picture = new byte[784];
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> augmenter.apply(picture, 1, Augmentation.stream(1, 1, 1), picture, 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> augmenter.apply(picture, 0, Augmentation.stream(1, 1, 1), picture, -1));
  }
}
