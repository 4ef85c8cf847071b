package digits.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One movement with known numbers, against what it should give. */
class WarpTest {

  private static byte[] move(
      byte[] picture,
      int width,
      double degrees,
      double zoomX,
      double zoomY,
      double slant,
      double shiftX,
      double shiftY) {
    Warp warp = new Warp(Augmentation.NONE, width, picture.length / width);
    byte[] to = TestData.pixels(picture.length, 1, 9);
    warp.load(picture, 0);
    warp.move(Math.toRadians(degrees), zoomX, zoomY, slant, shiftX, shiftY, to, 0);
    return to;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,5", "28,28", "33,17"})
  void noMovementLeavesThePicture(int width, int height) {
    byte[] picture = TestData.pixels(width * height, 0.5, 1);
    assertArrayEquals(picture, move(picture, width, 0, 1, 1, 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "-1,0", "0,2", "3,-4", "-9,16", "33,0", "0,-17", "500,500"})
  void wholePixelsMoveExactlyAndNothingComesBackOnTheOtherSide(int dx, int dy) {
    int width = 33;
    int height = 17;
    byte[] picture = TestData.pixels(width * height, 0.8, 2);
    byte[] expected = new byte[picture.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (x - dx >= 0 && x - dx < width && y - dy >= 0 && y - dy < height) {
          expected[y * width + x] = picture[(y - dy) * width + x - dx];
        }
      }
    }
    assertArrayEquals(expected, move(picture, width, 0, 1, 1, 0, dx, dy));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 28})
  void aQuarterTurnIsExact(int side) {
    byte[] picture = TestData.pixels(side * side, 0.5, 3);
    byte[] expected = new byte[picture.length];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        expected[x * side + side - 1 - y] = picture[y * side + x]; // the top goes to the right
      }
    }
    assertArrayEquals(expected, move(picture, side, 90, 1, 1, 0, 0, 0));
  }

  @Test
  void halfAPixelIsTheMeanOfTwo() {
    byte[] picture = {0, 100, (byte) 200, 0, 0};
    assertArrayEquals(new byte[] {0, 50, (byte) 150, 100, 0}, move(picture, 5, 0, 1, 1, 0, 0.5, 0));
    assertArrayEquals(new byte[] {0, 50, (byte) 150, 100, 0}, move(picture, 1, 0, 1, 1, 0, 0, 0.5));
  }

  @Test
  void zoomKeepsTheCentre() {
    byte[] picture = {10, 20, 30, 40, 50};
    assertArrayEquals(new byte[] {20, 25, 30, 35, 40}, move(picture, 5, 0, 2, 1, 0, 0, 0));
    assertArrayEquals(new byte[] {0, 10, 30, 50, 0}, move(picture, 5, 0, 0.5, 1, 0, 0, 0));
  }

  /** Every pixel of the source, weighed by tents about the place that A's inverse gives. */
  private static double[] expected(
      byte[] picture, int width, double degrees, double[] zoom, double slant, double[] shift) {
    int height = picture.length / width;
    double[] expected = new double[picture.length];
    double angle = Math.toRadians(degrees);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = x - (width - 1) / 2.0 - shift[0];
        double v = y - (height - 1) / 2.0 - shift[1];
        double turnedBackX = u * Math.cos(angle) + v * Math.sin(angle);
        double turnedBackY = v * Math.cos(angle) - u * Math.sin(angle);
        double sourceX = (turnedBackX - slant * turnedBackY) / zoom[0] + (width - 1) / 2.0;
        double sourceY = turnedBackY / zoom[1] + (height - 1) / 2.0;
        for (int i = 0; i < picture.length; i++) {
          double tentX = Math.max(0, 1 - Math.abs(sourceX - i % width));
          double tentY = Math.max(0, 1 - Math.abs(sourceY - i / width));
          expected[y * width + x] += tentX * tentY * (picture[i] & 255);
        }
      }
    }
    return expected;
  }

  @ParameterizedTest
  @CsvSource({
    "1,1, 15,1.1,0.9,0.1,0.2,0.3",
    "3,5, 30,1.3,0.8,-0.2,0.3,-0.7",
    "28,28, 15,1.15,0.85,0.1,2.8,-2.8",
    "28,28, -170,0.5,1.5,1,5.3,7.1",
    "28,28, 45,0.5,0.5,-1,-8.25,0",
    "33,17, -20,1.2,1.1,0.3,-3.1,1.4"
  })
  void everythingTogetherMatchesTheFormula(
      int width,
      int height,
      double degrees,
      double zoomX,
      double zoomY,
      double slant,
      double dx,
      double dy) {
    byte[] picture = TestData.pixels(width * height, 0.6, 4);
    if (width == 28) {
      picture = TestData.mnist(7, 1).pixels(); // paper around the ink
    }
    byte[] actual = move(picture, width, degrees, zoomX, zoomY, slant, dx, dy);
    double[] zoom = {zoomX, zoomY};
    double[] expected = expected(picture, width, degrees, zoom, slant, new double[] {dx, dy});
    for (int i = 0; i < actual.length; i++) {
      // weights have 8 bits: each axis is off by at most 255 / 256 of a level, and then rounding
      assertEquals(expected[i], actual[i] & 255, 2.6, "pixel " + i);
    }
  }
}
