package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.mnist.Mnist;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** MNIST's own images are their preparation: nothing but rounding and dirt may change. */
class MnistRoundTripTest {
  private static final int IMAGES = 1000;

  @Test
  void asTheyAre() throws IOException {
    check(image -> image);
  }

  @Test
  void enlargedAndInverted() throws IOException {
    check(image -> Drawn.inverted(Drawn.enlarged(image, 3)));
  }

  @Test
  void croppedWithAMarginOfTwoPixels() throws IOException {
    check(MnistRoundTripTest::cropped);
  }

  private static Gray cropped(Gray image) {
    Box ink = Preparation.MNIST.prepare(image).orElseThrow().box();
    int left = Math.max(0, ink.x() - 2);
    int top = Math.max(0, ink.y() - 2);
    int width = Math.min(28, ink.x() + ink.width() + 2) - left;
    int height = Math.min(28, ink.y() + ink.height() + 2) - top;
    byte[] pixels = new byte[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) image.at(left + i % width, top + i / width);
    }
    return new Gray(width, height, pixels);
  }

  private static void check(UnaryOperator<Gray> change) throws IOException {
    double sum = 0;
    int unlike = 0;
    try (InputStream in = new GZIPInputStream(Mnist.TEST_IMAGES.open())) {
      in.skipNBytes(16);
      for (int i = 0; i < IMAGES; i++) {
        Gray image = new Gray(28, 28, in.readNBytes(784));
        Prepared prepared = Preparation.MNIST.prepare(change.apply(image)).orElseThrow();
        double difference = Drawn.difference(image.pixels(), prepared.pixels());
        sum += difference;
        unlike += difference > 2 ? 1 : 0;
      }
    }
    assertTrue(sum / IMAGES < 0.7, "mean absolute difference " + sum / IMAGES);
    // A centre of mass close to a half may round the other way, which moves the digit by a pixel.
    assertEquals(0, unlike, 20);
  }
}
