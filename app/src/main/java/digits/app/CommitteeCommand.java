package digits.app;

import digits.data.Dataset;
import digits.model.Model;
import digits.model.ModelFile;
import digits.network.Architecture;
import digits.network.Network;
import digits.training.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Puts trained networks of one architecture together in one that is the mean of their votes. */
@Command(
    name = "committee",
    description = {
      "Lets trained networks vote, each on the picture and on four moved by a pixel.",
      "They must have one architecture; train the same model with several seeds."
    },
    footer = {
      "",
      "Example:",
      "  digits committee runs/cnn runs/cnn-2 runs/cnn-3 --out committee.safetensors"
    })
final class CommitteeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL|FILE",
      arity = "2..*",
      description = "Built-in models, model files or folders of runs: two or more.")
  private List<String> members;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The model file to write.")
  private Path out;

  @Mixin private Threads threads;

  @Option(names = "--json", description = "The result as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<Model> models = new ArrayList<>();
    for (String member : members) {
      models.add(TrainedModels.load(member));
    }
    Model first = models.get(0);
    List<Architecture> architectures =
        models.stream().map(model -> model.network().architecture()).toList();
    for (int i = 1; i < models.size(); i++) {
      if (!architectures.get(i).equals(architectures.get(0))
          || !models.get(i).classes().equals(first.classes())) {
        throw new ParameterException(
            spec.commandLine(),
            members.get(i)
                + " is "
                + architectures.get(i).text()
                + ", expected as "
                + members.get(0)
                + " "
                + architectures.get(0).text());
      }
    }
    Architecture vote = Architecture.vote(architectures);
    float[] parameters = new float[vote.parameterCount()];
    int at = 0;
    for (Model model : models) {
      float[] own = model.network().parameters();
      System.arraycopy(own, 0, parameters, at, own.length);
      at += own.length;
    }
    Network network = new Network(vote, parameters, first.network().pixelScale());
    Dataset test = Sources.test("mnist");
    Evaluation evaluation = Evaluation.of(network, test, threads.count());
    Model committee =
        new Model("committee", network, first.width(), first.height(), first.classes())
            .withFacts(facts(models, evaluation));
    ModelFile.write(out, committee);
    print(committee, evaluation);
    return 0;
  }

  private static Map<String, String> facts(List<Model> models, Evaluation evaluation) {
    Map<String, String> facts = new LinkedHashMap<>(models.get(0).facts());
    facts.put("seed", String.join(" ", models.stream().map(m -> m.facts().get("seed")).toList()));
    facts.put("test_accuracy", Double.toString(evaluation.accuracy()));
    facts.put("program_version", Main.Version.number());
    return facts;
  }

  private void print(Model committee, Evaluation evaluation) {
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("model", committee.name());
      line.put("members", members.size());
      line.put("parameters", committee.network().architecture().parameterCount());
      line.put("images", evaluation.images());
      line.put("correct", evaluation.correct());
      line.put("test_accuracy", evaluation.accuracy());
      line.put("file", out.toString());
      spec.commandLine().getOut().println(JsonLine.of(line));
    } else {
      spec.commandLine()
          .getOut()
          .println(
              Text.format(
                  "%d networks: %s of %,d test images, %,d mistakes%nmodel:  %s",
                  members.size(),
                  Text.percent(evaluation.accuracy()),
                  evaluation.images(),
                  evaluation.images() - evaluation.correct(),
                  out));
    }
  }
}
