package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import digits.data.Split;
import digits.network.Architecture;
import digits.network.Initialiser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  private static final float[] LAST = {-1};

  @Test
  void stopsAfterSoManyLooksWithoutALowerLoss() {
    EarlyStopping stopping = new EarlyStopping(3);
    double[] losses = {5, 4, 4.5, 4, 3, 3.1, 3, 3};
    boolean[] stops = {false, false, false, false, false, false, false, true};
    for (int i = 0; i < losses.length; i++) {
      stopping.see(losses[i], new float[] {i});
      assertEquals(stops[i], stopping.stop(), "look " + i);
    }
    assertArrayEquals(new float[] {4}, stopping.best(LAST));
  }

  @Test
  void keepsACopyOfTheBestParameters() {
    EarlyStopping stopping = new EarlyStopping(1);
    float[] parameters = {1};
    stopping.see(2, parameters);
    parameters[0] = 7;
    assertArrayEquals(new float[] {1}, stopping.best(LAST));
  }

  @Test
  void withoutPatienceItNeverStopsAndTheLastParametersCount() {
    EarlyStopping stopping = new EarlyStopping(0);
    for (int i = 0; i < 100; i++) {
      stopping.see(i, new float[] {i});
      assertFalse(stopping.stop());
    }
    assertArrayEquals(LAST, stopping.best(LAST));
  }

  @Test
  void aLossThatIsNoNumberIsNeverTheBest() {
    EarlyStopping stopping = new EarlyStopping(2);
    stopping.see(Double.NaN, new float[] {1});
    stopping.see(3, new float[] {2});
    stopping.see(Double.NaN, new float[] {3});
    assertFalse(stopping.stop());
    stopping.see(Double.NaN, new float[] {4});
    assertTrue(stopping.stop());
    assertArrayEquals(new float[] {2}, stopping.best(LAST));
  }

  /** Held-out rows of pure noise get worse as the noise of the others is learned by heart. */
  @Test
  void aTrainingThatOverfitsStopsEarlyAndReturnsItsBestParameters() {
    Dataset data = TestData.noise(120, 5, 5, 3, 1);
    Recipe recipe =
        Recipe.of(200, 0.02, Optimiser.Adam.standard(), new Schedule.Constant(), Initialiser.HE)
            .withBatch(32)
            .withHeldOut(new Recipe.HeldOut(0, 60, 4, 1));
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochEnded(Epoch epoch) {
            losses.add(epoch.validationLoss());
          }
        };
    Trainer.Result result =
        new Trainer(recipe, 1, listener).train(Architecture.dense(25, 20, 3), data, 1);
    double lowest = Collections.min(losses);
    assertTrue(result.epochs() < 200);
    assertEquals(losses.indexOf(lowest) + 1 + 4, result.epochs());
    int[] held = Split.random(120, 60, 1).validation();
    double loss = 0;
    for (int row : held) {
      float[] p = result.network().probabilities(data.picture(row));
      loss -= Math.log(p[data.labels()[row]]) / held.length;
    }
    assertEquals(lowest, loss, 1e-5);
  }

  /** A set too small to hold rows out has nothing to stop by. */
  @Test
  void withoutHeldOutRowsTrainingGoesOnToTheEnd() {
    Recipe recipe = Recipes.ADAM.withPatience(1).withEpochs(5);
    Trainer.Result result =
        new Trainer(recipe, 1, new TrainingListener() {})
            .train(Architecture.dense(9, 4), TestData.noise(7, 3, 3, 4, 1), 1);
    assertEquals(5, result.epochs());
  }
}
