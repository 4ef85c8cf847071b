package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is done number by number must do, for every kind of kernels. */
interface ElementContract {
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

  /** From where exp is as good as zero to where sigmoid is 1, and what is near zero. */
  private static float[] slopes() {
    float[] x = new float[64 * Kernels.BLOCK];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - x.length / 2) * (i % 2 == 0 ? 0.015625f : 0.0001f);
    }
    x[0] = Float.NEGATIVE_INFINITY;
    x[1] = Float.POSITIVE_INFINITY;
    x[2] = -0f;
    x[3] = -1e4f;
    x[4] = 1e4f;
    return x;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double gelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** A kernel that makes y of x. */
  interface Function {
    void apply(int length, float[] x, float[] y);
  }

  private static void assertFunction(
      Function kernel, float[] numbers, DoubleUnaryOperator exact, double tolerance) {
    Guarded x = Guarded.input(numbers, 0);
    Guarded y = Guarded.overwritten(numbers.length, 0);
    kernel.apply(numbers.length, x.array, y.array);
    for (int i = 0; i < numbers.length; i++) {
      double expected = exact.applyAsDouble(numbers[i]);
      assertEquals(expected, y.array[i], tolerance * Math.max(1, Math.abs(expected)), "at " + i);
    }
    y.assertGuardsUnchanged("activation");
    x.assertUnchanged("activation");
  }

  @Test
  default void sigmoidAndTanhAgreeWithDouble() {
    assertFunction(kernels()::sigmoid, slopes(), ElementContract::sigmoid, 2e-7);
    assertFunction(kernels()::tanh, slopes(), Math::tanh, 2e-7);
  }

  @Test
  default void geluAgreesWithDouble() {
    float[] x = slopes();
    x[0] = 0;
    assertFunction(kernels()::gelu, x, ElementContract::gelu, 1e-6);
  }

  @Test
  default void activationsKeepWhatIsNoNumber() {
    float[] x = new float[Kernels.BLOCK];
    x[5] = Float.NaN;
    for (Function kernel :
        List.<Function>of(kernels()::sigmoid, kernels()::tanh, kernels()::gelu)) {
      float[] y = new float[Kernels.BLOCK];
      kernel.apply(Kernels.BLOCK, x, y);
      for (int i = 0; i < y.length; i++) {
        assertEquals(i == 5, Float.isNaN(y[i]), "at " + i);
      }
    }
  }

  @Test
  default void gradientsOfActivationsAgreeWithDouble() {
    float[] numbers = slopes();
    numbers[0] = 0;
    numbers[1] = 0;
    int n = numbers.length;
    Guarded y = Guarded.input(numbers, 0);
    Guarded dy = Guarded.input(TestData.numbers(n, 1), 0);
    Guarded dx = Guarded.overwritten(n, 0);
    kernels().sigmoidGradient(n, y.array, dy.array, dx.array);
    assertGradient(numbers, dy, dx, s -> s * (1 - s), 1e-6);
    kernels().tanhGradient(n, y.array, dy.array, dx.array);
    assertGradient(numbers, dy, dx, t -> 1 - t * t, 1e-6);
    kernels().geluGradient(n, y.array, dy.array, dx.array);
    assertGradient(
        numbers,
        dy,
        dx,
        x -> {
          double s = sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
          double du = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
          return s == 0 || s == 1 ? s : s + 2 * x * s * (1 - s) * du;
        },
        5e-6);
    y.assertUnchanged("gradients");
    dy.assertUnchanged("gradients");
  }

  private static void assertGradient(
      float[] x, Guarded dy, Guarded dx, DoubleUnaryOperator slope, double tolerance) {
    for (int i = 0; i < x.length; i++) {
      double expected = dy.array[i] * slope.applyAsDouble(x[i]);
      double allowed = tolerance * Math.max(1, Math.abs(expected));
      assertEquals(expected, dx.array[i], allowed, "at " + x[i]);
    }
    dx.assertGuardsUnchanged("gradient");
  }

  /** The hash, as MurmurHash3's finalizer is published, in arithmetic of 64 bits. */
  private static boolean dropped(long noise, double rate, int i) {
    long bits = new SplittableRandom(noise).nextLong();
    long h = murmur(murmur(i ^ bits & 0xFFFFFFFFL) ^ bits >>> 32);
    return h / 256 < rate * (1 << 24);
  }

  private static long murmur(long hash) {
    long h = (hash ^ hash >>> 16) * 0x85EBCA6BL & 0xFFFFFFFFL;
    h = (h ^ h >>> 13) * 0xC2B2AE35L & 0xFFFFFFFFL;
    return h ^ h >>> 16;
  }

  @Test
  default void dropoutDropsWhatTheNoiseSays() {
    for (long noise : new long[] {0, 1, -1, 1L << 40}) {
      for (double rate : new double[] {0, 0.25, 0.5, 0.9}) {
        float[] numbers = TestData.numbers(65 * Kernels.BLOCK, 1);
        Guarded x = Guarded.input(numbers, 0);
        Guarded y = Guarded.overwritten(numbers.length, 0);
        kernels().dropout(numbers.length, noise, rate, x.array, y.array);
        for (int i = 0; i < numbers.length; i++) {
          double expected = dropped(noise, rate, i) ? 0 : numbers[i] / (1 - rate);
          assertEquals(expected, y.array[i], 2e-6 * Math.abs(expected), "at " + i);
        }
        y.assertGuardsUnchanged("dropout");
        x.assertUnchanged("dropout");
      }
    }
  }

  /**
   * The share, and that of neighbours and of the same place with the next noise, is as by chance.
   */
  @Test
  default void dropoutDropsByChance() {
    int n = 1 << 16;
    float[] x = new float[n];
    Arrays.fill(x, 1f);
    float[][] y = new float[2][n];
    kernels().dropout(n, 7, 0.25, x, y[0]);
    kernels().dropout(n, 8, 0.25, x, y[1]);
    for (int[] other : new int[][] {{0, 0}, {0, 1}, {0, 32}, {1, 0}, {1, 1}}) {
      int both = 0;
      for (int i = 0; i < n - 32; i++) {
        both += y[0][i] == 0 && y[other[0]][i + other[1]] == 0 ? 1 : 0;
      }
      double chance = other[0] + other[1] == 0 ? 0.25 : 0.0625;
      double deviation = Math.sqrt(chance * (1 - chance) / n);
      assertEquals(chance, both / (n - 32.0), 4 * deviation);
    }
  }
}
