package digits.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.model.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in processes of their own, ended before their time and resumed. */
class InterruptedTrainingTest {
  private static final List<String> WHAT =
      List.of(
          "--layers=784-256-10",
          "--batch=10",
          "--epochs=100",
          "--rate=0.0005",
          "--seed=7",
          "--patience=90");

  private static final int STEPS = 3_000;

  /** SIGTERM's number beyond the 128 of a signal. */
  private static final int TERMINATED = 143;

  @TempDir private static Path folder;
  private static Path data;
  private static byte[] undisturbed;

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    data = SmallMnist.write(folder.resolve("data"));
    List<Object> words = new ArrayList<>(List.of("train", "--data", data));
    words.addAll(WHAT);
    words.addAll(List.of("--out", folder.resolve("undisturbed")));
    Cli cli = Cli.run(words.toArray());
    assertEquals(0, cli.exit(), cli.err());
    undisturbed = Files.readAllBytes(folder.resolve("undisturbed/model.safetensors"));
  }

  /** The command in a process of its own, what it says going to {@code run.log}. */
  private static Process start(Path run, List<String> words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "digits.app.Main",
                "train"));
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(run).toFile())
        .start();
  }

  private static Path log(Path run) {
    return Path.of(run + ".log");
  }

  private static List<String> fresh(Path run, String... more) {
    List<String> words = new ArrayList<>(List.of("--data", data.toString(), "--out", "" + run));
    words.addAll(WHAT);
    words.addAll(List.of(more));
    return words;
  }

  private static List<String> files(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertFinished(Path run) throws IOException {
    assertArrayEquals(undisturbed, Files.readAllBytes(run.resolve("model.safetensors")));
    assertEquals(files(folder.resolve("undisturbed")), files(run));
    assertEquals(timeless(folder.resolve("undisturbed")), timeless(run));
  }

  /** The history but for its last columns, which tell how long things took. */
  private static List<String> timeless(Path run) throws IOException {
    return Files.readAllLines(run.resolve("history.csv")).stream()
        .map(line -> String.join(",", Arrays.copyOf(line.split(","), 6)))
        .toList();
  }

  /** With a checkpoint always being written, so that some kills come in the middle of one. */
  @Test
  void killedAgainAndAgainItComesToTheSameBytes() throws Exception {
    Path run = folder.resolve("killed");
    Path checkpoint = run.resolve("checkpoint.safetensors");
    SplittableRandom random = new SplittableRandom(1);
    List<String> words = fresh(run, "--checkpoint-every", "0");
    int whileWriting = 0;
    long step = 0;
    for (int kill = 1; kill <= 5 || (whileWriting == 0 && kill <= 12); kill++) {
      long before = Files.exists(checkpoint) ? Files.getLastModifiedTime(checkpoint).toMillis() : 0;
      Process process = start(run, words);
      while (process.isAlive()
          && (Files.notExists(checkpoint)
              || Files.getLastModifiedTime(checkpoint).toMillis() == before)) {
        Thread.sleep(1);
      }
      if (kill % 2 == 0) {
        Thread.sleep(random.nextInt(100));
      } else {
        awaitWriting(process, run);
      }
      assertTrue(process.isAlive(), () -> "it ended by itself: " + text(log(run)));
      process.destroyForcibly().waitFor();
      whileWriting += isWriting(run) ? 1 : 0;
      assertFalse(Files.exists(run.resolve("model.safetensors")));
      long reached = Checkpoint.read(checkpoint).state().step();
      assertTrue(reached > step, "step " + reached + " after " + step);
      step = reached;
      words = List.of("--resume", run.toString(), "--checkpoint-every", "0");
    }
    assertTrue(whileWriting > 0, "no kill came while a checkpoint was being written");
    Cli cli = Cli.run("train", "--resume", run);
    assertEquals(0, cli.exit(), cli.err());
    assertTrue(cli.err().contains("going on after step "), cli.err());
    assertFinished(run);
  }

  private static void awaitWriting(Process process, Path run) throws IOException {
    while (process.isAlive() && !isWriting(run)) {
      Thread.onSpinWait();
    }
  }

  private static boolean isWriting(Path run) throws IOException {
    return files(run).stream().anyMatch(name -> name.endsWith(".part"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Stops a training in the middle as Ctrl-C does, long before its first checkpoint is due. */
  private static void terminate(Path run, String... more) throws Exception {
    Process process = start(run, fresh(run, more));
    while (process.isAlive() && !text(log(run)).contains("epoch 2 of")) {
      Thread.sleep(5);
    }
    // A second training in the same folder is told off and does no harm.
    Cli second = Cli.run("train", "--data", data, "--out", run);
    assertEquals(1, second.exit());
    assertEquals(
        "digits: "
            + run
            + ": another training is at work there; wait for it or choose another, see --out",
        second.err().strip());
    process.destroy();
    assertEquals(TERMINATED, process.waitFor(), text(log(run)));
  }

  @Test
  void terminatedItSaysHowToGoOnAndComesToTheSameBytes() throws Exception {
    Path run = folder.resolve("terminated");
    terminate(run);
    try (BufferedReader lines = Files.newBufferedReader(log(run))) {
      String last = lines.lines().reduce("", (a, b) -> b);
      assertTrue(
          last.matches(
              "training stopped after step \\d+ of "
                  + STEPS
                  + "; go on with: digits train --resume "
                  + run),
          last);
    }
    assertEquals(List.of("checkpoint.safetensors"), files(run));

    assertRefused(
        1,
        run + ": holds a training that was interrupted; go on with digits train --resume " + run,
        "--data",
        data,
        "--out",
        run);
    assertRefused(
        2,
        "--resume takes model, data and recipe from the checkpoint: found --epochs=3 --seed=7"
            + " mlp beside it",
        "--resume",
        run,
        "--seed",
        7,
        "mlp",
        "--epochs",
        3);
    assertRefused(2, "--resume and --out exclude each other", "--resume", run, "--out", folder);
    assertEquals(List.of("checkpoint.safetensors"), files(run));

    Cli cli = Cli.run("train", "--resume", run, "--json", "--threads", 1);
    assertEquals(0, cli.exit(), cli.err());
    assertEquals("7", cli.json("seed"));
    assertEquals("" + STEPS, cli.json("steps"));
    assertFinished(run);
    assertRefused(
        1, run + ": this training is finished; there is nothing to resume", "--resume", run);
  }

  @Test
  void whatCannotBeGoneOnWithIsRefusedInOneLine() throws Exception {
    Path run = folder.resolve("refused");
    terminate(run, "--threads", "1");
    Path checkpoint = run.resolve("checkpoint.safetensors");
    byte[] good = Files.readAllBytes(checkpoint);
    byte[] damaged = good.clone();
    damaged[good.length / 2] ^= 1;
    Files.write(checkpoint, damaged);
    assertRefused(
        1, checkpoint + ": not a checkpoint this program can use: it is damaged", "--resume", run);

    Checkpoint whole = Checkpoint.read(good, "good");
    var facts = new TreeMap<>(whole.facts());
    facts.put("arguments", "--no-such-option");
    new Checkpoint(whole.state(), facts).write(checkpoint);
    assertRefused(1, "this version cannot go on with that checkpoint: Unknown", "--resume", run);
    facts.put("arguments", whole.facts().get("arguments").replace("epochs%3D100", "epochs%3D101"));
    new Checkpoint(whole.state(), facts).write(checkpoint);
    assertRefused(1, run + ": this version cannot go on with it: the training", "--resume", run);
    facts.put("arguments", whole.facts().get("arguments"));
    facts.put("training_data_sha256", "0");
    new Checkpoint(whole.state(), facts).write(checkpoint);
    assertRefused(1, run + ": its training images have changed: SHA-256 ", "--resume", run);

    Path nothing = folder.resolve("nothing");
    assertRefused(1, nothing + ": no checkpoint.safetensors there", "--resume", nothing);
    assertTrue(Files.notExists(nothing));
    assertRefused(
        2, "--checkpoint-every: found -1.0, expected at least 0", "--checkpoint-every", "-1");
  }

  private static void assertRefused(int exit, String message, Object... words) {
    List<Object> all = new ArrayList<>(List.of("train"));
    all.addAll(List.of(words));
    Cli cli = Cli.run(all.toArray());
    assertEquals(exit, cli.exit(), cli.err());
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertTrue(cli.err().startsWith("digits: " + message), cli.err());
    assertFalse(cli.err().contains("Exception"), cli.err());
  }

  @Test
  void aFolderIsLockedOnceAndFreeAgain() throws IOException {
    Path place = Files.createDirectories(folder.resolve("locked"));
    try (FolderLock lock = FolderLock.take(place).orElseThrow()) {
      assertTrue(FolderLock.take(place).isEmpty());
    }
    assertEquals(List.of(), files(place));
    Files.writeString(place.resolve(FolderLock.NAME), "left behind");
    FolderLock.take(place).orElseThrow().close();
    assertEquals(List.of(), files(place));
  }
}
