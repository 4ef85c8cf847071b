package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.Initialiser;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done beyond plain descent, against its formula in double. */
class DescentTest {
  private static final Dataset DATA = TestData.mnist(0, 100);
  private static final int[] ORDER = IntStream.range(0, 100).toArray();

  /** More parameters than two ranges. */
  private static final Architecture ARCHITECTURE = Architecture.dense(784, 90, 10);

  private static final Recipe SGD =
      Recipe.of(9, 0.5, new Optimiser.Sgd(), new Schedule.Constant(), Initialiser.HE);

  private static Descent descent(Recipe recipe, Parallel parallel) {
    TrainingState state = TrainingState.beginning(ARCHITECTURE, recipe, 1);
    return new Descent(
        ARCHITECTURE,
        recipe,
        parallel,
        state.parameters().clone(),
        state.moments(),
        state.average().clone());
  }

  private static BatchGradient gradient(float[] parameters, Parallel parallel) {
    BatchGradient batch = new BatchGradient(ARCHITECTURE, SGD, DATA, 1, 100, parallel);
    batch.compute(parameters, ORDER, 0, 100, 1, 1, false);
    return batch;
  }

  private static double length(float[] vector) {
    double sum = 0;
    for (float x : vector) {
      sum += (double) x * x;
    }
    return Math.sqrt(sum);
  }

  private static float[] stepOf(Recipe recipe, int threads) {
    try (Parallel parallel = new Parallel(threads)) {
      Descent descent = descent(recipe, parallel);
      float[] before = descent.parameters().clone();
      descent.step(gradient(before, parallel), recipe.rate(), 1);
      float[] step = new float[before.length];
      for (int i = 0; i < step.length; i++) {
        step[i] = (before[i] - descent.parameters()[i]) / (float) recipe.rate();
      }
      return step;
    }
  }

  @Test
  void aLongGradientKeepsItsDirectionAndLosesLength() {
    float[] whole = stepOf(SGD, 2);
    double length = length(whole);
    assertTrue(length > 0.5, "length " + length);
    float[] clipped = stepOf(SGD.withGradientClip(0.25), 2);
    assertEquals(0.25, length(clipped), 1e-5);
    double[] expected =
        Arrays.stream(TestData.doubles(whole)).map(x -> x * 0.25 / length).toArray();
    assertArrayEquals(expected, TestData.doubles(clipped), 1e-6); // (56)
  }

  @Test
  void aShortGradientStaysAsItIs() {
    assertArrayEquals(stepOf(SGD, 1), stepOf(SGD.withGradientClip(100), 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void clippingIsTheSameWithAnyNumberOfThreads(int threads) {
    Recipe recipe = SGD.withGradientClip(0.1);
    assertArrayEquals(stepOf(recipe, 1), stepOf(recipe, threads));
  }

  /** Few steps forget the beginning, many steps average over about 1 / (1 - decay) of them. */
  @Test
  void theAverageFollowsTheParameters() {
    double decay = 0.3;
    try (Parallel parallel = new Parallel(2)) {
      Recipe recipe = SGD.withAverage(decay);
      Descent descent = descent(recipe, parallel);
      double[] expected = TestData.doubles(descent.parameters());
      for (int t = 1; t <= 6; t++) {
        descent.step(gradient(descent.parameters(), parallel), 0.5, t);
        double d = Math.min(decay, (1.0 + t) / (10.0 + t)); // (58)
        for (int i = 0; i < expected.length; i++) {
          expected[i] = d * expected[i] + (1 - d) * descent.parameters()[i]; // (57)
        }
      }
      assertArrayEquals(expected, TestData.doubles(descent.average()), 1e-6);
      assertEquals(descent.average(), descent.result());
    }
  }

  @Test
  void withoutAnAverageTheParametersAreTheResult() {
    try (Parallel parallel = new Parallel(1)) {
      Descent descent = descent(SGD, parallel);
      assertEquals(descent.parameters(), descent.result());
    }
  }

  /** The average takes no part in the descent. */
  @Test
  void averagingDoesNotChangeTheSteps() {
    assertArrayEquals(stepOf(SGD, 1), stepOf(SGD.withAverage(0.9), 1));
  }
}
