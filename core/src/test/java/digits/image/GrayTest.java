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

  /** Between the second and the third of four: Catmull and Rom's cubic, so far from the second. */
  private static double cubic(double[] p, double share) {
    double slope = (p[2] - p[0]) / 2;
    double next = (p[3] - p[1]) / 2;
    double bend = 3 * (p[2] - p[1]) - 2 * slope - next;
    double twist = slope + next - 2 * (p[2] - p[1]);
    return p[1] + share * (slope + share * (bend + share * twist));
  }

  /** A line's value at a place, the edges repeated, as a pixel holds it. */
  private static double at(double[] line, double place) {
    int first = (int) Math.floor(place) - 1;
    double[] around = new double[4];
    for (int i = 0; i < 4; i++) {
      around[i] = line[Math.max(0, Math.min(line.length - 1, first + i))];
    }
    double value = cubic(around, place - Math.floor(place));
    return Math.max(0, Math.min(255, Math.floor(value + 0.5)));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "13, 1", "2, 2", "3, 4", "33, 25", "101, 3"})
  void doubled(int width, int height) {
    Gray picture = noise(width, height);
    Gray doubled = picture.doubled();
    assertEquals(2 * width, doubled.width());
    assertEquals(2 * height, doubled.height());
    for (int x = 0; x < 2 * width; x++) {
      double[] column = new double[height];
      for (int y = 0; y < height; y++) {
        double[] row = new double[width];
        for (int i = 0; i < width; i++) {
          row[i] = picture.at(i, y);
        }
        column[y] = at(row, (x + 0.5) / 2 - 0.5);
      }
      for (int y = 0; y < 2 * height; y++) {
        // the weights have 7 bits
        assertEquals(at(column, (y + 0.5) / 2 - 0.5), doubled.at(x, y), 1.01, x + ", " + y);
      }
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
