package digits.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElasticFieldTest {
  private static final int SIDE = 28;

  /**
   * Mean products of movements to the right, of pixels {@code apart} in a row, over 4,000 fields.
   */
  private static double covariance(double strength, int apart) {
    ElasticField field = new ElasticField(strength, SIDE, SIDE);
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    long count = 0;
    for (int n = 0; n < 4_000; n++) {
      field.draw(random);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x + apart < SIDE; x++) {
          double here = field.moveX()[y * SIDE + x] / 65536.0;
          double there = field.moveX()[y * SIDE + x + apart] / 65536.0;
          sum += here * there;
          count++;
        }
      }
    }
    return sum / count;
  }

  @Test
  void theStrengthIsTheStandardDeviation() {
    assertEquals(1.4, Math.sqrt(covariance(1.4, 0)), 0.02);
    assertEquals(8, Math.sqrt(covariance(8, 0)), 0.1);
  }

  @Test
  void neighboursMoveAsUnderAGaussianOfFourPixels() {
    // noise smoothed by a Gaussian is correlated as exp(-d^2 / (4 sigma^2))
    for (int apart : new int[] {1, 3, 6, 10}) {
      double expected = Math.exp(-apart * apart / 65.3);
      assertEquals(expected, covariance(1, apart), 0.04, apart + " apart");
    }
  }

  @Test
  void theTwoAxesAreIndependent() {
    ElasticField field = new ElasticField(8, 33, 17);
    SplittableRandom random = new SplittableRandom(2);
    double sum = 0;
    double product = 0;
    int count = 0;
    for (int n = 0; n < 4_000; n++) {
      field.draw(random);
      for (int i = 0; i < 33 * 17; i += 50) {
        double x = field.moveX()[i] / 65536.0;
        double y = field.moveY()[i] / 65536.0;
        sum += x;
        product += x * y;
        count++;
      }
    }
    assertEquals(0, sum / count, 0.3);
    assertEquals(0, product / count, 2, "of a variance of 64");
  }
}
