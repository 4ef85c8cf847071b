package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitialiserTest {
  private static final Architecture ARCHITECTURE = Architecture.dense(300, 200, 50);

  private static double variance(Initialiser initialiser, int inputs, int outputs) {
    return switch (initialiser) {
      case HE -> 2.0 / inputs; // (22)
      case GLOROT -> 2.0 / (inputs + outputs); // (21)
      case UNIFORM -> 1.0 / 12; // (19)
    };
  }

  @ParameterizedTest
  @EnumSource
  void weightsAreUniformWithTheVarianceOfTheFormula(Initialiser initialiser) {
    float[] parameters = ARCHITECTURE.initialise(initialiser, 1);
    for (ParameterView view : ARCHITECTURE.parameters()) {
      if (view.shape().size() == 2) {
        float[] w = Arrays.copyOfRange(parameters, view.offset(), view.offset() + view.size());
        double expected = variance(initialiser, view.shape().get(0), view.shape().get(1));
        double limit = Math.sqrt(3 * expected);
        double sum = 0;
        double squares = 0;
        double largest = 0;
        int low = 0;
        for (float weight : w) {
          sum += weight;
          squares += (double) weight * weight;
          largest = Math.max(largest, Math.abs(weight));
          low += weight < -limit / 2 ? 1 : 0;
        }
        // Four standard errors each: 10,000 weights or more, so a few per cent.
        double n = w.length;
        assertEquals(expected, squares / n, 4 * expected * Math.sqrt(0.8 / n), view.name());
        assertEquals(0, sum / n, 4 * Math.sqrt(expected / n), view.name());
        assertEquals(0.25, low / n, 4 * Math.sqrt(0.1875 / n), view.name());
        assertTrue(largest <= limit * (1 + 1e-7) && largest > 0.99 * limit, view.name());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheOriginalDrawsBiases(Initialiser initialiser) {
    float[] parameters = ARCHITECTURE.initialise(initialiser, 1);
    for (ParameterView view : ARCHITECTURE.parameters()) {
      if (view.shape().size() == 1) {
        float[] b = Arrays.copyOfRange(parameters, view.offset(), view.offset() + view.size());
        assertEquals(initialiser != Initialiser.UNIFORM, Arrays.equals(new float[b.length], b));
        for (float bias : b) {
          assertTrue(Math.abs(bias) <= 0.5);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedDrawsTheSameNumbersAndAnotherSeedOthers(Initialiser initialiser) {
    float[] parameters = ARCHITECTURE.initialise(initialiser, 7);
    assertArrayEquals(parameters, ARCHITECTURE.initialise(initialiser, 7));
    assertFalse(Arrays.equals(parameters, ARCHITECTURE.initialise(initialiser, 8)));
  }

  @Test
  void drawsInTheOrderOfTheParameters() {
    SplittableRandom random = new SplittableRandom(7);
    for (float parameter : Architecture.dense(5, 4, 3).initialise(Initialiser.UNIFORM, 7)) {
      assertEquals((float) (random.nextDouble() - 0.5), parameter); // (19)
    }
  }
}
