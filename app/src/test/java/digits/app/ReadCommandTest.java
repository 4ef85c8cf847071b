package digits.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
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
    Cli cli = Cli.run("read", text, good, folder.resolve("missing.png"), empty);
    assertEquals(1, cli.exit());
    assertEquals(good + "\t2", cli.out().strip());
    assertEquals(3, cli.err().lines().count(), cli.err());
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

  /** A folder with three pictures, one of them broken, one further down, and a file of notes. */
  private static Path scans(String name) throws IOException {
    Path scans = Files.createDirectories(folder.resolve(name).resolve("more")).getParent();
    Files.copy(picture(0, 3, true, "png"), scans.resolve("b.PNG"));
    Files.copy(picture(1, 3, false, "bmp"), scans.resolve("more/c.bmp"));
    Files.writeString(scans.resolve("a.png"), "no picture");
    Files.writeString(scans.resolve("notes.txt"), "nor is this");
    return scans;
  }

  @Test
  void readsFoldersAtAnyDepthInTheOrderOfNames() throws IOException {
    Path scans = scans("scans");
    Cli cli = Cli.run("read", scans);
    assertEquals(1, cli.exit());
    String expected = scans.resolve("b.PNG") + "\t7\n" + scans.resolve("more/c.bmp") + "\t2";
    assertEquals(expected, cli.out().strip().replace("\r", ""));
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertTrue(cli.err().contains("a.png: not a picture"), cli.err());
    Path none = Files.createDirectories(folder.resolve("none"));
    assertTrue(Cli.run("read", none).err().contains("no pictures in it"));
  }

  @Test
  void manyFilesAndAnyNumberOfThreadsPrintTheSame() throws IOException {
    Path many = Files.createDirectories(folder.resolve("many"));
    for (int n = 0; n < 210; n++) {
      Files.copy(picture(n % 20, 1 + n % 12, true, "png"), many.resolve(n + ".png"));
    }
    Files.writeString(many.resolve("30.png"), "no picture");
    Cli cli = Cli.run("read", many, "--threads", 1, "--json");
    assertEquals(1, cli.exit());
    assertEquals(1, cli.err().lines().filter(line -> line.contains("30.png")).count(), cli.err());
    assertEquals(cli.out(), Cli.run("read", many, "--threads", 3, "--json").out());
    assertEquals(209, cli.out().lines().count());
    for (int n = 0; n < 210; n += 13) {
      String alone = Cli.run("read", many.resolve(n + ".png"), "--json").out();
      assertTrue(cli.out().contains(alone), alone);
    }
  }

  @Test
  void csvHasARowForEachLine() throws IOException {
    Path odd = folder.resolve("a \"b\", c.png");
    Files.copy(picture(0, 2, true, "png"), odd);
    Cli cli = Cli.run("read", odd, "--csv");
    String[] lines = cli.out().strip().split("\\R");
    assertEquals("picture,line,text,confidence", lines[0]);
    String name = folder + "/a \"\"b\"\", c.png";
    assertTrue(lines[1].matches("\\Q\"" + name + "\",1,7,\\E[01]\\.\\d{4}"), lines[1]);
    assertEquals(2, Cli.run("read", odd, "--csv", "--json").exit());
  }

  @Test
  void readsStandardInput() throws IOException {
    InputStream before = System.in;
    try (InputStream in = Files.newInputStream(picture(1, 4, true, "png"))) {
      System.setIn(in);
      assertEquals("2", Cli.run("read", "-").out().strip());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void drawsWhatItReadAndHow() throws IOException {
    Path annotated = folder.resolve("out/annotated");
    Path stages = folder.resolve("out/stages");
    Path file = picture(0, 40, true, "png");
    Cli cli = Cli.run("read", file, "--annotate", annotated, "--debug", stages);
    assertEquals(0, cli.exit(), cli.err());
    String base = file.getFileName().toString().replace(".png", "");
    BufferedImage drawn = ImageIO.read(annotated.resolve(base + ".png").toFile());
    assertEquals(1120, drawn.getWidth());
    boolean green = false;
    for (int i = 0; i < 1120 * 1120; i++) {
      int rgb = drawn.getRGB(i % 1120, i / 1120);
      green |= (rgb >> 8 & 255) > (rgb >> 16 & 255) + 50;
    }
    assertTrue(green, "no box of a sure digit");
    for (String stage : new String[] {"1-grey", "2-contrast", "3-ink", "4-digits", "5-prepared"}) {
      assertTrue(Files.exists(stages.resolve(base + "-" + stage + ".png")), stage);
    }
  }

  @Test
  void whatIsUnsureIsAQuestionMark() throws IOException {
    Path unsure = picture(8, 2, true, "png"); // a 5 that looks like a 6
    Cli cli = Cli.run("read", unsure, "--min-confidence", "1", "--json");
    assertEquals("?", cli.json("text"));
    assertEquals("null", cli.json("digit"));
    assertEquals(2, Cli.run("read", unsure, "--min-confidence", "1.5").exit());
    assertEquals(2, Cli.run("read", unsure, "--rotate", "45").exit());
  }
}
