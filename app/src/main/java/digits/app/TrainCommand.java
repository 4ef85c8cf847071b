package digits.app;

import digits.data.Dataset;
import digits.model.Checkpoint;
import digits.model.Model;
import digits.network.Architecture;
import digits.network.Network;
import digits.training.Evaluation;
import digits.training.Trainer;
import digits.training.TrainingListener;
import digits.zoo.ZooModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a model, tests it, and keeps both in a run folder. */
@Command(
    name = "train",
    description = "Trains a model, tests it on the test images and saves it with a report.",
    footer = {
      "",
      "A long training writes a checkpoint now and then, and one more on Ctrl-C.",
      "",
      "Examples:",
      "  digits train                          the two-layer network, in seconds",
      "  digits train --classic                the same, exactly as the original was trained",
      "  digits train mlp --epochs 10 --seed 7",
      "  digits train --resume runs/mlp        go on with what was interrupted",
      "  digits train --layers 784-128-64-10",
      "  digits train mlp --data fashion/ --out runs/fashion"
    })
final class TrainCommand implements Callable<Integer> {
  private static final String ARGUMENTS = "arguments";
  private static final String DATA_HASH = "training_data_sha256";

  @Spec private CommandSpec spec;

  @Mixin private Choice choice;

  @Mixin private Threads threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the run. Default: a new one below runs/.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the interrupted training in this folder, to the same file byte for byte as"
              + " if nothing had happened.")
  private Path resume;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Time between two checkpoints. Default: 30.")
  private double checkpointSeconds;

  @Option(names = "--json", description = "An object for each epoch and one for the result.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!(checkpointSeconds >= 0)) {
      throw wrong("--checkpoint-every: found " + checkpointSeconds + ", expected at least 0");
    }
    if (resume != null) {
      choice.requireNothingGiven();
      if (out != null) {
        throw wrong("--resume and --out exclude each other: a training stays in its folder");
      }
    }
    try (StopSignal stop = new StopSignal();
        RunFolder folder =
            resume == null
                ? RunFolder.open(out, choice.model().name())
                : RunFolder.reopen(resume)) {
      if (resume == null) {
        return run(choice, folder, null, stop);
      }
      Checkpoint checkpoint = folder.checkpoint();
      Choice chosen = Choice.of(checkpoint.facts().getOrDefault(ARGUMENTS, ""));
      return run(chosen, folder, checkpoint, stop);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * @param checkpoint to go on from; null to begin
   */
  private int run(Choice chosen, RunFolder folder, Checkpoint checkpoint, StopSignal stop)
      throws IOException {
    ZooModel model = chosen.model();
    Dataset training;
    Dataset test;
    try (WarmUp warmUp = model instanceof ZooModel.Learned l ? new WarmUp(l) : null) {
      training = chosen.training();
      test = chosen.test();
    }
    chosen.requireFit(training, test);
    if (checkpoint != null) {
      requireSameData(training, checkpoint, folder);
    }
    History history = new History(json ? spec.commandLine().getOut() : null);
    long begin = System.nanoTime();
    long steps = 0;
    int epochs = 0;
    Network network;
    if (model instanceof ZooModel.Learned learned) {
      Trainer.Result result;
      try {
        result = train(learned, chosen, training, history, folder, checkpoint, stop);
      } catch (CancellationException e) {
        return stopped(e, folder);
      }
      network = result.network();
      steps = result.steps();
      epochs = result.epochs();
    } else {
      network = ((ZooModel.Counted) model).fit(training);
    }
    double before = checkpoint == null ? 0 : checkpoint.state().seconds();
    double seconds = before + (System.nanoTime() - begin) * 1e-9;
    Evaluation evaluation = Evaluation.of(network, test, threads.count());
    Model trained =
        new Model(model.name(), network, training.width(), training.height(), training.classes())
            .withFacts(facts(model, chosen, training, evaluation));
    folder.save(trained, test, evaluation, history.epochs());
    Map<String, Object> summary = summary(trained, evaluation);
    summary.put("seconds", JsonLine.rounded(seconds, 3));
    summary.put("epochs", epochs);
    summary.put("steps", steps);
    summary.put("seed", chosen.seed());
    summary.put("file", folder.file(RunFolder.MODEL).toString());
    if (json) {
      spec.commandLine().getOut().println(JsonLine.of(summary));
    } else {
      print(trained, test, evaluation, summary, folder);
    }
    return 0;
  }

  private static void requireSameData(Dataset training, Checkpoint checkpoint, RunFolder folder) {
    String expected = checkpoint.facts().get(DATA_HASH);
    String found = training.sha256();
    if (!found.equals(expected)) {
      throw new Failure(
          folder
              + ": its training images have changed: SHA-256 "
              + found
              + ", expected "
              + expected
              + "; bring them back, or train again from the beginning");
    }
  }

  private Trainer.Result train(
      ZooModel.Learned model,
      Choice chosen,
      Dataset training,
      History history,
      RunFolder folder,
      Checkpoint checkpoint,
      StopSignal stop)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Supplier<Map<String, String>> facts =
        () -> Map.of(ARGUMENTS, chosen.words(), DATA_HASH, training.sha256());
    try (Progress progress = Progress.of(err, model.name(), json);
        Checkpoints checkpoints = new Checkpoints(folder, facts, checkpointSeconds, stop, err)) {
      TrainingListener listener = history.and(progress).and(checkpoints);
      Trainer trainer = new Trainer(model.recipe(), threads.count(), listener);
      Architecture architecture = model.architecture(training);
      return checkpoint == null
          ? trainer.train(architecture, training, chosen.seed())
          : trainer.resume(architecture, training, checkpoint.state());
    } catch (ArithmeticException e) {
      // Going on would come to the same end.
      folder.removeCheckpoint();
      throw new Failure(e.getMessage());
    } catch (IllegalArgumentException e) {
      if (checkpoint == null) {
        throw e;
      }
      throw new Failure(
          folder
              + ": this version cannot go on with it: "
              + e.getMessage()
              + "; train again from the beginning");
    }
  }

  private int stopped(CancellationException e, RunFolder folder) {
    if (!Files.exists(folder.file(RunFolder.CHECKPOINT))) {
      throw new Failure(e.getMessage() + ", and nothing could be kept of it");
    }
    spec.commandLine()
        .getErr()
        .println(e.getMessage() + "; go on with: digits train --resume " + folder);
    return 1;
  }

  private static Map<String, String> facts(
      ZooModel model, Choice chosen, Dataset training, Evaluation evaluation) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("recipe", model instanceof ZooModel.Learned l ? l.recipe().text() : "counted");
    facts.put("seed", Long.toString(chosen.seed()));
    facts.put(DATA_HASH, training.sha256());
    facts.put("test_accuracy", Double.toString(evaluation.accuracy()));
    facts.put("program_version", Main.Version.number());
    return facts;
  }

  private static Map<String, Object> summary(Model trained, Evaluation evaluation) {
    Architecture architecture = trained.network().architecture();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("model", trained.name());
    summary.put("architecture", architecture.text());
    summary.put("parameters", architecture.parameterCount());
    summary.put("test_images", evaluation.images());
    summary.put("test_accuracy", evaluation.accuracy());
    summary.put("test_loss", JsonLine.rounded(evaluation.loss(), 6));
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
            summary.get("seed")));
    writer.println("model:  " + folder.file(RunFolder.MODEL));
    writer.println("report: " + folder.file(RunFolder.REPORT));
  }
}
