package digits.app;

import digits.DigitReader;
import digits.Reading;
import digits.image.Turn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads pictures of a single digit or of lines of digits. */
@Command(
    name = "read",
    description = {
      "Prints the digits that pictures show, line by line.",
      "Photos, scans or drawings: PNG, JPEG, BMP, GIF, TIFF or WebP of any size, lying on any side,"
          + " dark on light or light on dark."
    },
    footer = {
      "",
      "Examples:",
      "  digits read photo.jpg",
      "  digits read scans/ --csv > numbers.csv",
      "  digits read form.png --annotate out/",
      "  curl -s https://example.org/digit.png | digits read - --json"
    })
final class ReadCommand implements Callable<Integer> {
  /** Files that a thread takes at a time, if there are many. */
  private static final int TOGETHER = 8;

  private static final int MANY = 200;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PICTURE",
      arity = "1..*",
      description = "Pictures, folders of them, or - for standard input.")
  private List<Path> pictures;

  @Option(
      names = "--model",
      paramLabel = "MODEL|FILE",
      description = "A built-in model or a model file. Default: the best built-in one.")
  private String model;

  /** At most one form of output. */
  private static final class Form {
    @Option(names = "--json", description = "One JSON object a picture.")
    private boolean json;

    @Option(names = "--csv", description = "A row for each line: picture, line, text, confidence.")
    private boolean csv;
  }

  @ArgGroup private Form form = new Form();

  @Option(
      names = "--rotate",
      paramLabel = "ANGLE",
      defaultValue = "auto",
      description = "Turn pictures clockwise by 0, 90, 180 or 270; auto finds out. Default: auto.")
  private String rotate;

  private double minConfidence = -1;

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description =
          "What is less sure, 0 to 1, becomes ? in text and null in JSON. Default: "
              + DigitReader.MIN_CONFIDENCE
              + ".")
  private void setMinConfidence(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw wrong("--min-confidence: found " + value + ", expected 0 to 1");
    }
    minConfidence = value;
  }

  @Option(
      names = "--annotate",
      paramLabel = "DIR",
      description = "Write each picture with boxes, digits and confidence drawn in.")
  private Path annotate;

  @Option(
      names = "--debug",
      paramLabel = "DIR",
      description = "Write pictures of each stage of reading.")
  private Path debug;

  @Mixin private Threads threads;

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  @Override
  public Integer call() throws IOException {
    List<Path> found = PictureFiles.of(pictures);
    boolean one = found.size() == 1 && found.equals(pictures);
    FileReading files =
        new FileReading(
            reader(),
            (name, reading) -> printed(name, reading, one),
            annotate == null ? null : new PictureWriter(annotate),
            debug == null ? null : new PictureWriter(debug));
    PrintWriter out = spec.commandLine().getOut();
    if (form.csv) {
      out.println(ReadingFormat.CSV_HEADER);
    }
    try (ReadingProgress progress =
        new ReadingProgress(found.size(), spec.commandLine().getErr())) {
      InOrder.map(
          inTurns(found),
          Math.min(threads.count(), Math.max(1, found.size())),
          files::read,
          outcomes -> {
            for (FileReading.Outcome outcome : outcomes) {
              outcome.printed().forEach(out::println);
              progress.step(outcome.failure());
            }
          });
      if (found.isEmpty()) {
        throw new Failure(
            pictures.get(0) + ": no pictures in it; expected PNG, JPEG, BMP, GIF, TIFF or WebP");
      }
      return progress.failures() > 0 ? 1 : 0;
    }
  }

  private DigitReader reader() throws IOException {
    DigitReader reader =
        model == null ? DigitReader.pretrained() : DigitReader.of(TrainedModels.load(model));
    if (minConfidence >= 0) {
      reader = reader.rejectingBelow(minConfidence);
    }
    if (rotate.equals("auto")) {
      return reader;
    }
    for (Turn turn : Turn.values()) {
      if (rotate.equals(String.valueOf(turn.degrees()))) {
        return reader.turning(turn);
      }
    }
    throw wrong("--rotate: found " + rotate + ", expected auto, 0, 90, 180 or 270");
  }

  /** What a thread takes at a time: of many files a few, which are read faster together. */
  private static List<List<Path>> inTurns(List<Path> files) {
    int together = files.size() < MANY ? 1 : TOGETHER;
    List<List<Path>> turns = new ArrayList<>();
    for (int from = 0; from < files.size(); from += together) {
      turns.add(files.subList(from, Math.min(files.size(), from + together)));
    }
    return turns;
  }

  private List<String> printed(String name, Reading reading, boolean one) {
    if (form.json) {
      return List.of(ReadingFormat.json(name, reading));
    }
    return form.csv ? ReadingFormat.csv(name, reading) : ReadingFormat.plain(name, reading, one);
  }
}
