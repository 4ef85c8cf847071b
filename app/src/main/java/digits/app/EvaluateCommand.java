package digits.app;

import digits.DigitReader;
import digits.data.Dataset;
import digits.model.AtomicFile;
import digits.model.Model;
import digits.training.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tests a trained model. */
@Command(
    name = "evaluate",
    description = "Tests a trained model on the test images of a data set.",
    footer = {
      "",
      "Examples:",
      "  digits evaluate two-layer",
      "  digits evaluate runs/mlp --report report.html",
      "  digits evaluate --data drawings/ --json      # a sub-folder for each digit",
      "  digits evaluate --data photos/               # pictures and their labels.tsv"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL|FILE",
      arity = "0..1",
      description =
          "A built-in model, a model file or the folder of a run. Default: cnn; for folders of"
              + " pictures reader, which \"digits read\" uses.")
  private String model;

  @Option(
      names = "--data",
      paramLabel = "SOURCE",
      defaultValue = "mnist",
      description = Sources.HELP + Sources.PICTURES_HELP + " Default: mnist.")
  private String data;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page of results that any browser shows.")
  private Path report;

  @Mixin private Threads threads;

  @Option(names = "--json", description = "The result as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean pages = LabelledPages.isSource(data);
    boolean pictures = !pages && LabelledPictures.isSource(data);
    if (model == null) {
      model = pages || pictures ? DigitReader.PRETRAINED : "cnn";
    }
    Model trained = TrainedModels.load(model);
    if (pages) {
      return evaluatePages(trained, out);
    }
    long begin = System.nanoTime();
    Dataset test;
    Evaluation evaluation;
    if (pictures) {
      PrintWriter err = spec.commandLine().getErr();
      LabelledPictures.Result read =
          new LabelledPictures(trained, threads.count(), err).read(Path.of(data));
      test = read.pictures();
      evaluation = read.evaluation();
    } else {
      test = Sources.test(data);
      requireSameForm(trained, test);
      begin = System.nanoTime();
      evaluation = Evaluation.of(trained.network(), test, threads.count());
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    if (report != null) {
      String page = Report.page(trained, test, evaluation, List.of());
      AtomicFile.write(report, page.getBytes(StandardCharsets.UTF_8));
    }
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("model", trained.name());
      line.put("images", evaluation.images());
      line.put("correct", evaluation.correct());
      line.put("accuracy", evaluation.accuracy());
      line.put("loss", JsonLine.rounded(evaluation.loss(), 6));
      line.put("calibration_error", JsonLine.rounded(evaluation.calibrationError(), 6));
      line.put("seconds", JsonLine.rounded(seconds, 3));
      out.println(JsonLine.of(line));
    } else {
      out.println(
          Text.format(
              "%s: %s of %,d test images (%,d mistakes)",
              trained.name(),
              Text.percent(evaluation.accuracy()),
              evaluation.images(),
              evaluation.images() - evaluation.correct()));
      out.println();
      out.print(ConfusionText.of(evaluation, trained.classes()));
      if (report != null) {
        out.println("report: " + report);
      }
    }
    return 0;
  }

  /** Reads whole pages and compares what they say with what they should. */
  private int evaluatePages(Model trained, PrintWriter out) throws IOException {
    long begin = System.nanoTime();
    LabelledPages pages = LabelledPages.read(Path.of(data), DigitReader.of(trained), threads);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    if (report != null) {
      AtomicFile.write(report, PagesReport.page(trained, pages).getBytes(StandardCharsets.UTF_8));
    }
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("model", trained.name());
      line.put("lines", pages.lines());
      line.put("lines_correct", pages.correctLines());
      line.put("digits", pages.digits());
      line.put("errors", pages.errors());
      line.put("seconds", JsonLine.rounded(seconds, 3));
      line.put("images", pages.pages().size());
      line.put("correct", pages.correct());
      line.put("accuracy", JsonLine.rounded(pages.accuracy(), 6));
      out.println(JsonLine.of(line));
    } else {
      out.print(pages.text(trained.name()));
      if (report != null) {
        out.println("report: " + report);
      }
    }
    pages.failures().forEach(f -> spec.commandLine().getErr().println("digits: " + f));
    return pages.failures().isEmpty() ? 0 : 1;
  }

  private void requireSameForm(Model trained, Dataset test) {
    if (trained.width() != test.width()
        || trained.height() != test.height()
        || trained.classes().size() != test.classes().size()) {
      throw new Failure(
          Text.format(
              "%s has pictures of %d x %d in %d classes, but %s takes %d x %d and tells %d classes"
                  + " apart; choose a model trained on such data",
              test.name(),
              test.width(),
              test.height(),
              test.classes().size(),
              model,
              trained.width(),
              trained.height(),
              trained.classes().size()));
    }
  }
}
