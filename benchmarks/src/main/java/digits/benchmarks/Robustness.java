package digits.benchmarks;

import digits.DigitReader;
import digits.data.Dataset;
import digits.data.Idx;
import digits.data.corruption.Corruption;
import digits.image.Box;
import digits.image.Prepared;
import digits.model.Model;
import digits.model.ModelFile;
import digits.model.Pretrained;
import digits.network.Network;
import digits.training.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How a model does on what MNIST is not: its test images corrupted in fifteen ways, and pictures of
 * clothes, which it should refuse. Prints a Markdown table. Arguments: the name or the file of a
 * model, and the folder of Fashion-MNIST.
 */
public final class Robustness {
  /** What the corruptions' random numbers follow from. */
  private static final long SEED = 1;

  private final Network network;
  private final DigitReader reader;
  private final int threads = Runtime.getRuntime().availableProcessors();

  private Robustness(Model model) {
    network = model.network();
    reader = DigitReader.of(model);
  }

  public static void main(String[] args) throws IOException {
    Model model = model(args[0]);
    new Robustness(model).print(model.name(), Path.of(args[1]));
  }

  /** Of a built-in model's name or a file. */
  static Model model(String name) throws IOException {
    Optional<Model> builtIn = Pretrained.find(name);
    return builtIn.isPresent() ? builtIn.get() : ModelFile.read(Path.of(name));
  }

  /** One column for the network's word, one for what the reader makes of it. */
  private void print(String name, Path fashion) throws IOException {
    row("what " + name + " was shown", "network alone", "as it reads");
    row("---", "---", "---");
    Dataset test = MnistData.test();
    Evaluation[] clean = evaluate(test);
    row("test images: told right", clean, Evaluation::accuracy);
    row("test images: expected calibration error", clean, Evaluation::calibrationError);
    double[] sums = new double[clean.length];
    for (Corruption corruption : Corruption.values()) {
      Evaluation[] corrupted = evaluate(corruption.apply(test, SEED));
      row(corruption.text() + ": told right", corrupted, Evaluation::accuracy);
      Arrays.setAll(sums, i -> sums[i] + corrupted[i].accuracy() / Corruption.values().length);
    }
    row("**mean of the fifteen corruptions**", percent(sums[0]), percent(sums[1]));
    row("test images: refused", clean, Robustness::refused);
    Evaluation[] clothes = evaluate(Idx.read(fashion, "t10k"));
    row("Fashion-MNIST test images: refused", clothes, Robustness::refused);
  }

  private Evaluation[] evaluate(Dataset data) {
    float[][] read =
        IntStream.range(0, data.size())
            .parallel()
            .mapToObj(n -> reader.probabilities(prepared(data, n)))
            .toArray(float[][]::new);
    return new Evaluation[] {
      Evaluation.of(network, data, threads), Evaluation.of(data.labels(), read)
    };
  }

  /** The data are as MNIST's: they need no preparation. */
  private static Prepared prepared(Dataset data, int n) {
    Box all = new Box(0, 0, data.width(), data.height());
    return new Prepared(data.picture(n), data.width(), data.height(), all);
  }

  /** The share that the reader would take for no digit. */
  private static double refused(Evaluation evaluation) {
    int refused = 0;
    for (float confidence : evaluation.confidences()) {
      refused += confidence < DigitReader.MIN_CONFIDENCE ? 1 : 0;
    }
    return (double) refused / evaluation.images();
  }

  private static void row(String what, Evaluation[] both, ToDoubleFunction<Evaluation> figure) {
    row(what, percent(figure.applyAsDouble(both[0])), percent(figure.applyAsDouble(both[1])));
  }

  private static void row(String what, String alone, String read) {
    System.out.println("| " + what + " | " + alone + " | " + read + " |");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
