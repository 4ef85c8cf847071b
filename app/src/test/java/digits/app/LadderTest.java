package digits.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models set side by side, and put together. */
class LadderTest {
  @TempDir private Path folder;

  @Test
  void comparesModels() {
    Cli cli = Cli.run("compare", "two-layer", "tiny");
    assertEquals(0, cli.exit(), cli.err());
    assertEquals(3, cli.out().lines().count(), cli.out());
    Cli json = Cli.run("compare", "two-layer", "--json");
    assertEquals("7960", json.json("parameters"));
    assertEquals("5", json.json("seeds"));
    assertTrue(Double.parseDouble(json.json("pictures_per_second")) > 0);
    assertTrue(Double.parseDouble(json.json("one_picture_microseconds")) > 0);
  }

  @Test
  void comparingAnUnknownModelIsWrongUsage() {
    Cli cli = Cli.run("compare", "threelayer");
    assertEquals(2, cli.exit());
    assertTrue(cli.err().contains("threelayer"), cli.err());
  }

  private Path trained(int seed) throws Exception {
    Path data = SmallMnist.write(folder.resolve("small"));
    Path out = folder.resolve("run-" + seed);
    Cli cli = Cli.run("train", "--data", data, "--epochs", 1, "--seed", seed, "--out", out);
    assertEquals(0, cli.exit(), cli.err());
    return out;
  }

  @Test
  void committeesAreModelsLikeOthers() throws Exception {
    Path file = folder.resolve("committee.safetensors");
    Cli cli = Cli.run("committee", trained(1), trained(2), "--out", file, "--json");
    assertEquals(0, cli.exit(), cli.err());
    assertEquals("2", cli.json("members"));
    assertEquals("15920", cli.json("parameters"));
    Cli evaluated = Cli.run("evaluate", file, "--json");
    assertEquals(cli.json("correct"), evaluated.json("correct"));
  }

  @Test
  void membersOfACommitteeMustBeAlike() {
    Path file = folder.resolve("committee.safetensors");
    Cli cli = Cli.run("committee", "two-layer", "mlp", "--out", file);
    assertEquals(2, cli.exit());
    assertTrue(cli.err().contains("784 > dense 800"), cli.err());
    assertFalse(Files.exists(file));
  }

  @Test
  void aCommitteeIsNotTrained() {
    Cli cli = Cli.run("train", "committee");
    assertEquals(2, cli.exit());
    assertTrue(cli.err().contains("digits committee"), cli.err());
  }
}
