package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("digits.kernel.VectorApi#isPresent")
class ExponentialTest {
  private static final int BLOCK = 1 << 12;

  /** exp of every number; as many as a whole number of vectors of any width. */
  private static float[] exp(float[] x) {
    float[] y = new float[x.length];
    int lanes = FloatVector.SPECIES_PREFERRED.length();
    for (int i = 0; i < x.length; i += lanes) {
      Exponential.exp(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, x, i)).intoArray(y, i);
    }
    return y;
  }

  /** The largest error, in units in the last place of the float nearest to the true value. */
  private static double largestError(float first, float last, int samples) {
    double largest = 0;
    for (int from = 0; from < samples; from += BLOCK) {
      float[] x = new float[BLOCK];
      for (int i = 0; i < BLOCK; i++) {
        x[i] = (float) (first + (last - (double) first) * (from + i) / samples);
      }
      float[] y = exp(x);
      for (int i = 0; i < BLOCK; i++) {
        double exact = Math.exp(x[i]);
        double error = Math.abs(y[i] - exact) / Math.ulp((float) exact);
        largest = Math.max(largest, error); // max keeps NaN
      }
    }
    return largest;
  }

  @Test
  void isWithinTwoUnitsInTheLastPlace() {
    assertTrue(largestError(-87, 0, 1 << 21) <= 2);
    assertTrue(largestError(-1, 0, 1 << 19) <= 2);
    assertTrue(largestError(-1e-6f, 0, 1 << 14) <= 2);
  }

  @Test
  void isOneAtZeroAndAsGoodAsZeroFarBelow() {
    float[] x = new float[64];
    x[1] = -0f;
    float[] low = {-87f, -87.5f, -100f, -1e4f, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY};
    System.arraycopy(low, 0, x, 2, low.length);
    float[] y = exp(x);
    for (int i = 0; i < x.length; i++) {
      boolean isLow = i >= 2 && i < 2 + low.length;
      assertEquals(isLow ? 1.6e-38 : 1, y[i], isLow ? 1e-39 : 0, "exp(" + x[i] + ")");
    }
  }

  @Test
  void keepsWhatIsNoNumber() {
    float[] x = new float[64];
    x[13] = Float.NaN;
    float[] y = exp(x);
    for (int i = 0; i < y.length; i++) {
      assertEquals(i == 13, Float.isNaN(y[i]), "at " + i);
    }
  }
}
