package digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.SingleDigits.Kind;
import digits.image.Gray;
import digits.image.Prepared;
import digits.model.Model;
import digits.model.Pretrained;
import digits.network.Network;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of one digit as other collections have them, of rows that {@code reader} held out. */
class SingleDigitsTest {
  private static final int DIGITS = 100;
  private static final Model MODEL = Pretrained.find(DigitReader.PRETRAINED).orElseThrow();

  private static Gray grey(BufferedImage image) {
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    return new Gray(image.getWidth(), image.getHeight(), pixels);
  }

  /** 97 to 99.5 % are read right, of 1,500: docs/reading.md. */
  @ParameterizedTest
  @EnumSource
  void digitsOfOtherCollectionsAreRead(Kind kind) {
    Network network = MODEL.network();
    DigitReader reader = DigitReader.of(MODEL);
    int right = 0;
    for (int n = 0; n < DIGITS; n++) {
      Prepared digit = reader.prepareSingle(grey(SingleDigits.picture(kind, n))).orElseThrow();
      float[] probabilities = network.probabilities(digit.pixels());
      right += Network.best(probabilities) == SingleDigits.label(n) ? 1 : 0;
    }
    assertTrue(right >= DIGITS - 5, right + " of " + DIGITS);
  }

  @ParameterizedTest
  @EnumSource
  void theSameNumberMakesTheSamePicture(Kind kind) {
    Gray once = grey(SingleDigits.picture(kind, 7));
    Gray again = grey(SingleDigits.picture(kind, 7));
    assertArrayEquals(once.pixels(), again.pixels());
  }
}
