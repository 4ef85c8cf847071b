package digits.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatePicturesTest {
  @TempDir private static Path folder;

  /** Training images side by side, enlarged, dark on light. */
  private static void write(Path file, int scale, int... rows) throws IOException {
    Dataset data = Sources.training("mnist");
    int width = 28 * rows.length * scale;
    BufferedImage image = new BufferedImage(width, 28 * scale, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 28 * scale; y++) {
      for (int x = 0; x < width; x++) {
        int row = rows[x / scale / 28];
        int ink = data.pixels()[row * 784 + y / scale * 28 + x / scale % 28] & 255;
        image.getRaster().setSample(x, y, 0, 255 - ink);
      }
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void aSubFolderForEachDigit() throws IOException {
    Path data = folder.resolve("digits");
    int[] labels = Sources.training("mnist").labels();
    for (int n = 0; n < 30; n++) {
      write(data.resolve(labels[n] + "/" + n + ".png"), 1 + n % 12, n);
    }
    Files.writeString(data.resolve("3/broken.png"), "no picture");
    Files.writeString(data.resolve("README.txt"), "not a class");
    Cli cli = Cli.run("evaluate", "--data", data, "--json");
    assertEquals(0, cli.exit(), cli.err());
    assertEquals("30", cli.json("images"));
    assertTrue(Integer.parseInt(cli.json("correct")) >= 29, cli.out());
    assertTrue(cli.err().contains("broken.png: not a picture"), cli.err());
    Path report = folder.resolve("digits.html");
    assertEquals(0, Cli.run("evaluate", "--data", data, "--report", report).exit());
    assertTrue(Files.size(report) > 5_000);

    write(data.resolve("letters/a.png"), 2, 0);
    Cli wrong = Cli.run("evaluate", "--data", data);
    assertEquals(1, wrong.exit());
    assertTrue(wrong.err().contains("letters: no class of that name"), wrong.err());
  }

  @Test
  void pagesWithLabels() throws IOException {
    Path data = folder.resolve("pages");
    write(data.resolve("a.png"), 3, 0, 1, 2, 3, 4); // 5 0 4 1 9
    write(data.resolve("b.png"), 4, 5, 6, 7); // 2 1 3
    Files.writeString(data.resolve("labels.tsv"), "a.png\t50419\n\nb.png\t213/7\n");
    Path report = folder.resolve("pages.html");
    Cli cli = Cli.run("evaluate", "--data", data, "--json", "--report", report);
    assertEquals(0, cli.exit(), cli.err());
    assertEquals("2", cli.json("images"));
    assertEquals("9", cli.json("digits"));
    assertEquals("1", cli.json("errors")); // the 7 that is not there
    assertEquals("8", cli.json("correct"));
    assertEquals("3", cli.json("lines"));
    assertEquals("2", cli.json("lines_correct"));
    assertEquals(8 / 9.0, Double.parseDouble(cli.json("accuracy")), 1e-6);
    String page = Files.readString(report);
    assertTrue(page.contains("b.png") && !page.contains("a.png"), "only mistakes are shown");
    String text = Cli.run("evaluate", "--data", data).out();
    assertTrue(text.contains("88.89 % of 9 digits in 2 pictures (1 errors), 2 of 3 lines"), text);

    Files.writeString(data.resolve("labels.tsv"), "a.png\t50419\nmissing.png\t12\n");
    Cli missing = Cli.run("evaluate", "--data", data, "--json");
    assertEquals(1, missing.exit());
    assertEquals("2", missing.json("errors"));
    assertTrue(missing.err().contains("missing.png: no such file"), missing.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.png 123", "a.png\t12a", "a.png\t1\t2", "\n\n"})
  void labelsThatAreNone(String labels) throws IOException {
    Path data = Files.createDirectories(folder.resolve("bad"));
    Files.writeString(data.resolve("labels.tsv"), labels);
    Cli cli = Cli.run("evaluate", "--data", data);
    assertEquals(1, cli.exit());
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertTrue(cli.err().contains("labels.tsv"), cli.err());
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "12, '', 2",
    "'', 123, 3",
    "123, 123, 0",
    "123, 13, 1",
    "13, 123, 1",
    "123, 183, 1",
    "kitten, sitting, 3",
    "0123456, 1234567, 2"
  })
  void editDistance(String a, String b, int distance) {
    assertEquals(distance, EditDistance.of(a, b));
  }
}
