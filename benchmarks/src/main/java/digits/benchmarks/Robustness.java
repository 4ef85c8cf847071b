package digits.benchmarks;

import digits.DigitReader;
import digits.data.Dataset;
import digits.data.Idx;
import digits.data.corruption.Corruption;
import digits.model.Model;
import digits.model.ModelFile;
import digits.model.Pretrained;
import digits.network.Network;
import digits.training.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How a model does on what MNIST is not: its test images corrupted in fifteen ways, and pictures of
 * clothes, which it should refuse. Prints a Markdown table. Arguments: the name or the file of a
 * model, and the folder of Fashion-MNIST.
 */
public final class Robustness {
  /** What the corruptions' random numbers follow from. */
  private static final long SEED = 1;

  private final Network network;
  private final int threads = Runtime.getRuntime().availableProcessors();

  private Robustness(Network network) {
    this.network = network;
  }

  public static void main(String[] args) throws IOException {
    Model model = model(args[0]);
    new Robustness(model.network()).print(model.name(), Path.of(args[1]));
  }

  /** Of a built-in model's name or a file. */
  static Model model(String name) throws IOException {
    Optional<Model> builtIn = Pretrained.find(name);
    return builtIn.isPresent() ? builtIn.get() : ModelFile.read(Path.of(name));
  }

  private void print(String name, Path fashion) throws IOException {
    Dataset test = MnistData.test();
    Evaluation clean = Evaluation.of(network, test, threads);
    row("what " + name + " was shown", "figure");
    row("---", "---");
    row("test images: told right", percent(clean.accuracy()));
    row("test images: expected calibration error", percent(clean.calibrationError()));
    double sum = 0;
    for (Corruption corruption : Corruption.values()) {
      double accuracy = Evaluation.of(network, corruption.apply(test, SEED), threads).accuracy();
      row(corruption.text() + ": told right", percent(accuracy));
      sum += accuracy;
    }
    row("**mean of the fifteen corruptions**", percent(sum / Corruption.values().length));
    row("test images: refused", percent(refused(clean)));
    Evaluation clothes = Evaluation.of(network, Idx.read(fashion, "t10k"), threads);
    row("Fashion-MNIST test images: refused", percent(refused(clothes)));
  }

  /** The share that the reader would take for no digit. */
  private static double refused(Evaluation evaluation) {
    int refused = 0;
    for (float confidence : evaluation.confidences()) {
      refused += confidence < DigitReader.MIN_CONFIDENCE ? 1 : 0;
    }
    return (double) refused / evaluation.images();
  }

  private static void row(String what, String figure) {
    System.out.println("| " + what + " | " + figure + " |");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
