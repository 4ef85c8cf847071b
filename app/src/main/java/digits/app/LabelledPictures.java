package digits.app;

import digits.DigitReader;
import digits.data.Dataset;
import digits.image.Box;
import digits.image.PictureException;
import digits.image.Pictures;
import digits.image.Prepared;
import digits.model.Model;
import digits.training.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with a sub-folder for each class that holds pictures of any size, one digit each. They
 * are prepared as {@code read} prepares them.
 */
final class LabelledPictures {
  private final Model model;
  private final DigitReader reader;
  private final int threads;
  private final PrintWriter err;

  LabelledPictures(Model model, int threads, PrintWriter err) {
    this.model = model;
    this.threads = threads;
    this.err = err;
    reader = DigitReader.of(model);
  }

  /** A folder whose sub-folders hold pictures. */
  static boolean isSource(String source) throws IOException {
    Path folder = Path.of(source);
    if (source.equals("mnist") || !Files.isDirectory(folder)) {
      return false;
    }
    for (Path sub : subFolders(folder)) {
      if (!PictureFiles.below(sub).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> subFolders(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, Files::isDirectory)) {
      found.forEach(folders::add);
    }
    folders.removeIf(f -> f.getFileName().toString().startsWith("."));
    folders.sort(null);
    return folders;
  }

  private record Labelled(Path file, int label) {}

  private record Outcome(Prepared digit, float[] probabilities, int label, String complaint) {}

  /** The pictures as the network sees them, and what was read. */
  record Result(Dataset pictures, Evaluation evaluation) {}

  /** What cannot be read is reported and left out; what shows no ink stays as an empty image. */
  Result read(Path folder) throws IOException {
    List<Labelled> files = new ArrayList<>();
    for (Path sub : subFolders(folder)) {
      int label = model.classes().indexOf(sub.getFileName().toString());
      if (label < 0) {
        throw new Failure(
            sub
                + ": no class of that name; expected one sub-folder for each of "
                + String.join(", ", model.classes()));
      }
      PictureFiles.below(sub).forEach(file -> files.add(new Labelled(file, label)));
    }
    List<Outcome> outcomes = new ArrayList<>();
    InOrder.map(files, threads, this::prepare, outcomes::add);
    outcomes.forEach(
        o -> {
          if (o.complaint != null) {
            err.println("digits: " + o.complaint);
          }
        });
    outcomes.removeIf(o -> o.digit == null);
    if (outcomes.isEmpty()) {
      throw new Failure(folder + ": not one of its pictures could be read");
    }
    int size = model.width() * model.height();
    byte[] pixels = new byte[Math.multiplyExact(outcomes.size(), size)];
    int[] labels = new int[outcomes.size()];
    float[][] probabilities = new float[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      Outcome outcome = outcomes.get(i);
      System.arraycopy(outcome.digit.pixels(), 0, pixels, i * size, size);
      labels[i] = outcome.label;
      probabilities[i] = outcome.probabilities;
    }
    Dataset pictures =
        new Dataset(
            folder.toString(), pixels, labels, model.width(), model.height(), model.classes());
    return new Result(pictures, Evaluation.of(labels, probabilities));
  }

  private Outcome prepare(Labelled picture) {
    try {
      Prepared digit = reader.prepareSingle(Pictures.read(picture.file)).orElse(null);
      String complaint = null;
      if (digit == null) {
        byte[] empty = new byte[model.width() * model.height()];
        digit = new Prepared(empty, model.width(), model.height(), new Box(0, 0, 1, 1));
        complaint = picture.file + ": shows no ink; it stays in the test as an empty picture";
      }
      return new Outcome(digit, reader.probabilities(digit), picture.label, complaint);
    } catch (PictureException e) {
      return new Outcome(null, null, picture.label, e.getMessage());
    }
  }
}
