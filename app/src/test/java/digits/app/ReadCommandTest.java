package digits.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadCommandTest {
  @TempDir private static Path folder;
  private static Dataset test;

  @BeforeAll
  static void readMnist() throws IOException {
    test = Sources.test("mnist");
  }

  /** Test picture n, each pixel as a square of {@code scale}, on paper or inverted. */
  private static Path picture(int n, int scale, boolean darkOnLight, String format)
      throws IOException {
    BufferedImage image = new BufferedImage(28 * scale, 28 * scale, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int ink = test.pixels()[n * 784 + y / scale * 28 + x / scale] & 255;
        int grey = darkOnLight ? 255 - ink : ink;
        image.setRGB(x, y, grey << 16 | grey << 8 | grey);
      }
    }
    Path file = folder.resolve(n + "-" + scale + "-" + darkOnLight + "." + format);
    assertTrue(ImageIO.write(image, format, file.toFile()), "no writer for " + format);
    return file;
  }

  @Test
  void readsAnySizePolarityAndFormat() throws IOException {
    for (String format : new String[] {"png", "jpg", "bmp", "gif"}) {
      for (int n = 0; n < 4; n++) {
        Cli cli = Cli.run("read", picture(n, 1 + 2 * n, n % 2 == 0, format));
        assertEquals(0, cli.exit(), cli.err());
        assertEquals("" + test.labels()[n], cli.out().strip(), format + " " + n);
      }
    }
  }

  @Test
  void describesTheReadingAsJson() throws IOException {
    Path picture = picture(0, 4, true, "png");
    Cli cli = Cli.run("read", picture, "--json");
    assertEquals(0, cli.exit(), cli.err());
    String expected = "{\"picture\":\"" + picture + "\",\"text\":\"7\",\"lines\":[{\"text\":\"7\",";
    assertTrue(cli.out().startsWith(expected), cli.out());
    assertEquals("7", cli.json("digit"));
    double confidence = Double.parseDouble(cli.json("confidence"));
    assertTrue(confidence > 0.9 && confidence <= 1, cli.out());
    assertTrue(cli.out().matches("(?s).*\"box\":\\[\\d+,\\d+,\\d+,\\d+\\].*"), cli.out());
  }

  @Test
  void skipsWhatIsNoPictureAndReadsTheRest() throws IOException {
    Path good = picture(1, 2, true, "png");
    Path text = Files.writeString(folder.resolve("text.png"), "hello, I am no picture");
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    Cli cli = Cli.run("read", text, good, folder.resolve("missing.png"), empty, folder);
    assertEquals(1, cli.exit());
    assertEquals(good + "\t2", cli.out().strip());
    assertEquals(4, cli.err().lines().count(), cli.err());
  }

  @Test
  void anEmptyPageHasNoDigits() throws IOException {
    BufferedImage paper = new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_GRAY);
    Path file = folder.resolve("paper.png");
    ImageIO.write(paper, "png", file.toFile());
    Cli cli = Cli.run("read", file, "--json");
    assertEquals(0, cli.exit(), cli.err());
    assertEquals("{\"picture\":\"" + file + "\",\"text\":\"\",\"lines\":[]}", cli.out().strip());
  }

  @Test
  void refusesModelsThatAreNone() throws IOException {
    Path picture = picture(0, 1, true, "png");
    for (String model :
        new String[] {"softmax", "no-such", picture.toString(), "x/y.safetensors"}) {
      Cli cli = Cli.run("read", picture, "--model", model);
      assertEquals(1, cli.exit(), model);
      assertEquals(1, cli.err().lines().count(), cli.err());
      assertTrue(cli.err().startsWith("digits: " + model), cli.err());
    }
  }
}
