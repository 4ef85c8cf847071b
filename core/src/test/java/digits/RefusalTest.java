package digits;

import static digits.PagePictures.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.image.Gray;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What shows no digits: paper, noise, letters and print. */
@Tag("pages")
class RefusalTest {
  private static final DigitReader READER = DigitReader.pretrained();

  @Test
  void emptyPagesHaveNoText() {
    Random random = new Random(3);
    for (int[] size : new int[][] {{1, 1}, {3, 500}, {500, 3}, {401, 299}, {1200, 900}}) {
      for (int noise : new int[] {0, 2, 6}) {
        byte[] pixels = new byte[size[0] * size[1]];
        for (int i = 0; i < pixels.length; i++) {
          double light = 200 + 50.0 * (i % size[0]) / size[0];
          pixels[i] = (byte) Math.min(255, light + noise * random.nextGaussian());
        }
        assertEquals("", READER.read(new Gray(size[0], size[1], pixels)).text());
      }
    }
    byte[] black = new byte[300 * 200];
    assertEquals("", READER.read(new Gray(300, 200, black)).text());
    Arrays.fill(black, (byte) 255);
    assertEquals("", READER.read(new Gray(300, 200, black)).text());
  }

  @Test
  void anyNoiseHasAnAnswer() {
    Random random = new Random(4);
    for (int trial = 0; trial < 60; trial++) {
      int width = 1 + random.nextInt(trial < 30 ? 40 : 500);
      int height = 1 + random.nextInt(trial < 30 ? 40 : 500);
      byte[] pixels = new byte[width * height];
      random.nextBytes(pixels);
      READER.read(new Gray(width, height, pixels)).text();
    }
  }

  /** A texture of as many pieces as no page has writing, which would take minutes to read. */
  @Test
  void whiteNoiseHasNoText() {
    byte[] pixels = new byte[1600 * 1200];
    new Random(5).nextBytes(pixels);
    assertEquals("", READER.read(new Gray(1600, 1200, pixels)).text());
  }

  /**
   * 36 letters in ten typefaces, without those that are digits to many hands (b, D, g, I, i, l, O,
   * o, Q, q, S, s, y, Z, z), 48 pixels each.
   */
  @Test
  void mostLettersAreRefused() {
    Gray sheet = resource("letters.png");
    int cell = 48;
    int letters = 0;
    int taken = 0;
    int sure = 0;
    for (int y = 0; y < sheet.height(); y += cell) {
      for (int x = 0; x < sheet.width(); x += cell, letters++) {
        List<Reading.Digit> known =
            digits(READER.read(part(sheet, x, y, cell, cell))).stream()
                .filter(Reading.Digit::known)
                .toList();
        taken += known.isEmpty() ? 0 : 1;
        sure += known.stream().anyMatch(digit -> digit.confidence() > 0.9) ? 1 : 0;
      }
    }
    String said = taken + " taken, " + sure + " of them surely, of " + letters;
    assertEquals(360, letters);
    assertTrue(taken < 0.25 * letters && sure < 0.12 * letters, said);
  }

  /** Of the letters that look like digits some are taken for such, but not most. */
  @Test
  void printIsDoubted() {
    List<Reading.Digit> all = digits(READER.read(resource("print.png")));
    long read = all.stream().filter(Reading.Digit::known).count();
    assertTrue(read < 0.5 * all.size(), read + " of " + all.size());
    assertTrue(all.stream().filter(d -> d.confidence() > 0.9).count() < 0.05 * all.size());
  }

  /**
   * Eight typefaces, five lines each. Cut apart, an n, m, u or w is nothing but 1s, and a network
   * is sure of those.
   */
  @Test
  void lettersCutApartAreDoubted() {
    Gray sheet = resource("typefaces.png");
    int height = sheet.height() / 8;
    int letters = 8 * 124;
    int found = 0;
    int known = 0;
    int sure = 0;
    for (int y = 0; y < sheet.height(); y += height) {
      List<Reading.Digit> all = digits(READER.read(part(sheet, 0, y, sheet.width(), height)));
      found += all.size();
      known += all.stream().filter(Reading.Digit::known).count();
      sure += all.stream().filter(d -> d.known() && d.confidence() > 0.9).count();
    }
    String said = known + " taken for digits, " + sure + " of them surely, of " + letters;
    assertTrue(found > letters / 2, found + " things found");
    assertTrue(known < 0.02 * letters && sure < 0.005 * letters, said);
  }

  private static List<Reading.Digit> digits(Reading reading) {
    return reading.lines().stream().flatMap(line -> line.digits().stream()).toList();
  }

  private static Gray part(Gray sheet, int left, int top, int width, int height) {
    byte[] pixels = new byte[width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(sheet.pixels(), (top + y) * sheet.width() + left, pixels, y * width, width);
    }
    return new Gray(width, height, pixels);
  }
}
