package digits;

import static digits.PagePictures.distance;
import static digits.PagePictures.grey;
import static digits.PagePictures.onPaper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.PageGenerator.GeneratedPage;
import digits.PageGenerator.Kind;
import digits.image.Turn;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers whose digits are written over each other's edges, by the default reader. */
@Tag("pages")
class TouchingDigitsTest {
  private static final DigitReader READER = DigitReader.pretrained();

  /** Digits of tight writing that are wrong at most, as a share of all. */
  private static void check(double wrongShare, Turn turn, int... seeds) {
    int digits = 0;
    int wrong = 0;
    for (int seed : seeds) {
      GeneratedPage page = PageGenerator.page(Kind.TIGHT, seed);
      String expected = String.join("\n", page.lines());
      String text = READER.read(turn.of(grey(page.image()))).text();
      digits += expected.length();
      wrong += distance(expected, text);
    }
    assertTrue(wrong <= wrongShare * digits, wrong + " of " + digits);
  }

  /** Whole numbers in one piece look like 1s on a page that lies on its side. */
  @ParameterizedTest
  @EnumSource(Turn.class)
  void numbersInOnePieceTellHowThePageLies(Turn turn) {
    check(0.5, turn, 60012, 60015, 60023, 61004);
  }

  @Test
  void readsTightWriting() {
    check(0.25, Turn.NONE, 700, 701, 702, 703, 704, 705);
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
      lost += READER.read(onPaper(600, 200, ink)).text().length() < 3 ? 1 : 0;
    }
    assertEquals(0, lost, "of 100");
  }
}
