package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.Network;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Dataset DATA = TestData.mnist(0, 700);
  private static final int[] ROWS = IntStream.range(0, DATA.size()).toArray();
  private static final Architecture TWO_LAYER = Architecture.dense(784, 10, 10);

  private static float[] calibrated(Architecture architecture, float[] parameters, int threads) {
    try (Parallel parallel = new Parallel(threads)) {
      return Calibration.calibrate(architecture, parameters, DATA, ROWS, parallel);
    }
  }

  private static Evaluation of(float[] parameters) {
    return Evaluation.of(new Network(TWO_LAYER, parameters, Trainer.PIXEL_SCALE), DATA, 2);
  }

  private static float[] trained() {
    return new Trainer(Recipes.ADAM.withEpochs(3), 2, new TrainingListener() {})
        .train(TWO_LAYER, TestData.mnist(700, 2_000), 1)
        .network()
        .parameters();
  }

  /** However sure a network was made, it comes out as sure as it is right, and says the same. */
  @Test
  void anyFactorBeforeGivesTheLeastLoss() {
    float[] parameters = trained();
    Evaluation before = of(parameters);
    float[] right = calibrated(TWO_LAYER, parameters, 2);
    double least = of(right).loss();
    assertTrue(least <= before.loss());
    for (float factor : new float[] {0.3f, 0.9f, 1.1f, 3}) {
      float[] scaled = parameters.clone();
      float[] around = right.clone();
      for (int i = 7_850; i < scaled.length; i++) {
        scaled[i] *= factor;
        around[i] *= factor;
      }
      assertArrayEquals(right, calibrated(TWO_LAYER, scaled, 2), 1e-4f);
      assertTrue(of(around).loss() > least, "the loss is least there");
    }
    assertArrayEquals(before.predictions(), of(right).predictions());
    assertTrue(of(right).calibrationError() < 0.08);
  }

  @Test
  void isTheSameWithAnyNumberOfThreads() {
    float[] parameters = TWO_LAYER.initialise(Initialiser.HE, 1);
    float[] one = calibrated(TWO_LAYER, parameters, 1);
    for (int threads : new int[] {2, 3, 7}) {
      assertArrayEquals(one, calibrated(TWO_LAYER, parameters, threads));
    }
  }

  @Test
  void endsTheTrainingWhereTheRecipeSaysSo() {
    Recipe plain = Recipes.ADAM.withHeldOut(Recipe.HeldOut.random(200));
    Trainer trainer = new Trainer(plain, 1, new TrainingListener() {});
    Trainer sure = new Trainer(plain.withCalibration(), 1, new TrainingListener() {});
    float[] without = trainer.train(TWO_LAYER, DATA, 1).network().parameters();
    float[] with = sure.train(TWO_LAYER, DATA, 1).network().parameters();
    assertEquals(without[100], with[100]);
    double factor = with[7_900] / without[7_900];
    assertTrue(Math.abs(factor - 1) > 1e-3, "factor " + factor);
    for (int i = 7_850; i < with.length; i++) {
      assertEquals(without[i] * factor, with[i], 1e-5);
    }
  }

  @Test
  void refusesNetworksWithoutADenseEnd() {
    Architecture architecture = Architecture.parse("784 > dense 10 > relu");
    float[] parameters = new float[architecture.parameterCount()];
    assertThrows(IllegalArgumentException.class, () -> calibrated(architecture, parameters, 1));
  }
}
