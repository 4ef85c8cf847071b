package digits.app;

import digits.DigitReader;
import digits.Reading;
import digits.image.Gray;
import digits.image.PictureException;
import digits.image.Pictures;
import digits.image.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Reads files of pictures, a few at a time, and writes what is asked for beside what is printed.
 * Safe for use by several threads.
 *
 * @param printing what to print, from the file's name and what was read
 * @param annotations null for none
 * @param stages null for none
 */
record FileReading(
    DigitReader reader,
    BiFunction<String, Reading, List<String>> printing,
    PictureWriter annotations,
    PictureWriter stages) {
  private static final String STANDARD_INPUT = "-";

  /** What became of one file: what to print, or why it failed. */
  record Outcome(List<String> printed, String failure) {}

  /** Small pictures are read together in the end, large ones one by one, each before the next. */
  List<Outcome> read(List<Path> files) {
    Outcome[] outcomes = new Outcome[files.size()];
    Map<Integer, Gray> small = new TreeMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      Path file = files.get(i);
      try {
        Gray picture = picture(file);
        if (stages == null && Preparation.isSmall(picture)) {
          small.put(i, picture);
        } else {
          outcomes[i] = outcome(file, picture, read(file, picture));
        }
      } catch (PictureException e) {
        outcomes[i] = new Outcome(List.of(), e.getMessage());
      } catch (IOException e) {
        outcomes[i] = unwritten(e);
      }
    }
    Iterator<Reading> readings = reader.read(List.copyOf(small.values())).iterator();
    for (Map.Entry<Integer, Gray> entry : small.entrySet()) {
      int i = entry.getKey();
      outcomes[i] = outcome(files.get(i), entry.getValue(), readings.next());
    }
    return List.of(outcomes);
  }

  private static Gray picture(Path file) throws PictureException {
    boolean input = file.toString().equals(STANDARD_INPUT);
    return input ? Pictures.read(System.in, "standard input") : Pictures.read(file);
  }

  private Reading read(Path file, Gray picture) throws IOException {
    return stages == null ? reader.read(picture) : stages.writeStages(file, picture, reader);
  }

  private Outcome outcome(Path file, Gray picture, Reading reading) {
    try {
      if (annotations != null) {
        annotations.write(file, "", Drawing.annotated(picture, reading));
      }
      return new Outcome(printing.apply(file.toString(), reading), null);
    } catch (IOException e) {
      return unwritten(e);
    }
  }

  private static Outcome unwritten(IOException e) {
    return new Outcome(List.of(), "cannot be written: " + e.getMessage());
  }
}
