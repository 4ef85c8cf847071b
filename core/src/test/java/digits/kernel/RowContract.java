package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ReLU, sums of columns and softmax must do, for every kind of kernels. */
interface RowContract {
  float[] PECULIAR = {
    -1.5f,
    0f,
    -0f,
    1.5f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  Kernels kernels();

  private static float[] peculiar(int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = PECULIAR[i % PECULIAR.length];
    }
    return numbers;
  }

  @Test
  default void reluIsTheLargerOfTheNumberAndZero() {
    for (int length : MatrixContract.AWKWARD) {
      Guarded x = Guarded.input(peculiar(length), 0);
      Guarded y = Guarded.overwritten(length, 0);
      kernels().relu(length, x.array, y.array);
      float[] expected = peculiar(length);
      for (int i = 0; i < length; i++) {
        expected[i] = Math.max(expected[i], 0f);
      }
      assertArrayEquals(expected, y.numbers(), "length " + length);
      y.assertGuardsUnchanged("relu");
      x.assertUnchanged("relu");
    }
  }

  @Test
  default void reluGradientPassesWhereTheOutputIsPositive() {
    for (int length : MatrixContract.AWKWARD) {
      Guarded y = Guarded.input(peculiar(length), 0);
      Guarded dy = Guarded.input(TestData.numbers(length, 1), 0);
      Guarded dx = Guarded.overwritten(length, 0);
      kernels().reluGradient(length, y.array, dy.array, dx.array);
      assertArrayEquals(passed(y.numbers(), dy.numbers()), dx.numbers(), "length " + length);
      dx.assertGuardsUnchanged("reluGradient");
      y.assertUnchanged("reluGradient");
      dy.assertUnchanged("reluGradient");
    }
  }

  @Test
  default void reluGradientMayWriteOverWhatItReads() {
    for (int length : MatrixContract.AWKWARD) {
      float[] y = peculiar(length);
      float[] both = TestData.numbers(length, 1);
      float[] expected = passed(y, both);
      kernels().reluGradient(length, y, both, both);
      assertArrayEquals(expected, both, "length " + length);
    }
  }

  private static float[] passed(float[] y, float[] dy) {
    float[] dx = new float[y.length];
    for (int i = 0; i < y.length; i++) {
      dx[i] = y[i] > 0 ? dy[i] : 0f;
    }
    return dx;
  }

  @Test
  default void columnSumsAreAdded() {
    for (int rows : MatrixContract.AWKWARD) {
      for (int n : MatrixContract.AWKWARD) {
        float[] numbers = TestData.numbers(rows * n, 1);
        float[] start = TestData.numbers(n, 2);
        Expected expected = new Expected(start);
        for (int i = 0; i < numbers.length; i++) {
          expected.add(i % n, numbers[i], 1);
        }
        Guarded a = Guarded.input(numbers, 0);
        Guarded sums = Guarded.output(start, 1 + n % 3);
        kernels().addColumnSums(rows, n, a.array, sums.array, sums.at);
        String what = rows + " rows of " + n;
        expected.assertNear(sums.numbers(), rows + 1, () -> what);
        sums.assertGuardsUnchanged(what);
        a.assertUnchanged(what);
      }
    }
  }

  /** Logits are sixteenths, so that their differences are exact and only softmax is measured. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 16, 17, 33, 257})
  default void softmaxAgreesWithDouble(int n) {
    SplittableRandom random = new SplittableRandom(n);
    for (int rows : new int[] {1, 2, 3, 7, 16, 25}) {
      float[] logits = new float[rows * n];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = random.nextInt(-400, 400) / 16f;
      }
      Guarded z = Guarded.input(logits, 0);
      Guarded p = Guarded.overwritten(rows * n, 0);
      kernels().softmax(rows, n, z.array, p.array);
      assertSoftmax(n, logits, p.numbers());
      p.assertGuardsUnchanged("softmax");
      z.assertUnchanged("softmax");
    }
  }

  private static void assertSoftmax(int n, float[] logits, float[] actual) {
    for (int at = 0; at < logits.length; at += n) {
      double max = Double.NEGATIVE_INFINITY;
      for (int j = at; j < at + n; j++) {
        max = Math.max(max, logits[j]);
      }
      double sum = 0;
      for (int j = at; j < at + n; j++) {
        sum += Math.exp(logits[j] - max);
      }
      double total = 0;
      for (int j = at; j < at + n; j++) {
        double expected = Math.exp(logits[j] - max) / sum;
        // 2 units each of the exponential and of the sum's terms, n / 2 of the sum, 2 of the rest
        double tolerance = (6 + n / 2.0) * 0x1p-23 * expected + Float.MIN_NORMAL;
        if (!(Math.abs(actual[j] - expected) <= tolerance)) {
          assertEquals(expected, actual[j], tolerance, n + " classes, at " + j);
        }
        total += actual[j];
      }
      assertEquals(1, total, (2 + n) * 0x1p-24, "the sum of a row of " + n);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1e4f, -1e4f, 3e38f, -3e38f, 0f})
  default void equalLogitsHaveEqualProbabilitiesHoweverLarge(float logit) {
    for (int n : new int[] {1, 2, 10, 17}) {
      float[] logits = new float[3 * n];
      Arrays.fill(logits, logit);
      float[] p = new float[3 * n];
      kernels().softmax(3, n, logits, p);
      for (float probability : p) {
        assertEquals(1.0 / n, probability, 0x1p-23 / n);
      }
    }
  }

  @Test
  default void oneFarLargerLogitTakesEverythingWhereverItStands() {
    for (int n : new int[] {2, 3, 10, 17}) {
      float[] logits = new float[n * n];
      Arrays.fill(logits, -1e4f);
      for (int r = 0; r < n; r++) {
        logits[r * n + r] = 1e4f;
      }
      float[] p = new float[n * n];
      kernels().softmax(n, n, logits, p);
      for (int i = 0; i < p.length; i++) {
        assertEquals(i % (n + 1) == 0 ? 1 : 0, p[i], 1e-37, n + " classes, at " + i);
      }
    }
  }

  @Test
  default void aLogitThatIsNoNumberSpoilsItsRowAndNoOther() {
    float[] logits = TestData.numbers(30, 1);
    logits[13] = Float.NaN;
    float[] p = new float[30];
    kernels().softmax(3, 10, logits, p);
    for (int i = 0; i < 30; i++) {
      assertEquals(i / 10 == 1, Float.isNaN(p[i]), "at " + i);
    }
    assertTrue(p[0] > 0);
  }
}
