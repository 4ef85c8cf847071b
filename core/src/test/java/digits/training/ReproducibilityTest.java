package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import digits.TestData;
import digits.data.Dataset;
import digits.network.Architecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed, data and recipe give the same bits, whatever the number of threads. */
class ReproducibilityTest {
  private static final Dataset DATA = TestData.mnist(0, 1_337);
  private static final Architecture SMALL = Architecture.dense(784, 10, 10);

  /** The parameters and the losses on the way. */
  private record Outcome(float[] parameters, List<Double> losses) {}

  private static Outcome train(Recipe recipe, Architecture architecture, long seed, int threads) {
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochEnded(Epoch epoch) {
            losses.add(epoch.loss());
            losses.add(epoch.accuracy());
            losses.add(epoch.validationLoss());
          }
        };
    Trainer.Result result = new Trainer(recipe, threads, listener).train(architecture, DATA, seed);
    return new Outcome(result.network().parameters(), losses);
  }

  private static void assertSameAtAnyThreadCount(Recipe recipe, Architecture architecture) {
    Outcome one = train(recipe, architecture, 1, 1);
    for (int threads : new int[] {2, 3, 7}) {
      Outcome many = train(recipe, architecture, 1, threads);
      assertArrayEquals(one.parameters, many.parameters, threads + " threads");
      assertEquals(one.losses, many.losses, threads + " threads");
    }
  }

  /** 1,237 rows are no multiple of any of these, so the last batch is always smaller. */
  @ParameterizedTest
  @ValueSource(ints = {1_000, 128, 100, 65, 64, 2_000, Recipe.ALL_ROWS})
  void miniBatchesOfAdam(int batch) {
    assertSameAtAnyThreadCount(Recipes.ADAM.withBatch(batch), SMALL);
  }

  @Test
  void allRowsWithTheSharedBiasGradient() {
    assertSameAtAnyThreadCount(Recipes.CLASSIC, SMALL);
  }

  /** More parameters than one range of the sum, and more outputs than the pixels' kernel takes. */
  @Test
  void aWiderNetwork() {
    assertSameAtAnyThreadCount(
        Recipes.ADAM.withEpochs(1).withBatch(300), Architecture.dense(784, 50, 10));
  }

  @Test
  void theSameSeedAgainGivesTheSameParameters() {
    assertArrayEquals(
        train(Recipes.ADAM, SMALL, 5, 2).parameters, train(Recipes.ADAM, SMALL, 5, 2).parameters);
  }

  @Test
  void anotherSeedGivesOtherParameters() {
    for (Recipe recipe : List.of(Recipes.ADAM, Recipes.CLASSIC)) {
      assertFalse(
          Arrays.equals(
              train(recipe, SMALL, 5, 1).parameters, train(recipe, SMALL, 6, 1).parameters));
    }
  }

  /** Looking at the held-out rows more often changes nothing in what is learned. */
  @Test
  void reportsDoNotChangeTheResult() {
    assertArrayEquals(
        train(Recipes.classic(6, 1), SMALL, 1, 2).parameters,
        train(Recipes.classic(6, 4), SMALL, 1, 2).parameters);
  }
}
