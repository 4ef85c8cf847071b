package digits.app;

import digits.DigitReader;
import digits.Reading;
import digits.image.Gray;
import digits.image.PictureException;
import digits.image.Pictures;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of pictures with a labels.tsv: on each line a file, a tab, and the picture's lines of
 * digits joined by {@code /}.
 *
 * @param pages what was expected and read, picture by picture
 * @param failures pictures that could not be read; all their digits count as errors
 */
record LabelledPages(List<Page> pages, List<String> failures) {
  private static final String LABELS = "labels.tsv";

  /**
   * One picture.
   *
   * @param expected its lines
   * @param reading empty if the picture could not be read
   */
  record Page(Path file, List<String> expected, Reading reading) {
    List<String> read() {
      return reading.lines().stream().map(Reading.Line::text).toList();
    }

    int digits() {
      return String.join("", expected).length();
    }

    /** Digits to change, add or take away: the edit distance of all lines one after another. */
    int errors() {
      return EditDistance.of(String.join("", expected), String.join("", read()));
    }

    /** Lines that are read whole and right, in their order. */
    int correctLines() {
      List<String> read = read();
      int[][] common = new int[expected.size() + 1][read.size() + 1];
      for (int i = 0; i < expected.size(); i++) {
        for (int k = 0; k < read.size(); k++) {
          common[i + 1][k + 1] =
              expected.get(i).equals(read.get(k))
                  ? common[i][k] + 1
                  : Math.max(common[i][k + 1], common[i + 1][k]);
        }
      }
      return common[expected.size()][read.size()];
    }
  }

  static boolean isSource(String source) {
    return !source.equals("mnist") && Files.isRegularFile(Path.of(source, LABELS));
  }

  private record Label(Path file, List<String> lines) {}

  private record Outcome(Page page, String failure) {}

  static LabelledPages read(Path folder, DigitReader reader, Threads threads) throws IOException {
    List<Page> pages = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    InOrder.map(
        labels(folder),
        threads.count(),
        label -> read(label, reader),
        outcome -> {
          pages.add(outcome.page);
          if (outcome.failure != null) {
            failures.add(outcome.failure);
          }
        });
    return new LabelledPages(pages, failures);
  }

  private static Outcome read(Label label, DigitReader reader) {
    try {
      Gray picture = Pictures.read(label.file);
      return new Outcome(new Page(label.file, label.lines, reader.read(picture)), null);
    } catch (PictureException e) {
      return new Outcome(new Page(label.file, label.lines, new Reading(List.of())), e.getMessage());
    }
  }

  private static List<Label> labels(Path folder) throws IOException {
    Path file = folder.resolve(LABELS);
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new Failure(file + ": not UTF-8 text; expected lines of file, tab, digits");
    }
    List<Label> labels = new ArrayList<>();
    for (int n = 0; n < lines.size(); n++) {
      String[] fields = lines.get(n).split("\t", -1);
      if (lines.get(n).isBlank()) {
        continue;
      }
      if (fields.length != 2 || !fields[1].strip().matches("[0-9/]*")) {
        throw new Failure(
            file
                + ", line "
                + (n + 1)
                + ": expected a file, a tab and digits with / between their lines");
      }
      String text = fields[1].strip();
      labels.add(
          new Label(
              folder.resolve(fields[0].strip()),
              text.isEmpty() ? List.of() : List.of(text.split("/"))));
    }
    if (labels.isEmpty()) {
      throw new Failure(file + ": empty; expected lines of file, tab, digits");
    }
    return labels;
  }

  int digits() {
    return pages.stream().mapToInt(Page::digits).sum();
  }

  int errors() {
    return pages.stream().mapToInt(Page::errors).sum();
  }

  /** Digits less errors; 0 where more digits were made up than there are. */
  int correct() {
    return Math.max(0, digits() - errors());
  }

  double accuracy() {
    return digits() == 0 ? errors() == 0 ? 1 : 0 : (double) correct() / digits();
  }

  int lines() {
    return pages.stream().mapToInt(page -> page.expected.size()).sum();
  }

  int correctLines() {
    return pages.stream().mapToInt(Page::correctLines).sum();
  }

  /** The figures, and what was expected and read in each picture that was not read right. */
  String text(String model) {
    StringBuilder text = new StringBuilder();
    for (Page page : pages) {
      if (!page.expected.equals(page.read())) {
        text.append(
            Text.format(
                "%s: %d errors%n  expected %s%n  read     %s%n",
                page.file.getFileName(),
                page.errors(),
                String.join("/", page.expected),
                String.join("/", page.read())));
      }
    }
    return text
        + Text.format(
            "%s: %s of %,d digits in %,d pictures (%,d errors), %,d of %,d lines whole%n",
            model,
            Text.percent(accuracy()),
            digits(),
            pages.size(),
            errors(),
            correctLines(),
            lines());
  }
}
