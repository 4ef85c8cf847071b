package digits.app;

import digits.data.Dataset;
import digits.training.Recipe;
import digits.zoo.Zoo;
import digits.zoo.ZooModel;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * What is trained on what and how: all that a result depends on. Every other option of {@code
 * train} changes only where it goes or what is seen of it. A checkpoint keeps it as {@link #words}.
 */
final class Choice {
  @Spec(Target.MIXEE)
  private CommandSpec mixee;

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

  long seed() {
    return seed;
  }

  Dataset training() throws IOException {
    return Sources.training(data);
  }

  Dataset test() throws IOException {
    return Sources.test(data);
  }

  /** The options and the parameter that were given, each as one word. */
  private List<String> given() {
    ParseResult result = mixee.commandLine().getParseResult();
    List<String> given = new ArrayList<>();
    for (OptionSpec option : CommandSpec.forAnnotatedObject(this).options()) {
      if (result.hasMatchedOption(option.longestName())) {
        Object value = result.matchedOptionValue(option.longestName(), null);
        given.add(option.longestName() + "=" + value);
      }
    }
    if (model != null) {
      given.add(model);
    }
    return given;
  }

  /** What was given, so that {@link #of} finds the same in whatever folder it runs. */
  String words() {
    Path file = Path.of(data);
    String source = "--data=" + (Files.exists(file) ? file.toAbsolutePath() : data);
    return Stream.concat(
            given().stream().filter(word -> !word.startsWith("--data=")), Stream.of(source))
        .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  @Command
  private static final class Alone {
    @Mixin private Choice choice;
  }

  /** What the words of a checkpoint say; Failure if this program can make nothing of them. */
  static Choice of(String words) {
    Alone alone = new Alone();
    try {
      String[] arguments =
          Stream.of(words.split(" "))
              .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
              .toArray(String[]::new);
      new CommandLine(alone).parseArgs(arguments);
      alone.choice.model();
      return alone.choice;
    } catch (IllegalArgumentException | ParameterException e) {
      throw new Failure(
          "this version cannot go on with that checkpoint: "
              + e.getMessage()
              + "; train again from the beginning");
    }
  }

  void requireNothingGiven() {
    List<String> given = given();
    if (!given.isEmpty()) {
      throw wrong(
          "--resume takes model, data and recipe from the checkpoint: found "
              + String.join(" ", given)
              + " beside it, expected nothing of that kind");
    }
  }

  /** The model and its recipe. */
  ZooModel model() {
    if ((classic && layers != null) || (layers != null && model != null)) {
      throw wrong("--layers, --classic and a model's name exclude each other; give one of them");
    }
    if (classic && model != null && !model.equals("two-layer")) {
      throw wrong("--classic: found with " + model + ", expected with two-layer");
    }
    ZooModel chosen = layers != null ? ofLayers() : Zoo.find(name()).orElseThrow(this::unknown);
    if (chosen instanceof ZooModel.Committee committee) {
      throw wrong(
          chosen.name()
              + " is not trained but put together: train "
              + committee.member().name()
              + " with several seeds, then `digits committee FILE FILE ... --out FILE`");
    }
    boolean changed = epochs != null || batch != null || rate != null || patience != null;
    if (!(chosen instanceof ZooModel.Learned learned)) {
      if (changed) {
        throw wrong(chosen.name() + " only counts: it has no epochs, batch, rate or patience");
      }
      return chosen;
    }
    try {
      return learned.withRecipe(changed(learned.recipe()));
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
    return new ParameterException(mixee.commandLine(), message);
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

  /** Both parts must have one form, and it must be that of the layers. */
  void requireFit(Dataset training, Dataset test) {
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
}
