package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import digits.network.Architecture;
import digits.network.Initialiser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that was interrupted and resumed comes to the same bits as one that was not. */
class ResumeTest {
  private static final Dataset DATA = TestData.noise(230, 5, 5, 3, 1);
  private static final Architecture ARCHITECTURE = Architecture.dense(25, 7, 3);
  private static final Schedule ONE_CYCLE = new Schedule.OneCycle(0.3, 0.1, 0.001);

  /** 180 training rows: five steps an epoch, the last one short. */
  private static Recipe recipe(int epochs, double rate, Optimiser optimiser, Schedule schedule) {
    return Recipe.of(epochs, rate, optimiser, schedule, Initialiser.HE)
        .withBatch(58)
        .withHeldOut(Recipe.HeldOut.random(50));
  }

  private static final Map<String, Recipe> RECIPES =
      Map.of(
          "momentum", recipe(4, 0.05, new Optimiser.Momentum(0.9), new Schedule.Cosine()),
          "adam", recipe(4, 0.01, Optimiser.Adam.withDecay(0.01), ONE_CYCLE),
          "muon", recipe(4, 0.01, new Optimiser.Muon(0.9, Optimiser.Adam.standard()), ONE_CYCLE),
          "average and clip",
              recipe(4, 0.01, Optimiser.Adam.standard(), ONE_CYCLE)
                  .withAverage(0.9)
                  .withGradientClip(0.5),
          "early stopping",
              recipe(12, 0.2, Optimiser.Adam.standard(), new Schedule.Constant()).withPatience(2),
          "early stopping of the average",
              recipe(12, 0.2, Optimiser.Adam.standard(), ONE_CYCLE)
                  .withPatience(2)
                  .withAverage(0.5),
          "all rows, every third epoch reported",
              recipe(8, 0.5, new Optimiser.Sgd(), new Schedule.Constant())
                  .withBatch(Recipe.ALL_ROWS)
                  .withHeldOut(new Recipe.HeldOut(150, 50, 0, 3)));

  static List<String> names() {
    return List.copyOf(RECIPES.keySet());
  }

  /** Stops after a step, if told to, and remembers the state and the epochs. */
  private static final class Stopping implements TrainingListener {
    final long stopAfter;
    final List<List<Double>> epochs = new ArrayList<>();
    long step;
    TrainingState state;

    Stopping(long stopAfter) {
      this.stopAfter = stopAfter;
    }

    @Override
    public void resumed(long step, List<Epoch> epochs) {
      epochs.forEach(this::epochEnded);
    }

    @Override
    public void stepped(long step, long examples) {
      this.step = step;
    }

    @Override
    public void epochEnded(Epoch epoch) {
      epochs.add(
          List.of(
              (double) epoch.number(),
              epoch.rate(),
              epoch.loss(),
              epoch.accuracy(),
              epoch.validationLoss(),
              epoch.validationAccuracy()));
    }

    @Override
    public boolean betweenSteps(Supplier<TrainingState> state) {
      if (step == stopAfter) {
        this.state = state.get();
      }
      return step != stopAfter;
    }
  }

  private static TrainingState stoppedAfter(Recipe recipe, long step, int threads) {
    Stopping stopping = new Stopping(step);
    Trainer trainer = new Trainer(recipe, threads, stopping);
    assertThrows(CancellationException.class, () -> trainer.train(ARCHITECTURE, DATA, 3));
    return stopping.state;
  }

  @ParameterizedTest
  @MethodSource("names")
  void sameBitsWhereverItIsInterrupted(String name) {
    Recipe recipe = RECIPES.get(name);
    Stopping whole = new Stopping(-1);
    Trainer.Result expected = new Trainer(recipe, 1, whole).train(ARCHITECTURE, DATA, 3);
    assertTrue(expected.steps() > 7, "steps " + expected.steps());
    for (int step = 1; step <= expected.steps(); step++) {
      int threads = 1 + step % 3;
      TrainingState state = stoppedAfter(recipe, step, threads);
      Stopping rest = new Stopping(-1);
      Trainer.Result resumed =
          new Trainer(recipe, 1 + (step + 1) % 3, rest).resume(ARCHITECTURE, DATA, state);
      assertArrayEquals(
          expected.network().parameters(), resumed.network().parameters(), "after step " + step);
      assertEquals(expected.steps(), resumed.steps());
      assertEquals(expected.epochs(), resumed.epochs());
      assertEquals(whole.epochs, rest.epochs, "after step " + step);
      assertTrue(resumed.seconds() > state.seconds());
    }
  }

  @Test
  void mayBeInterruptedAgainAndAgain() {
    Recipe recipe = RECIPES.get("early stopping of the average");
    Trainer.Result expected = new Trainer(recipe, 2, new Stopping(-1)).train(ARCHITECTURE, DATA, 3);
    TrainingState state = stoppedAfter(recipe, 1, 2);
    for (int step = 2; step <= expected.steps(); step++) {
      Stopping stopping = new Stopping(step);
      Trainer trainer = new Trainer(recipe, 2, stopping);
      TrainingState last = state;
      assertThrows(CancellationException.class, () -> trainer.resume(ARCHITECTURE, DATA, last));
      state = stopping.state;
    }
    Trainer.Result resumed =
        new Trainer(recipe, 2, new Stopping(-1)).resume(ARCHITECTURE, DATA, state);
    assertArrayEquals(expected.network().parameters(), resumed.network().parameters());
  }

  /** A state is a copy: neither side can spoil the other. */
  @Test
  void oneStateServesTwice() {
    Recipe recipe = RECIPES.get("average and clip");
    TrainingState state = stoppedAfter(recipe, 7, 1);
    Trainer trainer = new Trainer(recipe, 2, new Stopping(-1));
    assertArrayEquals(
        trainer.resume(ARCHITECTURE, DATA, state).network().parameters(),
        trainer.resume(ARCHITECTURE, DATA, state).network().parameters());
  }

  @Test
  void refusesTheStateOfAnotherTraining() {
    Recipe recipe = RECIPES.get("adam");
    TrainingState state = stoppedAfter(recipe, 7, 1);
    assertRefused(
        "the training to go on with has the architecture \"25 > dense 7 > relu > dense 3\", "
            + "expected \"25 > dense 3\"",
        () ->
            new Trainer(recipe, 1, new Stopping(-1))
                .resume(Architecture.dense(25, 3), DATA, state));
    for (Recipe other :
        List.of(
            recipe.withEpochs(5),
            recipe.withBatch(59),
            recipe.withAverage(0.1),
            recipe.withPatience(3),
            recipe.withLabelSmoothing(0.1))) {
      assertRefused(
          "the training to go on with has the recipe \"" + recipe,
          () -> new Trainer(other, 1, new Stopping(-1)).resume(ARCHITECTURE, DATA, state));
    }
  }

  private static void assertRefused(String message, Runnable refused) {
    String found = assertThrows(IllegalArgumentException.class, refused::run).getMessage();
    assertTrue(found.startsWith(message), found);
  }

  @Test
  void refusesStatesThatCannotBe() {
    Recipe recipe = RECIPES.get("adam");
    TrainingState state = stoppedAfter(recipe, 7, 1);
    for (TrainingState wrong :
        List.of(
            with(state, 21, state.moments(), state.average(), state.epochs()),
            with(state, 11, state.moments(), state.average(), state.epochs()),
            with(state, 7, new float[1][state.parameters().length], new float[0], state.epochs()),
            with(state, 7, state.moments(), state.parameters(), state.epochs()),
            with(state, 7, state.moments(), state.average(), List.of()))) {
      assertRefused(
          "the state after step " + wrong.step() + " is none of this training",
          () -> new Trainer(recipe, 1, new Stopping(-1)).resume(ARCHITECTURE, DATA, wrong));
    }
    assertRefused(
        "step: -1, expected at least 0",
        () -> with(state, -1, state.moments(), state.average(), state.epochs()));
    assertRefused(
        "length: 5, expected " + state.parameters().length,
        () -> with(state, 7, state.moments(), new float[5], state.epochs()));
  }

  private static TrainingState with(
      TrainingState s,
      long step,
      float[][] moments,
      float[] average,
      List<TrainingListener.Epoch> epochs) {
    return new TrainingState(
        s.architecture(),
        s.recipe(),
        s.seed(),
        step,
        s.parameters(),
        moments,
        average,
        s.best(),
        s.bestLoss(),
        s.waited(),
        s.loss(),
        s.correct(),
        s.seconds(),
        s.validationSeconds(),
        epochs);
  }
}
