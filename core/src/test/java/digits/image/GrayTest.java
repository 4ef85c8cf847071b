package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast forms against the definition, on awkward sizes. */
class GrayTest {

  private static Gray noise(int width, int height) {
    byte[] pixels = new byte[width * height];
    new Random(width * 31L + height).nextBytes(pixels);
    return new Gray(width, height, pixels);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "13, 1", "2, 2", "33, 25", "101, 3"})
  void smoothed(int width, int height) {
    Gray picture = noise(width, height);
    Gray smooth = picture.smoothed();
    int[] weights = {1, 2, 1};
    for (int i = 0; i < width * height; i++) {
      int sum = 8;
      for (int j = 0; j < 9; j++) {
        int x = Math.max(0, Math.min(width - 1, i % width + j % 3 - 1));
        int y = Math.max(0, Math.min(height - 1, i / width + j / 3 - 1));
        sum += weights[j % 3] * weights[j / 3] * picture.at(x, y);
      }
      assertEquals(sum / 16, smooth.at(i % width, i / width));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "1, 7, 2", "16, 2, 2", "33, 25, 2", "34, 26, 2", "101, 3, 2", "33, 25, 3"})
  void reduced(int width, int height, int factor) {
    Gray picture = noise(width, height);
    Gray reduced = picture.reduced(factor);
    assertEquals((width + factor - 1) / factor, reduced.width());
    assertEquals((height + factor - 1) / factor, reduced.height());
    for (int i = 0; i < reduced.pixels().length; i++) {
      int x = i % reduced.width();
      int y = i / reduced.width();
      double sum = 0;
      int cell = 0;
      for (int j = 0; j < factor * factor; j++) {
        int u = x * factor + j % factor;
        int v = y * factor + j / factor;
        if (u < width && v < height) {
          sum += picture.at(u, v);
          cell++;
        }
      }
      assertEquals((int) (sum / cell + 0.5), reduced.at(x, y), "cell " + x + ", " + y);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 9", "17, 1", "33, 25", "101, 3"})
  void runsOfInk(int width, int height) {
    Gray mask = noise(width, height);
    for (int i = 0; i < width * height; i++) {
      mask.pixels()[i] = (byte) (mask.pixels()[i] < 0 && i % 29 < 12 ? 255 : 0);
    }
    Runs columns = Runs.ofColumns(mask);
    Runs rows = Runs.ofRows(mask);
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      boolean ink = mask.at(x, y) > 0;
      assertEquals(ink, columns.contain(x, y), "column " + x + ", row " + y);
      assertEquals(ink, rows.contain(height - 1 - y, x), "column " + x + ", row " + y);
      assertEquals(ink, mask.nextInk(i, width * height) == i);
    }
    assertEquals(width * height, mask.nextInk(width * height, width * height));
    assertFalse(columns.contain(0, -1) || columns.contain(width - 1, height));
    for (int x = 0; x < width; x++) {
      for (int run = columns.begin()[x] + 1; run < columns.begin()[x + 1]; run++) {
        assertTrue(columns.last()[run - 1] + 1 < columns.first()[run], "two runs are one");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 7, 3", "13, 1, 2", "33, 25, 1", "33, 25, 4", "10, 9, 30", "9, 10, 8"})
  void widened(int width, int height, int radius) {
    Gray picture = noise(width, height);
    for (int i = 0; i < width * height; i++) {
      picture.pixels()[i] = (byte) (picture.pixels()[i] < -110 ? 255 : 0);
    }
    Gray widened = picture.widened(radius);
    for (int i = 0; i < width * height; i++) {
      int greatest = 0;
      for (int y = i / width - radius; y <= i / width + radius; y++) {
        for (int x = i % width - radius; x <= i % width + radius; x++) {
          if (x >= 0 && y >= 0 && x < width && y < height) {
            greatest = Math.max(greatest, picture.at(x, y));
          }
        }
      }
      assertEquals(greatest, widened.at(i % width, i / width), "pixel " + i);
    }
  }
}
