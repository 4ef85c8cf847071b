package digits.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {

  private static byte[] prepared(Gray picture) {
    return Preparation.MNIST.prepare(picture).orElseThrow().pixels();
  }

  private static final byte[] REFERENCE = prepared(Drawn.five(400));

  private static void assertSimilar(Gray picture, double bound) {
    double difference = Drawn.difference(REFERENCE, prepared(picture));
    assertTrue(difference <= bound, "mean difference " + difference + ", bound " + bound);
  }

  @Test
  void theReferenceLooksAsMnistDoes() {
    double[] centre = centreOfMass(REFERENCE, 28);
    assertEquals(14, centre[0], 0.5);
    assertEquals(14, centre[1], 0.5);
    int[] rows = extent(REFERENCE, 28, false);
    assertEquals(20, rows[1] - rows[0] + 1, 1);
    int strongest = 0;
    for (byte pixel : REFERENCE) {
      strongest = Math.max(strongest, pixel & 0xFF);
    }
    assertEquals(255, strongest);
    assertEquals(0, REFERENCE[0]);
  }

  private static double[] centreOfMass(byte[] pixels, int width) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < pixels.length; i++) {
      sum += pixels[i] & 0xFF;
      x += (pixels[i] & 0xFF) * (i % width);
      y += (pixels[i] & 0xFF) * (double) (i / width);
    }
    return new double[] {x / sum, y / sum};
  }

  /** The first and last column or row whose ink reaches 64. */
  private static int[] extent(byte[] pixels, int width, boolean columns) {
    int first = Integer.MAX_VALUE;
    int last = -1;
    for (int i = 0; i < pixels.length; i++) {
      if ((pixels[i] & 0xFF) >= 64) {
        int position = columns ? i % width : i / width;
        first = Math.min(first, position);
        last = Math.max(last, position);
      }
    }
    return new int[] {first, last};
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 23, 28, 40, 57, 100, 207, 702, 1025, 2500})
  void theScaleDoesNotMatter(int side) {
    // Moving by whole pixels leaves up to half a pixel, which tells in thin strokes: 12 to 16. A
    // whole pixel, or a scale that is wrong by a tenth, differs by more than 20.
    assertSimilar(Drawn.five(side), side < 28 ? 16.5 : side < 100 ? 12 : 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 28, 41, 100, 400, 1500})
  void thePolarityDoesNotMatter(int side) {
    Gray five = Drawn.five(side);
    byte[] dark = prepared(five);
    byte[] light = prepared(Drawn.inverted(five));
    for (int i = 0; i < dark.length; i++) {
      assertEquals(dark[i] & 0xFF, light[i] & 0xFF, 1, "pixel " + i);
    }
  }

  @Test
  void thePlaceDoesNotMatter() {
    for (int x : new int[] {0, 7, 150, 260}) {
      for (int y : new int[] {0, 13, 190}) {
        assertSimilar(Drawn.five(371, 303, 100, x, y), 3);
      }
    }
  }

  @Test
  void aDigitThatTouchesTheEdges() {
    Gray tight = Drawn.five(60, 81, 100, -24, -9.5);
    assertSimilar(tight, 4);
    assertSimilar(Drawn.inverted(tight), 4);
  }

  @Test
  void aSmallDigitOnALargePage() {
    assertSimilar(Drawn.five(4000, 3000, 150, 2500, 700), 8);
  }

  @Test
  void unevenLightNoiseAndPaleInk() {
    Gray five = Drawn.five(200);
    assertSimilar(Drawn.photographed(five, 60, 190, 0, 0), 1);
    assertSimilar(Drawn.photographed(five, 30, 150, 0.4, 0), 3);
    assertSimilar(Drawn.photographed(five, 150, 200, 0, 0), 1);
    assertSimilar(Drawn.photographed(five, 40, 200, 0, 8), 6);
    assertSimilar(Drawn.photographed(five, 60, 160, -0.3, 4), 6);
  }

  @Test
  void jpegNoise() throws IOException {
    byte[] jpeg = Encoded.write(Encoded.grey(Drawn.five(97)), "jpg");
    assertSimilar(Pictures.read(jpeg, "five.jpg"), 5);
  }

  @Test
  void transparentBackground() throws IOException {
    Gray five = Drawn.five(100);
    BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 10_000; i++) {
      image.setRGB(i % 100, i / 100, 255 - five.at(i % 100, i / 100) << 24);
    }
    Gray read = Pictures.read(Encoded.write(image, "png"), "alpha.png");
    assertArrayEquals(prepared(five), prepared(read));
  }

  @Test
  void specksAreIgnored() {
    Gray five = Drawn.five(100);
    Gray dirty = Drawn.marked(five, 3, 95, 2, 3, 0);
    dirty = Drawn.marked(dirty, 94, 2, 3, 2, 40);
    dirty = Drawn.marked(dirty, 0, 0, 1, 1, 0);
    assertArrayEquals(prepared(five), prepared(dirty));
    Box box = Preparation.MNIST.prepare(five).orElseThrow().box();
    assertEquals(box, Preparation.MNIST.prepare(dirty).orElseThrow().box());
  }

  @Test
  void framesAreIgnored() {
    for (int thickness : new int[] {1, 2, 5}) {
      Gray framed = new Gray(100, 100, new byte[10_000]);
      Gray five = Drawn.five(100);
      for (int i = 0; i < 10_000; i++) {
        int x = i % 100;
        int y = i / 100;
        if (Math.min(Math.min(x, 99 - x), Math.min(y, 99 - y)) >= thickness) {
          framed.pixels()[i] = (byte) five.at(x, y);
        }
      }
      assertSimilar(framed, 2);
      assertSimilar(Drawn.inverted(framed), 2);
    }
    Gray line = Drawn.marked(Drawn.five(100), 0, 97, 100, 2, 0);
    assertSimilar(line, 2);
  }

  @Test
  void theAspectRatioIsKept() {
    Gray bar = Drawn.marked(paper(300, 200, 255), 100, 40, 30, 120, 0);
    Prepared tall = Preparation.MNIST.prepare(bar).orElseThrow();
    assertEquals(new Box(100, 40, 30, 120), tall.box());
    int[] columns = extent(tall.pixels(), 28, true);
    int[] rows = extent(tall.pixels(), 28, false);
    assertEquals(5, columns[1] - columns[0] + 1);
    assertEquals(20, rows[1] - rows[0] + 1);
  }

  @Test
  void theBoxIsInThePicturesOwnPixels() {
    Gray bar = Drawn.marked(paper(3001, 2003, 255), 1000, 400, 300, 1200, 0);
    Box box = Preparation.MNIST.prepare(bar).orElseThrow().box();
    assertEquals(1000, box.x(), 3);
    assertEquals(400, box.y(), 3);
    assertEquals(300, box.width(), 6);
    assertEquals(1200, box.height(), 6);
    Gray atCorner = Drawn.marked(paper(3001, 2003, 255), 2501, 1003, 500, 1000, 0);
    Box corner = Preparation.MNIST.prepare(atCorner).orElseThrow().box();
    assertEquals(3001, corner.x() + corner.width());
    assertEquals(2003, corner.y() + corner.height());
  }

  private static Gray paper(int width, int height, int value) {
    byte[] pixels = new byte[width * height];
    Arrays.fill(pixels, (byte) value);
    return new Gray(width, height, pixels);
  }

  @Test
  void noInk() {
    int[][] sizes = {{1, 1}, {1, 2}, {2, 1}, {3, 3}, {1, 1000}, {20_000, 1}, {28, 28}, {640, 480}};
    for (int[] size : sizes) {
      for (int value : new int[] {0, 1, 100, 255}) {
        Gray blank = paper(size[0], size[1], value);
        assertTrue(Preparation.MNIST.prepare(blank).isEmpty());
        // shade and noise are not amplified into ink
        double slope = 60.0 / Math.max(size[0], 60);
        assertTrue(
            Preparation.MNIST.prepare(Drawn.photographed(blank, 0, 200, slope, 5)).isEmpty());
      }
    }
    assertTrue(Preparation.MNIST.prepare(new Gray(2, 2, new byte[] {0, -1, -1, -1})).isEmpty());
    Gray dust = Drawn.marked(paper(640, 480, 230), 300, 200, 3, 3, 20);
    assertTrue(Preparation.MNIST.prepare(dust).isEmpty());
  }

  @Test
  void anyTinyPictureHasAnAnswer() {
    Random random = new Random(11);
    for (int trial = 0; trial < 20_000; trial++) {
      byte[] pixels = new byte[(1 + random.nextInt(9)) * (1 + random.nextInt(9))];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) (random.nextBoolean() ? random.nextInt(256) : 255);
      }
      int width = 1 + random.nextInt(pixels.length);
      while (pixels.length % width != 0) {
        width--;
      }
      Gray picture = new Gray(width, pixels.length / width, pixels);
      Preparation.MNIST.prepare(picture).ifPresent(p -> assertEquals(784, p.pixels().length));
    }
  }

  @Test
  void thePictureIsNotChangedAndTheAnswerIsTheSame() {
    Gray five = Drawn.photographed(Drawn.five(123), 40, 200, 0.1, 3);
    byte[] before = five.pixels().clone();
    byte[] first = prepared(five);
    assertArrayEquals(first, prepared(five));
    assertArrayEquals(before, five.pixels());
  }

  @Test
  void otherSizes() {
    for (int[] size : new int[][] {{1, 1, 1}, {13, 17, 13}, {32, 32, 24}, {64, 33, 33}}) {
      Prepared prepared =
          new Preparation(size[0], size[1], size[2]).prepare(Drawn.five(50)).orElseThrow();
      assertEquals(size[0], prepared.width());
      assertEquals(size[1], prepared.height());
      assertEquals(size[0] * size[1], prepared.pixels().length);
    }
    Prepared large = new Preparation(56, 56, 40).prepare(Drawn.five(200)).orElseThrow();
    double[] centre = centreOfMass(large.pixels(), 56);
    assertEquals(28, centre[0], 0.5);
    assertEquals(28, centre[1], 0.5);
    assertThrows(IllegalArgumentException.class, () -> new Preparation(28, 28, 29));
    assertThrows(IllegalArgumentException.class, () -> new Preparation(28, 28, 0));
    assertThrows(IllegalArgumentException.class, () -> new Gray(3, 3, new byte[8]));
  }

  /** Halftone: a hundred thousand components are looked at once each. */
  @Test
  void aScreenOfDotsIsNoDigit() {
    byte[] pixels = new byte[1024 * 1024];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 3 == 0 && i / 1024 % 3 == 0 ? 0 : 255);
    }
    Gray dots = new Gray(1024, 1024, pixels);
    assertTimeout(
        Duration.ofSeconds(5), () -> assertTrue(Preparation.MNIST.single(dots).isEmpty()));
  }
}
