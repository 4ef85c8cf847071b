package digits.benchmarks.race;

import digits.benchmarks.MnistData;
import digits.data.Dataset;
import digits.network.Architecture;
import digits.network.Initialiser;
import digits.training.Evaluation;
import digits.training.Optimiser;
import digits.training.Recipe;
import digits.training.Schedule;
import digits.training.Trainer;
import digits.training.TrainingListener;
import digits.zoo.Zoo;
import digits.zoo.ZooModel;
import java.util.Locale;

/**
 * One epoch of training. Arguments: architecture, recipe ("adam" or the name of a model), rows,
 * threads, seconds to warm up. A line is a seed; the answer has the seconds of the epoch and the
 * accuracy on the test images after it.
 */
public final class TrainingRace {
  /** A tenth of the training images: as the peer warms up. */
  private static final int WARM_UP_ROWS = 6_000;

  private TrainingRace() {}

  public static void main(String[] args) throws Exception {
    Architecture architecture = Architecture.parse(args[0]);
    Dataset training = MnistData.first(MnistData.training(), Integer.parseInt(args[2]));
    Dataset test = MnistData.test();
    int threads = Integer.parseInt(args[3]);
    Trainer trainer = new Trainer(recipe(args[1]), threads, new TrainingListener() {});
    Dataset few = MnistData.first(training, Math.min(WARM_UP_ROWS, training.size()));
    Rounds.repeat(Double.parseDouble(args[4]), () -> trainer.train(architecture, few, 0));
    Rounds.answer(
        line -> {
          long begin = System.nanoTime();
          Trainer.Result result = trainer.train(architecture, training, Long.parseLong(line));
          double seconds = (System.nanoTime() - begin) * 1e-9;
          double accuracy = Evaluation.of(result.network(), test, threads).accuracy();
          return String.format(
              Locale.ROOT, "{\"seconds\":%.4f,\"test_accuracy\":%.4f}", seconds, accuracy);
        });
  }

  /** The recipe for one epoch on all rows. */
  static Recipe recipe(String name) {
    Recipe recipe =
        name.equals("adam")
            ? Recipe.of(
                1, 0.001, Optimiser.Adam.standard(), new Schedule.Constant(), Initialiser.HE)
            : ((ZooModel.Learned) Zoo.find(name).orElseThrow()).recipe();
    return recipe.withEpochs(1).withHeldOut(Recipe.HeldOut.random(0));
  }
}
