package digits.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.model.Model;
import digits.model.Pretrained;
import digits.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"", "--help", "train --help", "evaluate --help", "read --help", "models --help"})
  void helpShowsAnExample(String arguments) {
    Cli cli = Cli.run((Object[]) arguments.split(" "));
    if (arguments.isEmpty()) {
      cli = Cli.run();
    }
    assertEquals(0, cli.exit());
    assertTrue(cli.out().contains("Example"), cli.out());
    assertEquals("", cli.err());
  }

  @Test
  void tellsItsVersion() {
    assertTrue(Cli.run("--version").out().matches("digits \\d+\\.\\d+\\.\\d+ on Java \\d+ .*\\R"));
  }

  @Test
  void completionNamesEveryCommand() {
    Cli cli = Cli.run("generate-completion");
    assertEquals(0, cli.exit());
    for (String command : new String[] {"train", "evaluate", "read", "models", "compare"}) {
      assertTrue(cli.out().contains(command), command);
    }
  }

  @Test
  void listsEveryModel() {
    Cli cli = Cli.run("models");
    assertEquals(0, cli.exit(), cli.err());
    assertEquals(1 + Zoo.models().size(), cli.out().lines().count(), cli.out());
    assertEquals("committee", Cli.run("models", "--json").json("model"));
  }

  /** The accuracy a built-in model claims is that of its stored weights. */
  @ParameterizedTest
  @ValueSource(strings = {"two-layer", "mlp", "cnn"})
  void builtInModelsKeepTheirWord(String name) throws Exception {
    Model model = Pretrained.find(name).orElseThrow();
    Path report = folder.resolve("report.html");
    Cli cli = Cli.run("evaluate", name, "--json", "--report", report);
    assertEquals(0, cli.exit(), cli.err());
    assertEquals("10000", cli.json("images"));
    double claimed = Double.parseDouble(model.facts().get("test_accuracy"));
    double lanesMayDiffer = 0.0002;
    assertEquals(claimed, Double.parseDouble(cli.json("accuracy")), lanesMayDiffer);
    assertTrue(Files.size(report) > 10_000);
  }

  @Test
  void evaluateShowsTheWholeConfusionMatrix() {
    Cli cli = Cli.run("evaluate", "two-layer");
    assertEquals(0, cli.exit(), cli.err());
    assertEquals(14, cli.out().lines().count(), cli.out());
    assertTrue(cli.lastLine().strip().startsWith("9 "), cli.out());
  }

  @Test
  void unexpectedErrorsAreOneLineWithoutVerbose() {
    Cli cli = Cli.run("evaluate", folder.resolve("nothing.safetensors"));
    assertEquals(1, cli.exit());
    assertEquals(1, cli.err().lines().count(), cli.err());
    Cli verbose = Cli.run("evaluate", folder.resolve("nothing.safetensors"), "--verbose");
    assertTrue(verbose.err().lines().count() > 3, verbose.err());
  }
}
