package digits.kernel;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.Supplier;

/**
 * Sums of products in double, each with the sum of its terms' magnitudes: a sum of n terms in float
 * may be off by n half units in the last place of that, whatever the order it was added in.
 */
final class Expected {
  private static final double HALF_UNIT = 0x1p-24;

  private final double[] sums;
  private final double[] magnitudes;

  /** Sums that begin with the numbers of {@code start}. */
  Expected(float[] start) {
    sums = new double[start.length];
    magnitudes = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      add(i, start[i], 1);
    }
  }

  void add(int i, double a, double b) {
    sums[i] += a * b;
    magnitudes[i] += Math.abs(a * b);
  }

  /**
   * @param terms the length of each sum
   */
  void assertNear(float[] actual, int terms, Supplier<String> what) {
    if (actual.length != sums.length) {
      fail(what.get() + ": " + actual.length + " results, expected " + sums.length);
    }
    for (int i = 0; i < sums.length; i++) {
      double tolerance = (terms + 2) * HALF_UNIT * magnitudes[i];
      // written so that NaN fails
      if (!(Math.abs(actual[i] - sums[i]) <= tolerance)) {
        fail(what.get() + ": [" + i + "] is " + actual[i] + ", expected " + sums[i]);
      }
    }
  }
}
