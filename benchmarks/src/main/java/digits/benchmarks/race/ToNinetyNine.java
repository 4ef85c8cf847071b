package digits.benchmarks.race;

import digits.app.WarmUp;
import digits.benchmarks.MnistData;
import digits.data.Dataset;
import digits.network.Network;
import digits.training.Evaluation;
import digits.training.Recipe;
import digits.training.Trainer;
import digits.training.TrainingListener;
import digits.training.TrainingState;
import digits.zoo.Zoo;
import digits.zoo.ZooModel;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Trains "fast" by its own recipe until the test images are read well enough. Arguments: seed,
 * threads, accuracy to reach. Prints one line of JSON; the time is the whole process's. Stopping by
 * the test images is fit for a race alone: no figure of accuracy may come from it.
 */
public final class ToNinetyNine {
  /** A fifth of an epoch of 235 steps. */
  private static final int STEPS_BETWEEN_TESTS = 47;

  private ToNinetyNine() {}

  public static void main(String[] args) throws Exception {
    ZooModel.Learned model = (ZooModel.Learned) Zoo.find("fast").orElseThrow();
    int threads = Integer.parseInt(args[1]);
    Dataset training;
    Dataset test;
    try (WarmUp warmUp = new WarmUp(model)) {
      training = MnistData.training();
      test = MnistData.test();
    }
    Goal goal = new Goal(model, test, threads, Double.parseDouble(args[2]));
    Recipe recipe = model.recipe().withHeldOut(Recipe.HeldOut.random(0));
    try {
      new Trainer(recipe, threads, goal)
          .train(model.architecture(training), training, Long.parseLong(args[0]));
    } catch (CancellationException reached) {
      // as asked for
    }
    System.out.printf(
        Locale.ROOT,
        "{\"test_accuracy\":%.4f,\"reached\":%b,\"steps\":%d,\"tests\":%d}%n",
        goal.accuracy,
        goal.reached(),
        goal.step,
        goal.tests);
  }

  /** Tests now and then, and stops once that is enough. */
  private static final class Goal implements TrainingListener {
    private final ZooModel model;
    private final Dataset test;
    private final int threads;
    private final double enough;
    private long step;
    private int tests;
    private double accuracy;

    Goal(ZooModel model, Dataset test, int threads, double enough) {
      this.model = model;
      this.test = test;
      this.threads = threads;
      this.enough = enough;
    }

    boolean reached() {
      return accuracy >= enough;
    }

    @Override
    public void stepped(long step, long examples) {
      this.step = step;
    }

    @Override
    public boolean betweenSteps(Supplier<TrainingState> state) {
      if (step % STEPS_BETWEEN_TESTS == 0) {
        float[] parameters = state.get().parameters();
        Network network = new Network(model.architecture(test), parameters, Trainer.PIXEL_SCALE);
        accuracy = Evaluation.of(network, test, threads).accuracy();
        tests++;
      }
      return !reached();
    }
  }
}
