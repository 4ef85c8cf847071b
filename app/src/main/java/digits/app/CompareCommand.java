package digits.app;

import digits.data.Dataset;
import digits.model.Model;
import digits.model.Pretrained;
import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.Network;
import digits.training.Evaluation;
import digits.training.Trainer;
import digits.zoo.Zoo;
import digits.zoo.ZooModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The ladder of models, from the plainest baseline up. */
@Command(
    name = "compare",
    description = {
      "Sets all models side by side, from the plainest baseline up.",
      "Accuracy and training time are those published in docs/accuracy.md, over several seeds;",
      "the speeds are measured here and now."
    },
    footer = {"", "Examples:", "  digits compare", "  digits compare two-layer cnn --json"})
final class CompareCommand implements Callable<Integer> {
  private static final String LADDER = "ladder.tsv";

  /** Pictures whose time is taken together. */
  private static final int PICTURES = 2_000;

  private static final double SECONDS = 0.5;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "MODEL", description = "Only these. Default: all.")
  private List<String> names = new ArrayList<>();

  @Mixin private Threads threads;

  @Option(names = "--json", description = "One JSON object a model.")
  private boolean json;

  /** What was published of a model. */
  private record Published(int seeds, double accuracy, double spread, double seconds) {}

  @Override
  public Integer call() throws IOException {
    Map<String, Published> published = published();
    for (String name : names) {
      if (Zoo.find(name).isEmpty()) {
        String known = String.join(", ", Zoo.models().stream().map(ZooModel::name).toList());
        throw new ParameterException(
            spec.commandLine(), "no model is called \"" + name + "\": expected one of " + known);
      }
    }
    Dataset test = Sources.test("mnist");
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.println(
          Text.format(
              "%-14s %10s %8s  %-22s %9s %11s %11s",
              "model", "parameters", "weights", "test accuracy", "training", "pictures/s", "one"));
    }
    for (ZooModel model : Zoo.models()) {
      if (names.isEmpty() || names.contains(model.name())) {
        Map<String, Object> row = row(model, published.get(model.name()), test);
        out.println(json ? JsonLine.of(row) : line(row));
        out.flush();
      }
    }
    return 0;
  }

  private Map<String, Object> row(ZooModel model, Published published, Dataset test) {
    Network network = network(model, test);
    int parameters = network.architecture().parameterCount();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", model.name());
    row.put("parameters", parameters);
    row.put("weights_bytes", parameters * (half(model) ? 2L : 4L));
    row.put("seeds", published == null ? null : published.seeds);
    row.put("test_accuracy", published == null ? null : published.accuracy);
    row.put("spread", published == null ? null : published.spread);
    row.put("training_seconds", published == null ? null : published.seconds);
    row.put("pictures_per_second", Math.round(picturesPerSecond(network, test)));
    row.put("one_picture_microseconds", JsonLine.rounded(onePicture(network, test) * 1e6, 1));
    return row;
  }

  private static boolean half(ZooModel model) {
    ZooModel one = model instanceof ZooModel.Committee c ? c.member() : model;
    return one instanceof ZooModel.Learned l && l.recipe().refinements().halfPrecision();
  }

  /** The trained one, or one of the same form: how long it takes does not depend on weights. */
  private static Network network(ZooModel model, Dataset test) {
    return Pretrained.find(model.name())
        .map(Model::network)
        .orElseGet(
            () -> {
              Architecture architecture = model.architecture(test);
              float[] parameters = architecture.initialise(Initialiser.HE, 1);
              return new Network(architecture, parameters, Trainer.PIXEL_SCALE);
            });
  }

  private double picturesPerSecond(Network network, Dataset test) {
    Dataset some =
        new Dataset(
            test.name(),
            Arrays.copyOf(test.pixels(), PICTURES * test.width() * test.height()),
            Arrays.copyOf(test.labels(), PICTURES),
            test.width(),
            test.height(),
            test.classes());
    double best = 0;
    long begin = System.nanoTime();
    do {
      long start = System.nanoTime();
      Evaluation.of(network, some, threads.count());
      best = Math.max(best, PICTURES / seconds(start));
    } while (seconds(begin) < SECONDS);
    return best;
  }

  /** The least of many times. */
  private static double onePicture(Network network, Dataset test) {
    double best = Double.POSITIVE_INFINITY;
    long begin = System.nanoTime();
    for (int i = 0; i < 3 || seconds(begin) < SECONDS; i++) {
      byte[] picture = test.picture(i % test.size());
      long start = System.nanoTime();
      network.probabilities(picture);
      best = Math.min(best, seconds(start));
    }
    return best;
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) * 1e-9;
  }

  private static String line(Map<String, Object> row) {
    boolean known = row.get("test_accuracy") != null;
    boolean several = known && (int) row.get("seeds") > 1;
    String accuracy =
        !known
            ? "-"
            : Text.percent((double) row.get("test_accuracy"))
                + (several
                    ? Text.format(
                        " ± %.2f, %d seeds", 100 * (double) row.get("spread"), row.get("seeds"))
                    : "");
    return Text.format(
        "%-14s %,10d %5d kB  %-22s %9s %,11d %8.1f us",
        row.get("model"),
        row.get("parameters"),
        Math.max(1, (long) row.get("weights_bytes") / 1000),
        accuracy,
        known ? Text.format("%.1f s", row.get("training_seconds")) : "-",
        row.get("pictures_per_second"),
        row.get("one_picture_microseconds"));
  }

  private static Map<String, Published> published() throws IOException {
    Map<String, Published> published = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CompareCommand.class.getResourceAsStream(LADDER), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split("\t");
        published.put(
            words[0],
            new Published(
                Integer.parseInt(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4])));
      }
    }
    return published;
  }
}
