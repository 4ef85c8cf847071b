package digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.PageGenerator.GeneratedPage;
import digits.PageGenerator.Kind;
import digits.image.Gray;
import digits.image.Turn;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers whose digits are written over each other's edges, by the default reader. */
class TouchingDigitsTest {
  private static final DigitReader READER = DigitReader.pretrained();

  /** Whole numbers in one piece look like 1s on a page that lies on its side. */
  @ParameterizedTest
  @EnumSource(Turn.class)
  void numbersInOnePieceTellHowThePageLies(Turn turn) {
    int digits = 0;
    int wrong = 0;
    for (int seed : new int[] {60012, 60015, 60023, 61004}) {
      GeneratedPage page = PageGenerator.page(Kind.TIGHT, seed);
      String expected = String.join("\n", page.lines());
      String text = READER.read(turn.of(PageReadingTest.grey(page.image()))).text();
      digits += expected.length();
      wrong += PageReadingTest.distance(expected, text);
    }
    assertTrue(wrong <= 0.5 * digits, wrong + " of " + digits);
  }

  @Test
  void readsTightWriting() {
    int digits = 0;
    int wrong = 0;
    for (int seed = 700; seed < 706; seed++) {
      GeneratedPage page = PageGenerator.page(Kind.TIGHT, seed);
      String expected = String.join("\n", page.lines());
      String text = READER.read(PageReadingTest.grey(page.image())).text();
      digits += expected.length();
      wrong += PageReadingTest.distance(expected, text);
    }
    assertTrue(wrong <= 0.25 * digits, wrong + " of " + digits);
  }

  /** Two digits that touch are no class to the network, as the sign of a currency. */
  @Test
  void aPairAtTheEndOfANumberIsNoSign() {
    int lost = 0;
    for (int seed = 0; seed < 100; seed++) {
      float[] ink = new float[600 * 200];
      Handwriting hand = new Handwriting(new SplittableRandom(seed), ink, 600);
      double x = 40;
      for (int i = 0; i < 4; i++) {
        x = hand.digit(hand.anyDigit(), x, 100, 90, 0.1, 0) + (i < 2 ? 30 : -14);
      }
      byte[] pixels = new byte[ink.length];
      for (int i = 0; i < ink.length; i++) {
        pixels[i] = (byte) (255 - 255 * ink[i]);
      }
      lost += READER.read(new Gray(600, 200, pixels)).text().length() < 3 ? 1 : 0;
    }
    assertEquals(0, lost, "of 100");
  }
}
