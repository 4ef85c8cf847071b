package digits.app;

import digits.DigitReader;
import digits.Reading;
import digits.image.PictureException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads pictures that hold one digit each. */
@Command(
    name = "read",
    description = {
      "Says which digit a picture shows.",
      "PNG, JPEG, BMP or GIF of any size, dark on light or light on dark."
    },
    footer = {
      "",
      "Examples:",
      "  digits read digit.png",
      "  digits read scans/*.png --json",
      "  digits read digit.png --model runs/two-layer/model.safetensors"
    })
final class ReadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PICTURE", arity = "1..*", description = "Pictures of one digit each.")
  private List<Path> pictures;

  @Option(
      names = "--model",
      paramLabel = "MODEL|FILE",
      description = "A built-in model or a model file. Default: the best built-in one.")
  private String model;

  @Option(names = "--json", description = "One JSON object a picture.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    DigitReader reader =
        model == null ? DigitReader.pretrained() : DigitReader.of(TrainedModels.load(model));
    int failures = 0;
    for (Path picture : pictures) {
      try {
        Reading reading = reader.read(picture);
        out.println(json ? JsonLine.of(describe(picture, reading)) : plain(picture, reading));
      } catch (PictureException e) {
        failures++;
        spec.commandLine().getErr().println("digits: " + e.getMessage());
      }
    }
    return failures > 0 ? 1 : 0;
  }

  /** The digit alone for one picture, as one wants it in a script; the name before it for more. */
  private String plain(Path picture, Reading reading) {
    return pictures.size() == 1 ? reading.text() : picture + "\t" + reading.text();
  }

  private static Map<String, Object> describe(Path picture, Reading reading) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("picture", picture.toString());
    object.put("text", reading.text());
    object.put("lines", reading.lines().stream().map(ReadCommand::describe).toList());
    return object;
  }

  private static Map<String, Object> describe(Reading.Line line) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", line.text());
    object.put("digits", line.digits().stream().map(ReadCommand::describe).toList());
    return object;
  }

  private static Map<String, Object> describe(Reading.Digit digit) {
    Map<String, Object> object = new LinkedHashMap<>();
    boolean number = digit.name().matches("\\d{1,9}");
    object.put("digit", number ? Integer.valueOf(digit.name()) : digit.name());
    object.put("confidence", JsonLine.rounded(digit.confidence(), 4));
    var box = digit.prepared().box();
    object.put("box", List.of(box.x(), box.y(), box.width(), box.height()));
    return object;
  }
}
