package digits.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.training.TrainingListener.Epoch;
import digits.training.TrainingState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final int LENGTH = 15;

  private static float[] numbers(long seed) {
    return TestData.numbers(LENGTH, seed);
  }

  private static Checkpoint checkpoint(int moments, boolean average, boolean best) {
    float[][] arrays = new float[moments][];
    Arrays.setAll(arrays, i -> numbers(10 + i));
    TrainingState state =
        new TrainingState(
            "4 > dense 3",
            "Recipe[epochs=9, ...]",
            -17,
            1L << 40,
            numbers(1),
            arrays,
            average ? numbers(2) : new float[0],
            best ? numbers(3) : new float[0],
            best ? 0.1 + 0.2 : Double.POSITIVE_INFINITY,
            3,
            1e-300,
            77,
            1.0 / 3,
            2.0 / 3,
            List.of(
                new Epoch(1, 0.1, 2.5, 0.5, Double.NaN, Double.NaN, 1.5, 1e6),
                new Epoch(2, 1.0 / 3, 2.25, 0.75, 0.1, 0.2, 2.5, 1e6 / 7)));
    return new Checkpoint(
        state, new TreeMap<>(Map.of("data", "a \"b\"\n\u00e4", "recipe", "none")));
  }

  private static final byte[] GOOD = checkpoint(2, true, true).bytes();

  private static void assertSame(TrainingState expected, TrainingState found) {
    assertEquals(expected.architecture(), found.architecture());
    assertEquals(expected.recipe(), found.recipe());
    assertEquals(expected.seed(), found.seed());
    assertEquals(expected.step(), found.step());
    assertArrayEquals(expected.parameters(), found.parameters());
    assertArrayEquals(expected.moments(), found.moments());
    assertArrayEquals(expected.average(), found.average());
    assertArrayEquals(expected.best(), found.best());
    assertEquals(expected.bestLoss(), found.bestLoss());
    assertEquals(expected.waited(), found.waited());
    assertEquals(expected.loss(), found.loss());
    assertEquals(expected.correct(), found.correct());
    assertEquals(expected.seconds(), found.seconds());
    assertEquals(expected.validationSeconds(), found.validationSeconds());
    assertEquals(expected.epochs(), found.epochs());
  }

  @ParameterizedTest
  @CsvSource({"0,false,false", "1,true,false", "2,false,true", "2,true,true"})
  void comesBackAsItWas(int moments, boolean average, boolean best, @TempDir Path folder)
      throws IOException {
    Checkpoint written = checkpoint(moments, average, best);
    Path file = folder.resolve("run/checkpoint.safetensors");
    written.write(file);
    Checkpoint read = Checkpoint.read(file);
    assertSame(written.state(), read.state());
    assertEquals(written.facts(), read.facts());
    assertArrayEquals(written.bytes(), read.bytes());
  }

  @Test
  void keepsNumbersThatAreNone() throws ModelException {
    TrainingState s = checkpoint(0, false, false).state();
    float[] parameters = {Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE, 1, 2};
    TrainingState small =
        new TrainingState(
            "1 > dense 3",
            s.recipe(),
            s.seed(),
            0,
            parameters,
            s.moments(),
            s.average(),
            s.best(),
            s.bestLoss(),
            0,
            Double.NaN,
            0,
            0,
            0,
            List.of());
    assertSame(small, Checkpoint.read(new Checkpoint(small, new TreeMap<>()).bytes(), "x").state());
  }

  private static String refusal(byte[] bytes) {
    String message =
        assertThrows(ModelException.class, () -> Checkpoint.read(bytes, "some.file")).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.startsWith("some.file: not a checkpoint this program can use: "), message);
    assertTrue(message.endsWith("; train again from the beginning"), message);
    assertTrue(message.length() < 500, message);
    return message;
  }

  @Test
  void everySingleWrongBitIsRefused() {
    for (int bit = 0; bit < 8 * GOOD.length; bit++) {
      byte[] damaged = GOOD.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      refusal(damaged);
    }
  }

  @Test
  void everyTruncationAndExtensionIsRefused() {
    for (int length = 0; length < GOOD.length; length++) {
      refusal(Arrays.copyOf(GOOD, length));
    }
    refusal(Arrays.copyOf(GOOD, GOOD.length + 1));
    refusal(Arrays.copyOf(GOOD, GOOD.length + 4 * LENGTH));
  }

  @Test
  void randomBytesAreRefused() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      refusal(bytes);
    }
  }

  /** The good file with {@code part} of its header put in another way, and the right hash. */
  private static byte[] with(String part, String instead) {
    ByteBuffer buffer = ByteBuffer.wrap(GOOD).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) buffer.getLong();
    String header =
        new String(GOOD, 8, length, StandardCharsets.UTF_8)
            .replaceAll("\"sha256\":\"[0-9a-f]{64}\"", "\"sha256\":\"" + "0".repeat(64) + "\"");
    assertTrue(header.contains(part), part);
    float[] floats = new float[(GOOD.length - 8 - length) / 4];
    buffer.position(8 + length);
    buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return Crafted.file(header.replace(part, instead), floats);
  }

  @Test
  void theCraftedFileIsGood() throws ModelException {
    assertSame(
        checkpoint(2, true, true).state(), Checkpoint.read(with("seed", "seed"), "x").state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "architecture",
        "averaged",
        "best",
        "best_loss",
        "correct",
        "epochs",
        "loss",
        "moments",
        "recipe",
        "seconds",
        "seed",
        "sha256",
        "step",
        "validation_seconds",
        "waited"
      })
  void missingMetadataIsRefused(String key) {
    String message = refusal(with("\"" + key + "\":\"", "\"fact.other\":\""));
    assertTrue(message.contains("its metadata has no " + key), message);
  }

  /** Right hashes, so that it is the thing itself that is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "digits-checkpoint-1 | digits-1 | its format is digits-1, expected digits-checkpoint-1",
        "4 > dense 3 | 4 > conv | unknown layer",
        "4 > dense 3 | 4 > dense 30 | it holds 300 bytes of weights, expected 3000",
        "4 > dense 3 | 65535 > dense 4000 | expected at most 2 GiB",
        "4 > dense 3 | 4 > relu | bytes of weights, expected 0",
        "\"moments\":\"2\" | \"moments\":\"-1\" | it has -1 moments",
        "\"moments\":\"2\" | \"moments\":\"2000000000\" | it has 2000000000 moments",
        "\"moments\":\"2\" | \"moments\":\"1\" | bytes of weights",
        "\"moments\":\"2\" | \"moments\":\"two\" | two",
        "\"averaged\":\"true\" | \"averaged\":\"yes\" | bytes of weights",
        "\"step\":\"1 | \"step\":\"-1 | step: -1",
        "\"step\":\"1 | \"step\":\"x | x",
        "\"waited\":\"3 | \"waited\":\"-3 | waited: -3",
        "\"correct\":\"77 | \"correct\":\"-77 | correct: -77",
        "\"seconds\":\"0 | \"seconds\":\"-0 | seconds: -0.3",
        "\"seconds\":\"0 | \"seconds\":\"NaN0 | NaN0",
        "0.5 NaN NaN | 0.5 NaN | expected 8 numbers",
        "0.5 NaN NaN | 0.5 NaN zero | zero",
        "\"average\": | \"avarage\": | it has no tensor average",
        "\"shape\":[15],\"data_offsets\":[0, | \"shape\":[3,5],\"data_offsets\":[0, | tensor param",
        "\"best\":{ | \"a\":{\"dtype\":\"F32\"},\"best\":{ | it holds 6 tensors, expected 5",
        "\"fact.data\" | \"data\" | its metadata data is unknown",
      })
  void whatDoesNotFitIsRefused(String part, String instead, String found) {
    String message = refusal(with(part, instead));
    assertTrue(message.contains(found), message);
  }

  @Test
  void aModelIsNoCheckpointAndTheOtherWayRound(@TempDir Path folder) throws IOException {
    refusal(ModelFile.bytes(ModelFileTest.small()));
    assertThrows(ModelException.class, () -> ModelFile.read(GOOD, "x"));
    assertEquals(
        folder
            + ": a folder; expected a checkpoint file, such as"
            + " runs/two-layer/checkpoint.safetensors",
        assertThrows(ModelException.class, () -> Checkpoint.read(folder)).getMessage());
  }
}
