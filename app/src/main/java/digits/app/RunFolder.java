package digits.app;

import digits.data.Dataset;
import digits.model.AtomicFile;
import digits.model.Checkpoint;
import digits.model.Model;
import digits.model.ModelFile;
import digits.training.Evaluation;
import digits.training.TrainingListener.Epoch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a training leaves behind, each file whole or not there. One training at a time may have a
 * folder; one that is closed with nothing in it is gone again.
 */
final class RunFolder implements AutoCloseable {
  static final String MODEL = "model.safetensors";
  static final String REPORT = "report.html";
  static final String CHECKPOINT = "checkpoint.safetensors";

  /** What a killed process leaves of a file it was writing: the name {@link AtomicFile} gives. */
  private static final String UNFINISHED = "\\.[a-z]+\\.[a-z]+-[0-9a-f-]{36}\\.part";

  private final Path folder;
  private final FolderLock lock;
  private final boolean created;

  private RunFolder(Path folder, FolderLock lock, boolean created) {
    this.folder = folder;
    this.lock = lock;
    this.created = created;
  }

  /** The given folder, or the first of runs/NAME, runs/NAME-2, ... that nobody uses yet. */
  static RunFolder open(Path given, String name) throws IOException {
    if (given != null) {
      RunFolder taken = take(given).orElseThrow(() -> inUse(given));
      if (!Files.exists(given.resolve(CHECKPOINT))) {
        return taken;
      }
      taken.close();
      throw new Failure(
          given
              + ": holds a training that was interrupted; go on with digits train --resume "
              + given
              + ", or delete its "
              + CHECKPOINT);
    }
    for (int i = 1; ; i++) {
      Path folder = Path.of("runs", i == 1 ? name : name + "-" + i);
      if (!Files.exists(folder.resolve(MODEL)) && !Files.exists(folder.resolve(CHECKPOINT))) {
        Optional<RunFolder> free = take(folder);
        if (free.isPresent()) {
          return free.get();
        }
      }
    }
  }

  /** The folder of a training that was interrupted. */
  static RunFolder reopen(Path folder) {
    if (!Files.exists(folder.resolve(CHECKPOINT))) {
      throw new Failure(
          folder
              + (Files.exists(folder.resolve(MODEL))
                  ? ": this training is finished; there is nothing to resume"
                  : ": no "
                      + CHECKPOINT
                      + " there; expected the folder of an interrupted training,"
                      + " such as runs/two-layer"));
    }
    return take(folder).orElseThrow(() -> inUse(folder));
  }

  private static Failure inUse(Path folder) {
    return new Failure(
        folder + ": another training is at work there; wait for it or choose another, see --out");
  }

  private static Optional<RunFolder> take(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new Failure(folder + ": a file; expected a folder for the run, see --out");
    }
    boolean created = !Files.exists(folder);
    try {
      if (created) {
        Files.createDirectories(folder);
      }
      Optional<FolderLock> lock = FolderLock.take(folder);
      if (lock.isPresent()) {
        removeUnfinished(folder);
      }
      return lock.map(taken -> new RunFolder(folder, taken, created));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void removeUnfinished(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches(UNFINISHED)) {
          Files.delete(file);
        }
      }
    }
  }

  private static Failure unwritable(Path folder, IOException e) {
    return new Failure(
        folder
            + ": the run cannot be saved there ("
            + e.getClass().getSimpleName()
            + ": "
            + e.getMessage()
            + "); expected a folder that can be written to, see --out");
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  Checkpoint checkpoint() throws IOException {
    return Checkpoint.read(file(CHECKPOINT));
  }

  /** Where there is nothing to go on with any more. */
  void removeCheckpoint() throws IOException {
    Files.deleteIfExists(file(CHECKPOINT));
  }

  /** The checkpoint goes last, so that at any moment one of both is there. */
  void save(Model model, Dataset test, Evaluation evaluation, List<Epoch> epochs) {
    try {
      ModelFile.write(file(MODEL), model);
      if (!epochs.isEmpty()) {
        write("history.csv", History.csv(epochs));
        write("curves.svg", Curves.svg(epochs));
      }
      write("confusion.svg", ConfusionChart.svg(evaluation, model.classes()));
      write(REPORT, Report.page(model, test, evaluation, epochs));
      removeCheckpoint();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(file(name), text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    lock.close();
    if (created) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        // As it should be: the run is in it.
      }
    }
  }
}
