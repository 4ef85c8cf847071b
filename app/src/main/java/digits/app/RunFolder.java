package digits.app;

import digits.data.Dataset;
import digits.model.AtomicFile;
import digits.model.Model;
import digits.model.ModelFile;
import digits.training.Evaluation;
import digits.training.TrainingListener.Epoch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a training leaves behind, each file whole or not there. */
final class RunFolder {
  static final String MODEL = "model.safetensors";
  static final String REPORT = "report.html";

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /** The given folder, or the first of runs/NAME, runs/NAME-2, ... that holds no model yet. */
  static RunFolder open(Path given, String name) {
    Path folder = given;
    if (folder == null) {
      folder = Path.of("runs", name);
      for (int i = 2; Files.exists(folder.resolve(MODEL)); i++) {
        folder = Path.of("runs", name + "-" + i);
      }
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new Failure(folder + ": a file; expected a folder for the run, see --out");
    }
    return new RunFolder(folder);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  void save(Model model, Dataset test, Evaluation evaluation, List<Epoch> epochs)
      throws IOException {
    try {
      ModelFile.write(file(MODEL), model);
      if (!epochs.isEmpty()) {
        write("history.csv", History.csv(epochs));
        write("curves.svg", Curves.svg(epochs));
      }
      write("confusion.svg", ConfusionChart.svg(evaluation, model.classes()));
      write(REPORT, Report.page(model, test, evaluation, epochs));
    } catch (IOException e) {
      throw new Failure(
          folder
              + ": the run cannot be saved there ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "); expected a folder that can be written to, see --out");
    }
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(file(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
