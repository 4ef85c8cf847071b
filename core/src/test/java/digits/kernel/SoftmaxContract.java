package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What softmax must do, for every kind of kernels: examples stand side by side in blocks. */
interface SoftmaxContract {
  int BLOCK = Kernels.BLOCK;

  Kernels kernels();

  /** Logits are sixteenths, so that their differences are exact and only softmax is measured. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 16, 17, 33, 257})
  default void softmaxAgreesWithDouble(int n) {
    SplittableRandom random = new SplittableRandom(n);
    for (int blocks = 1; blocks <= 3; blocks++) {
      float[] logits = new float[blocks * n * BLOCK];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = random.nextInt(-400, 400) / 16f;
      }
      Guarded z = Guarded.input(logits, 0);
      Guarded p = Guarded.overwritten(logits.length, 0);
      kernels().softmax(blocks, n, z.array, p.array);
      for (int r = 0; r < blocks * BLOCK; r++) {
        assertSoftmax(n, example(r, n, logits), example(r, n, p.numbers()));
      }
      p.assertGuardsUnchanged("softmax");
      z.assertUnchanged("softmax");
    }
  }

  private static float[] example(int r, int n, float[] a) {
    float[] numbers = new float[n];
    for (int j = 0; j < n; j++) {
      numbers[j] = a[(r / BLOCK * n + j) * BLOCK + r % BLOCK];
    }
    return numbers;
  }

  private static void assertSoftmax(int n, float[] logits, float[] actual) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - max);
    }
    double total = 0;
    for (int j = 0; j < n; j++) {
      double expected = Math.exp(logits[j] - max) / sum;
      // 2 units each of the exponential and of the sum's terms, n / 2 of the sum, 2 of the rest
      double tolerance = (6 + n / 2.0) * 0x1p-23 * expected + Float.MIN_NORMAL;
      assertEquals(expected, actual[j], tolerance, n + " classes, at " + j);
      total += actual[j];
    }
    assertEquals(1, total, (2 + n) * 0x1p-24, "the sum of " + n);
  }

  @ParameterizedTest
  @ValueSource(floats = {1e4f, -1e4f, 3e38f, -3e38f, 0f})
  default void equalLogitsHaveEqualProbabilitiesHoweverLarge(float logit) {
    for (int n : new int[] {1, 2, 10, 17}) {
      float[] logits = new float[n * BLOCK];
      Arrays.fill(logits, logit);
      float[] p = new float[n * BLOCK];
      kernels().softmax(1, n, logits, p);
      for (float probability : p) {
        assertEquals(1.0 / n, probability, 0x1p-23 / n);
      }
    }
  }

  @Test
  default void oneFarLargerLogitTakesEverythingWhereverItStands() {
    for (int n : new int[] {2, 3, 10, 17}) {
      float[] logits = new float[n * BLOCK];
      Arrays.fill(logits, -1e4f);
      for (int r = 0; r < BLOCK; r++) {
        logits[r % n * BLOCK + r] = 1e4f;
      }
      float[] p = new float[n * BLOCK];
      kernels().softmax(1, n, logits, p);
      for (int i = 0; i < p.length; i++) {
        boolean large = i / BLOCK == i % BLOCK % n;
        assertEquals(large ? 1 : 0, p[i], 1e-37, n + " classes, at " + i);
      }
    }
  }

  @Test
  default void aLogitThatIsNoNumberSpoilsItsExampleAndNoOther() {
    float[] logits = TestData.numbers(2 * 10 * BLOCK, 1);
    logits[13 * BLOCK + 5] = Float.NaN;
    float[] p = new float[logits.length];
    kernels().softmax(2, 10, logits, p);
    for (int i = 0; i < p.length; i++) {
      assertEquals(i >= 10 * BLOCK && i % BLOCK == 5, Float.isNaN(p[i]), "at " + i);
    }
  }
}
