package digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.SingleDigits.Kind;
import digits.image.Gray;
import digits.image.Prepared;
import digits.model.Model;
import digits.model.Pretrained;
import digits.network.Network;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of one digit as other collections have them, of rows that {@code reader} held out. */
@Tag("pages")
class SingleDigitsTest {
  private static final int DIGITS = 100;
  private static final Model MODEL = Pretrained.find(DigitReader.PRETRAINED).orElseThrow();

  private static Gray grey(BufferedImage image) {
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    return new Gray(image.getWidth(), image.getHeight(), pixels);
  }

  /** Of 1,500 98.5 to 99.5 % are read right, of these at least 96: docs/reading.md. */
  @ParameterizedTest
  @EnumSource
  void digitsOfOtherCollectionsAreRead(Kind kind) {
    DigitReader reader = DigitReader.of(MODEL);
    int right = 0;
    for (int n = 0; n < DIGITS; n++) {
      Prepared digit = reader.prepareSingle(grey(SingleDigits.picture(kind, n))).orElseThrow();
      right += Network.best(reader.probabilities(digit)) == SingleDigits.label(n) ? 1 : 0;
    }
    assertTrue(right >= DIGITS - 4, right + " of " + DIGITS);
  }

  /** A picture of 300 x 300 may hold a page, but not such a one. */
  @Test
  void largeDrawingsAreReadAsOneDigit() {
    DigitReader reader = DigitReader.of(MODEL);
    int right = 0;
    for (int n = 0; n < DIGITS; n++) {
      String text = reader.read(grey(SingleDigits.picture(Kind.THIN_300, n))).text();
      right += text.equals("" + SingleDigits.label(n)) ? 1 : 0;
    }
    assertTrue(right >= DIGITS - 5, right + " of " + DIGITS);
  }

  /** More looks are taken at a few, and never make the reader surer than it was. */
  @Test
  void looksAgainWhereItIsUnsure() {
    Network network = MODEL.network();
    DigitReader reader = DigitReader.of(MODEL);
    int unsure = 0;
    for (int n = 0; n < 400; n++) {
      Prepared digit =
          reader.prepareSingle(grey(SingleDigits.picture(Kind.DRAWN_100, n))).orElseThrow();
      float[] first = network.probabilities(digit.pixels());
      float[] last = reader.probabilities(digit);
      float confidence = first[Network.best(first)];
      if (confidence >= 0.9f) {
        assertArrayEquals(first, last, "digit " + n);
      } else {
        unsure++;
        assertTrue(last[Network.best(last)] <= confidence * 1.00001f, "digit " + n);
        assertFalse(Arrays.equals(first, last), "digit " + n);
      }
    }
    assertTrue(unsure > 4 && unsure < 100, unsure + " unsure");
  }

  @Test
  void otherModelsTakeOneLook() {
    Model other = Pretrained.find("two-layer").orElseThrow();
    DigitReader reader = DigitReader.of(other);
    for (int n = 0; n < 50; n++) {
      Prepared digit =
          reader.prepareSingle(grey(SingleDigits.picture(Kind.SQUARE_16, n))).orElseThrow();
      assertArrayEquals(other.network().probabilities(digit.pixels()), reader.probabilities(digit));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameNumberMakesTheSamePicture(Kind kind) {
    Gray once = grey(SingleDigits.picture(kind, 7));
    Gray again = grey(SingleDigits.picture(kind, 7));
    assertArrayEquals(once.pixels(), again.pixels());
  }
}
