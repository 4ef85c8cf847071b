package digits.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
  @TempDir private static Path folder;
  private static Path data;

  @BeforeAll
  static void writeData() throws IOException {
    data = SmallMnist.write(folder.resolve("data"));
  }

  private static Cli train(String out, Object... more) {
    Object[] words = new Object[more.length + 5];
    System.arraycopy(more, 0, words, 5, more.length);
    words[0] = "train";
    words[1] = "--data";
    words[2] = data;
    words[3] = "--out";
    words[4] = folder.resolve(out);
    return Cli.run(words);
  }

  @Test
  void leavesModelHistoryChartsAndReport() throws Exception {
    Cli cli = train("whole", "--epochs", 3);
    assertEquals(0, cli.exit(), cli.err());
    Path run = folder.resolve("whole");
    try (var files = Files.list(run)) {
      assertEquals(
          List.of("confusion.svg", "curves.svg", "history.csv", "model.safetensors", "report.html"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    List<String> history = Files.readAllLines(run.resolve("history.csv"));
    assertEquals(4, history.size());
    assertEquals(8, history.get(3).split(",").length, history.get(3));
    var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    assertEquals(
        "svg", xml.parse(run.resolve("curves.svg").toFile()).getDocumentElement().getNodeName());
    assertEquals(
        "svg", xml.parse(run.resolve("confusion.svg").toFile()).getDocumentElement().getNodeName());
    String report = Files.readString(run.resolve("report.html"));
    assertFalse(report.contains("{{"), "a place of the template was not filled");
    assertFalse(
        report.replace("http://www.w3.org/2000/svg", "").matches("(?s).*(https?:|src=\"/).*"),
        "the report must need no network");
    assertTrue(cli.out().contains("two-layer: "), cli.out());
    assertTrue(cli.out().contains("\u2588"), "no digit was drawn");
    assertTrue(cli.err().contains("epoch 3 of 3: loss"), cli.err());
  }

  @Test
  void endsInAnObjectThatTellsTheResult() {
    Cli cli = train("json", "--epochs", 12, "--json", "--seed", 5);
    assertEquals(0, cli.exit(), cli.err());
    assertEquals("", cli.err());
    assertEquals(13, cli.out().lines().count());
    assertEquals("12", cli.json("epochs"));
    assertEquals("5", cli.json("seed"));
    assertEquals("7960", cli.json("parameters"));
    assertTrue(Double.parseDouble(cli.json("seconds")) > 0);
    double accuracy = Double.parseDouble(cli.json("test_accuracy"));
    assertTrue(accuracy > 0.5 && accuracy < 1, "accuracy " + accuracy);
    Cli evaluated =
        Cli.run("evaluate", folder.resolve("json"), "--data", data, "--json", "--threads", 1);
    assertEquals(accuracy, Double.parseDouble(evaluated.json("accuracy")));
    assertEquals("" + SmallMnist.TEST, evaluated.json("images"));
  }

  @Test
  void classicTakesAllRowsAStep() {
    Cli cli = train("classic", "--classic", "--epochs", 20, "--json");
    assertEquals(0, cli.exit(), cli.err());
    assertEquals("20", cli.json("steps"));
    assertEquals("classic", cli.json("model"));
  }

  @Test
  void sameSeedGivesTheSameFileOnAnyNumberOfThreads() throws IOException {
    train("one", "--epochs", 2, "--threads", 1);
    train("three", "--epochs", 2, "--threads", 3);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one/model.safetensors")),
        Files.readAllBytes(folder.resolve("three/model.safetensors")));
  }

  @Test
  void baselinesAndLayersOfAnySizeTrainToo() {
    assertEquals(0, train("mean", "nearest-mean").exit());
    assertTrue(Files.notExists(folder.resolve("mean/history.csv")), "a baseline has no epochs");
    Cli cli = train("layers", "--layers", "784-20-15-10", "--epochs", 1, "--json");
    assertEquals("784 > dense 20 > relu > dense 15 > relu > dense 10", cli.json("architecture"));
  }

  @Test
  void earlyStoppingEndsBeforeTheLastEpoch() {
    Cli cli = train("patience", "--epochs", 400, "--patience", 2, "--rate", "0.05", "--json");
    assertEquals(0, cli.exit(), cli.err());
    assertTrue(Integer.parseInt(cli.json("epochs")) < 400, cli.lastLine());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--epochs -1",
        "--epochs 0",
        "--epochs many",
        "--batch 0",
        "--batch -5",
        "--rate 0",
        "--rate NaN",
        "--rate -0.1",
        "--threads 0",
        "--threads 99999",
        "--patience -1",
        "--seed x",
        "--layers 784",
        "--layers 784--10",
        "--layers 784-0-10",
        "--layers 100-10",
        "--layers 784-10-3",
        "--layers 784-20-10 --classic",
        "--layers 784-20-10 mlp",
        "mlp --classic",
        "most-frequent --epochs 3",
        "no-such-model",
        "--no-such-option",
        "mlp two-layer",
      })
  void wrongUsageEndsInOneLineAndCode2(String arguments) {
    Path out = folder.resolve("wrong");
    Cli cli = train("wrong", (Object[]) arguments.split(" "));
    assertEquals(2, cli.exit(), cli.err());
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertEquals("", cli.out());
    assertTrue(Files.notExists(out), "something was written");
  }

  @Test
  void whatCannotBeReadOrWrittenEndsInOneLineAndCode1() throws IOException {
    Path damaged = folder.resolve("damaged");
    SmallMnist.write(damaged);
    Path images = damaged.resolve("train-images-idx3-ubyte");
    Files.write(images, java.util.Arrays.copyOf(Files.readAllBytes(images), 5_000));
    Path file = Files.createFile(folder.resolve("file"));
    Path out = folder.resolve("never");
    for (Object[] words :
        new Object[][] {
          {"train", "--data", damaged, "--out", out},
          {"train", "--data", folder.resolve("nowhere"), "--out", out},
          {"train", "--data", folder, "--out", out},
          {"train", "--data", data, "--out", file},
          {"train", "--data", data, "--rate", "1e30", "--epochs", 2, "--out", out, "--json"},
        }) {
      Cli cli = Cli.run(words);
      assertEquals(1, cli.exit(), String.join(" ", cli.err(), cli.out()));
      assertEquals(1, cli.err().lines().count(), cli.err());
      assertFalse(cli.err().contains("Exception:"), cli.err());
      assertTrue(Files.notExists(out), "something was written");
    }
  }
}
