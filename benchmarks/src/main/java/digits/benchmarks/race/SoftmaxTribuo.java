package digits.benchmarks.race;

import digits.benchmarks.MnistData;
import digits.data.Dataset;
import digits.training.Trainer;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.Adam;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * The epoch of {@link TrainingRace} for softmax regression by Tribuo, which works on one thread and
 * knows only the pixels that are not zero. Arguments: rows, seconds to warm up. A line is a seed.
 */
public final class SoftmaxTribuo {
  private static final int WARM_UP_ROWS = 6_000;
  private static final LabelFactory LABELS = new LabelFactory();

  // Kept, for loggers without an owner are forgotten with their levels.
  private static final Logger LOG = Logger.getLogger("org.tribuo");

  static {
    LOG.setLevel(Level.WARNING); // it tells of every training
  }

  private SoftmaxTribuo() {}

  public static void main(String[] args) throws Exception {
    Dataset mnist = MnistData.first(MnistData.training(), Integer.parseInt(args[0]));
    MutableDataset<Label> training = examples(mnist);
    MutableDataset<Label> test = examples(MnistData.test());
    MutableDataset<Label> few =
        examples(MnistData.first(mnist, Math.min(WARM_UP_ROWS, mnist.size())));
    Rounds.repeat(Double.parseDouble(args[1]), () -> train(few, 0));
    Rounds.answer(
        line -> {
          long begin = System.nanoTime();
          Model<Label> model = train(training, Long.parseLong(line));
          double seconds = (System.nanoTime() - begin) * 1e-9;
          double accuracy = accuracy(model, test);
          return String.format(
              Locale.ROOT, "{\"seconds\":%.4f,\"test_accuracy\":%.4f}", seconds, accuracy);
        });
  }

  static double accuracy(Dataset training, Dataset test, long seed) {
    return accuracy(train(examples(training), seed), examples(test));
  }

  private static double accuracy(Model<Label> model, MutableDataset<Label> test) {
    long correct =
        model.predict(test).stream()
            .filter(p -> p.getOutput().getLabel().equals(p.getExample().getOutput().getLabel()))
            .count();
    return (double) correct / test.size();
  }

  private static Model<Label> train(MutableDataset<Label> data, long seed) {
    Adam adam = new Adam(0.001, 0.9, 0.999, 1e-8);
    return new LinearSGDTrainer(new LogMulticlass(), adam, 1, -1, 128, seed).train(data);
  }

  private static MutableDataset<Label> examples(Dataset data) {
    MutableDataset<Label> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("MNIST", LABELS), LABELS);
    int pixels = data.width() * data.height();
    for (int n = 0; n < data.size(); n++) {
      int from = n * pixels;
      int[] inked = IntStream.range(0, pixels).filter(i -> data.pixels()[from + i] != 0).toArray();
      String[] names =
          IntStream.of(inked).mapToObj(i -> "%03d".formatted(i)).toArray(String[]::new);
      double[] values =
          IntStream.of(inked)
              .mapToDouble(i -> (data.pixels()[from + i] & 255) * Trainer.PIXEL_SCALE)
              .toArray();
      Label label = new Label(Integer.toString(data.labels()[n]));
      Example<Label> example = new ArrayExample<>(label, names, values);
      examples.add(example);
    }
    return examples;
  }
}
