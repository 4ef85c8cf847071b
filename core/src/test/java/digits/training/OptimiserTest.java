package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Each optimiser against its formula of docs/mathematics.md in double, unrolled where it can be.
 */
class OptimiserTest {
  static final List<Optimiser> ALL =
      List.of(
          new Optimiser.Sgd(),
          new Optimiser.Momentum(0.9),
          Optimiser.Adam.standard(),
          Optimiser.Adam.withDecay(0.05));

  private static final int SIZE = 37;
  private static final int STEPS = 25;
  private static final double RATE = 0.02;

  private static float[] gradients(int step) {
    return TestData.numbers(SIZE, step);
  }

  /** The rate changes from step to step, as schedules make it. */
  private static double rate(int step) {
    return RATE / step;
  }

  private static float[] trained(Optimiser optimiser) {
    float[] parameters = TestData.numbers(SIZE, 99);
    float[][] moments = new float[optimiser.moments()][SIZE];
    for (int t = 1; t <= STEPS; t++) {
      optimiser.step(parameters, gradients(t), moments, rate(t), t, 0, SIZE);
    }
    return parameters;
  }

  private interface Step {
    /** Parameter i after step t, from what it was before. */
    double next(double parameter, int i, int t);
  }

  private static void assertFollows(Step step, Optimiser optimiser) {
    double[] expected = TestData.doubles(TestData.numbers(SIZE, 99));
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < SIZE; i++) {
        expected[i] = step.next(expected[i], i, t);
      }
    }
    assertArrayEquals(expected, TestData.doubles(trained(optimiser)), 3e-6);
  }

  @Test
  void sgdStepsAgainstTheGradient() {
    assertFollows(
        (parameter, i, t) -> parameter - rate(t) * gradients(t)[i], new Optimiser.Sgd()); // (18)
  }

  @Test
  void momentumStepsAgainstTheDecayingSumOfGradients() {
    assertFollows(
        (parameter, i, t) -> {
          double v = 0;
          for (int s = 1; s <= t; s++) {
            v += Math.pow(0.9, t - s) * gradients(s)[i]; // (23), unrolled
          }
          return parameter - rate(t) * v;
        },
        new Optimiser.Momentum(0.9));
  }

  private static double adam(int i, int t) {
    double m = 0;
    double v = 0;
    for (int s = 1; s <= t; s++) {
      double g = gradients(s)[i];
      m += 0.1 * Math.pow(0.9, t - s) * g; // (24), unrolled
      v += 0.001 * Math.pow(0.999, t - s) * g * g; // (24), unrolled
    }
    double mHat = m / (1 - Math.pow(0.9, t)); // (25)
    double vHat = v / (1 - Math.pow(0.999, t)); // (25)
    return mHat / (Math.sqrt(vHat) + 1e-8); // (26)
  }

  @Test
  void adamDividesTheMeanByTheRootOfTheMeanSquare() {
    assertFollows((parameter, i, t) -> parameter - rate(t) * adam(i, t), Optimiser.Adam.standard());
  }

  @Test
  void adamsWeightDecayStaysOutOfTheMoments() {
    assertFollows(
        (parameter, i, t) -> parameter - rate(t) * (adam(i, t) + 0.05 * parameter), // (27)
        Optimiser.Adam.withDecay(0.05));
  }

  @Test
  void adamsFirstStepIsTheRateWhateverTheGradient() {
    float[] parameters = {1, 1, 1, 1};
    Optimiser.Adam.standard()
        .step(parameters, new float[] {5, -0.001f, 1e-3f, 0}, new float[2][4], 0.1, 1, 0, 4);
    assertArrayEquals(new float[] {0.9f, 1.1f, 0.9f, 1}, parameters, 2e-6f);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void rangesMayBeDoneApartAndInAnyOrder(Optimiser optimiser) {
    float[] parameters = TestData.numbers(SIZE, 99);
    float[][] moments = new float[optimiser.moments()][SIZE];
    for (int t = 1; t <= STEPS; t++) {
      for (int from : new int[] {30, 7, 0, 8}) {
        int to = from == 30 ? SIZE : from == 7 ? 8 : from == 0 ? 7 : 30;
        optimiser.step(parameters, gradients(t), moments, rate(t), t, from, to);
      }
    }
    assertArrayEquals(trained(optimiser), parameters);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void gradientsAreOnlyReadAndOtherParametersStay(Optimiser optimiser) {
    float[] parameters = TestData.numbers(SIZE, 99);
    float[] gradients = gradients(1);
    optimiser.step(parameters, gradients, new float[optimiser.moments()][SIZE], 0.1, 1, 5, 9);
    assertArrayEquals(gradients(1), gradients);
    float[] before = TestData.numbers(SIZE, 99);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(i >= 5 && i < 9, before[i] != parameters[i], "parameter " + i);
    }
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertRefused("momentum", () -> new Optimiser.Momentum(1));
    assertRefused("momentum", () -> new Optimiser.Momentum(Double.NaN));
    assertRefused("beta1", () -> new Optimiser.Adam(-0.1, 0.999, 1e-8, 0));
    assertRefused("beta2", () -> new Optimiser.Adam(0.9, 1, 1e-8, 0));
    assertRefused("epsilon", () -> new Optimiser.Adam(0.9, 0.999, 0, 0));
    assertRefused("weight decay", () -> Optimiser.Adam.withDecay(-1));
  }

  private static void assertRefused(String what, Runnable refused) {
    String message = assertThrows(IllegalArgumentException.class, refused::run).getMessage();
    assertTrue(message.startsWith(what + ": "), message);
  }
}
