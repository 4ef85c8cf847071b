package digits.app;

import digits.data.Dataset;
import digits.model.Model;
import digits.network.Network;
import digits.training.Evaluation;
import digits.training.Recipe;
import digits.training.Trainer;
import digits.training.TrainingListener;
import digits.zoo.Zoo;
import digits.zoo.ZooModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a model, tests it, and keeps both in a run folder. */
@Command(
    name = "train",
    description = "Trains a model, tests it on the test images and saves it with a report.",
    footer = {
      "",
      "Examples:",
      "  digits train                          the two-layer network, in seconds",
      "  digits train --classic                the same, exactly as the original was trained",
      "  digits train mlp --epochs 10 --seed 7",
      "  digits train --layers 784-128-64-10",
      "  digits train mlp --data fashion/ --out runs/fashion"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "One of those that `digits models` lists. Default: two-layer.")
  private String model;

  @Option(names = "--classic", description = "two-layer exactly as the original was trained.")
  private boolean classic;

  @Option(
      names = "--layers",
      paramLabel = "SIZES",
      description = "Dense layers of these sizes with ReLU between them, such as 784-128-10.")
  private String layers;

  @Option(
      names = "--data",
      paramLabel = "SOURCE",
      defaultValue = "mnist",
      description = Sources.HELP + " Default: mnist.")
  private String data;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
  private Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "Images of one step.")
  private Integer batch;

  @Option(names = "--rate", paramLabel = "R", description = "Learning rate.")
  private Double rate;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Stop after N epochs without a lower loss on held-out images, keep the best.")
  private Integer patience;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Everything left to chance follows from it. Default: 1.")
  private long seed;

  @Mixin private Threads threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the run. Default: a new one below runs/.")
  private Path out;

  @Option(names = "--json", description = "An object for each epoch and one for the result.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ZooModel chosen = choose();
    RunFolder folder = RunFolder.open(out, chosen.name());
    Dataset training;
    Dataset test;
    try (WarmUp warmUp = chosen instanceof ZooModel.Learned l ? new WarmUp(l) : null) {
      training = Sources.training(data);
      test = Sources.test(data);
    }
    requireSameForm(training, test);
    History history = new History(json ? spec.commandLine().getOut() : null);
    long begin = System.nanoTime();
    long steps = 0;
    int epochsDone = 0;
    Network network;
    if (chosen instanceof ZooModel.Learned learned) {
      Trainer.Result result = train(learned, training, history);
      network = result.network();
      steps = result.steps();
      epochsDone = result.epochs();
    } else {
      network = ((ZooModel.Counted) chosen).fit(training);
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    Evaluation evaluation = Evaluation.of(network, test, threads.count());
    Map<String, Object> summary =
        summary(chosen, network, evaluation, steps, epochsDone, seconds, folder);
    Model trained =
        new Model(chosen.name(), network, training.width(), training.height(), training.classes())
            .withFacts(facts(chosen, training, evaluation));
    folder.save(trained, test, evaluation, history.epochs());
    if (json) {
      spec.commandLine().getOut().println(JsonLine.of(summary));
    } else {
      print(trained, test, evaluation, summary, folder);
    }
    return 0;
  }

  private ZooModel choose() {
    if ((classic && layers != null) || (layers != null && model != null)) {
      throw wrong("--layers, --classic and a model's name exclude each other; give one of them");
    }
    if (classic && model != null && !model.equals("two-layer")) {
      throw wrong("--classic: found with " + model + ", expected with two-layer");
    }
    ZooModel chosen = layers != null ? ofLayers() : Zoo.find(name()).orElseThrow(this::unknown);
    boolean changed = epochs != null || batch != null || rate != null || patience != null;
    if (!(chosen instanceof ZooModel.Learned learned)) {
      if (changed) {
        throw wrong(chosen.name() + " only counts: it has no epochs, batch, rate or patience");
      }
      return chosen;
    }
    try {
      return new ZooModel.Learned(
          learned.name(), learned.summary(), learned.hidden(), changed(learned.recipe()));
    } catch (IllegalArgumentException e) {
      throw wrong("--" + e.getMessage());
    }
  }

  private String name() {
    return classic ? "classic" : model == null ? "two-layer" : model;
  }

  private ParameterException unknown() {
    String names = Zoo.models().stream().map(ZooModel::name).collect(Collectors.joining(", "));
    return wrong(
        "no model is called \"" + model + "\": expected one of " + names + ", or --layers");
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private ZooModel ofLayers() {
    List<Integer> sizes = new ArrayList<>();
    for (String size : layers.split("-", -1)) {
      if (!size.matches("[1-9]\\d{0,5}")) {
        throw wrong(
            "--layers: found \""
                + layers
                + "\", expected sizes such as 784-128-10, first the"
                + " pixels, last the classes");
      }
      sizes.add(Integer.valueOf(size));
    }
    if (sizes.size() < 2) {
      throw wrong("--layers: found \"" + layers + "\", expected at least pixels and classes");
    }
    return Zoo.dense(layers, sizes.subList(1, sizes.size() - 1));
  }

  private Recipe changed(Recipe recipe) {
    Recipe changed = recipe;
    if (epochs != null) {
      changed = changed.withEpochs(epochs);
    }
    if (batch != null) {
      if (batch < 1) {
        throw new IllegalArgumentException("batch: " + batch + ", expected at least 1");
      }
      changed = changed.withBatch(batch);
    }
    if (rate != null) {
      changed = changed.withRate(rate);
    }
    return patience == null ? changed : changed.withPatience(patience);
  }

  private void requireSameForm(Dataset training, Dataset test) {
    if (training.width() != test.width()
        || training.height() != test.height()
        || training.classes().size() != test.classes().size()) {
      throw new Failure(
          data
              + ": its test images differ from its training images in size or classes; expected"
              + " the same: take both from the same set");
    }
    if (layers != null) {
      int pixels = training.width() * training.height();
      String ends = pixels + "-...-" + training.classes().size();
      if (!layers.startsWith(pixels + "-") || !layers.endsWith("-" + training.classes().size())) {
        throw wrong("--layers: found " + layers + ", expected " + ends + " for these images");
      }
    }
  }

  private Trainer.Result train(ZooModel.Learned learned, Dataset training, History history) {
    try (Progress progress = Progress.of(spec.commandLine().getErr(), learned.name(), json)) {
      TrainingListener listener = history.and(progress);
      return new Trainer(learned.recipe(), threads.count(), listener)
          .train(learned.architecture(training), training, seed);
    } catch (ArithmeticException e) {
      throw new Failure(e.getMessage());
    }
  }

  private Map<String, String> facts(ZooModel chosen, Dataset training, Evaluation evaluation) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("recipe", chosen instanceof ZooModel.Learned l ? l.recipe().text() : "counted");
    facts.put("seed", Long.toString(seed));
    facts.put("training_data_sha256", training.sha256());
    facts.put("test_accuracy", Double.toString(evaluation.accuracy()));
    facts.put("program_version", Main.Version.number());
    return facts;
  }

  private Map<String, Object> summary(
      ZooModel chosen,
      Network network,
      Evaluation evaluation,
      long steps,
      int epochsDone,
      double seconds,
      RunFolder folder) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("model", chosen.name());
    summary.put("architecture", network.architecture().text());
    summary.put("parameters", network.architecture().parameterCount());
    summary.put("test_images", evaluation.images());
    summary.put("test_accuracy", evaluation.accuracy());
    summary.put("test_loss", JsonLine.rounded(evaluation.loss(), 6));
    summary.put("seconds", JsonLine.rounded(seconds, 3));
    summary.put("epochs", epochsDone);
    summary.put("steps", steps);
    summary.put("seed", seed);
    summary.put("file", folder.file(RunFolder.MODEL).toString());
    return summary;
  }

  private void print(
      Model trained,
      Dataset test,
      Evaluation evaluation,
      Map<String, Object> summary,
      RunFolder folder) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(Sketch.of(test, evaluation, trained.classes()));
    writer.println(
        Text.format(
            "%s: %s of %,d test images, %,d mistakes; trained in %.1f s (%s epochs, seed %d)",
            trained.name(),
            Text.percent(evaluation.accuracy()),
            evaluation.images(),
            evaluation.images() - evaluation.correct(),
            summary.get("seconds"),
            summary.get("epochs"),
            seed));
    writer.println("model:  " + folder.file(RunFolder.MODEL));
    writer.println("report: " + folder.file(RunFolder.REPORT));
  }
}
