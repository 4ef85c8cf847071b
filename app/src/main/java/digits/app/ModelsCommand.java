package digits.app;

import digits.data.Dataset;
import digits.model.Model;
import digits.model.Pretrained;
import digits.zoo.Zoo;
import digits.zoo.ZooModel;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the models that are built in. */
@Command(
    name = "models",
    description = "Lists the models that can be trained, and which are built in trained.",
    footer = {"", "Example:", "  digits models --json"})
final class ModelsCommand implements Callable<Integer> {
  /** Stands for MNIST where only sizes matter. */
  private static final Dataset SIZES =
      new Dataset("sizes", new byte[784], new int[1], 28, 28, Dataset.DIGITS);

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.println(
          Text.format(
              "%-14s %10s  %-19s %s", "model", "parameters", "built in, on test", "what it is"));
    }
    for (ZooModel model : Zoo.models()) {
      int parameters = model.architecture(SIZES).parameterCount();
      Optional<Model> pretrained = Pretrained.find(model.name());
      String accuracy = pretrained.map(p -> p.facts().get("test_accuracy")).orElse(null);
      if (json) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("model", model.name());
        line.put("parameters", parameters);
        line.put("architecture", model.architecture(SIZES).text());
        line.put("pretrained", pretrained.isPresent());
        line.put("test_accuracy", accuracy == null ? null : Double.valueOf(accuracy));
        line.put("summary", model.summary());
        out.println(JsonLine.of(line));
      } else {
        out.println(
            Text.format(
                "%-14s %,10d  %-19s %s",
                model.name(),
                parameters,
                accuracy == null ? "-" : Text.percent(Double.parseDouble(accuracy)),
                model.summary()));
      }
    }
    return 0;
  }
}
