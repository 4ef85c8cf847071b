package digits.app;

import digits.DigitReader;
import digits.Reading;
import digits.image.Gray;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/** Writes pictures about pictures into a folder, named after them. Safe for many threads. */
final class PictureWriter {
  private final Path folder;
  private final Map<String, Path> names = new ConcurrentHashMap<>();

  PictureWriter(Path folder) throws IOException {
    try {
      this.folder = Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Failure(folder + ": no folder can be made there: " + e.getMessage());
    }
  }

  /** Writes NAME.png, or NAME-STAGE.png; pictures of one name in several folders get numbers. */
  void write(Path picture, String stage, BufferedImage image) throws IOException {
    String base = picture.getFileName().toString().replaceFirst("\\.[A-Za-z]{3,4}$", "");
    String name = base.equals("-") ? "standard-input" : base;
    for (int i = 2; !picture.equals(names.computeIfAbsent(name, n -> picture)); i++) {
      name = base + "-" + i;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    Files.write(folder.resolve(name + stage + ".png"), bytes.toByteArray());
  }

  /** Reads the picture and writes what it looked like at each stage. */
  Reading writeStages(Path file, Gray picture, DigitReader reader) throws IOException {
    Map<String, Gray> stages = new LinkedHashMap<>();
    Reading reading = reader.read(picture, stages::put);
    int number = 1;
    for (Map.Entry<String, Gray> stage : stages.entrySet()) {
      write(file, "-" + number++ + "-" + stage.getKey(), Drawing.grey(stage.getValue()));
    }
    write(file, "-" + number++ + "-digits", Drawing.annotated(picture, reading));
    write(file, "-" + number + "-prepared", Drawing.prepared(reading));
    return reading;
  }
}
