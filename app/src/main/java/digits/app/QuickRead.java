package digits.app;

import digits.DigitReader;
import digits.Reading;
import digits.image.Gray;
import digits.image.PictureException;
import digits.image.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code digits read PICTURE} and {@code digits read PICTURE --json}, for one file that can be
 * read. It says what {@link ReadCommand} would say; whatever is out of the ordinary is left to
 * that.
 */
final class QuickRead {
  private QuickRead() {}

  /** What to print, or null where the command is another one or fails. */
  static List<String> lines(String... args) {
    boolean json = args.length == 3 && args[2].equals("--json");
    boolean one = (args.length == 2 || json) && args[0].equals("read") && isName(args[1]);
    if (!one) {
      return null;
    }
    try {
      Path file = Path.of(args[1]);
      if (!Files.isRegularFile(file)) {
        return null;
      }
      ModelLoader loader = new ModelLoader();
      loader.start();
      Gray picture = Pictures.read(file);
      loader.join();
      Reading reading = loader.reader.read(picture);
      String name = file.toString();
      return json
          ? List.of(ReadingFormat.json(name, reading))
          : ReadingFormat.plain(name, reading, true);
    } catch (PictureException | InterruptedException | RuntimeException | OutOfMemoryError e) {
      return null; // happens once more, and is reported
    }
  }

  /** Neither an option nor what picocli takes for a file of arguments. */
  private static boolean isName(String word) {
    return !word.isEmpty() && !word.startsWith("-") && !word.startsWith("@");
  }

  /** Loads the model beside the picture. A lambda would be one more class to make at each start. */
  private static final class ModelLoader extends Thread {
    private DigitReader reader;

    ModelLoader() {
      super("digits-model");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        reader = DigitReader.pretrained();
      } catch (RuntimeException | OutOfMemoryError e) {
        // It stays null; what went wrong is told when it is done once more.
      }
    }
  }
}
