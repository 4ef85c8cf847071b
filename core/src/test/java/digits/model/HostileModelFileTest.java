package digits.model;

import static digits.model.Crafted.HEADER;
import static digits.model.Crafted.WEIGHTS;
import static digits.model.Crafted.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it is read right or refused in one line. */
class HostileModelFileTest {
  private static final byte[] GOOD = Crafted.file(HEADER, WEIGHTS);

  @Test
  void theCraftedFileIsGood() throws ModelException {
    Model model = ModelFile.read(GOOD, "good");
    assertArrayEquals(WEIGHTS, model.network().parameters());
    assertEquals("crafted", model.name());
    assertEquals(List.of("a", "b", "c"), model.classes());
    assertTrue(model.facts().isEmpty());
  }

  @Test
  void everySingleWrongBitIsRefused() {
    for (byte[] good : List.of(GOOD, ModelFile.bytes(ModelFileTest.small()))) {
      for (int bit = 0; bit < 8 * good.length; bit++) {
        byte[] damaged = good.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        refusal(damaged);
      }
    }
  }

  @Test
  void everyTruncationAndEveryExtensionIsRefused() {
    for (int length = 0; length < GOOD.length; length++) {
      refusal(Arrays.copyOf(GOOD, length));
    }
    for (int more = 1; more < 20; more++) {
      refusal(Arrays.copyOf(GOOD, GOOD.length + more));
    }
  }

  @Test
  void randomBytesAreRefused() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (bytes.length > 8 && i % 2 == 0) {
        // With a header length that can be, so that the bytes are taken for JSON.
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(random.nextInt(200));
      }
      refusal(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 2, 7, 1L << 20, (1L << 20) + 1, 1L << 31, 1L << 32, Long.MIN_VALUE, -1})
  void aHeaderLengthThatLiesIsRefused(long length) {
    byte[] lying = GOOD.clone();
    ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    String message = refusal(lying);
    if (length < 2 || length > GOOD.length) {
      assertTrue(
          message.contains("its header claims " + Long.toUnsignedString(length) + " bytes"),
          message);
    }
  }

  @Test
  void aHeaderLengthOffByALittleIsRefused() {
    for (int off = -30; off <= 30; off++) {
      if (off != 0) {
        byte[] lying = GOOD.clone();
        ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putLong(0, HEADER.length() + off);
        refusal(lying);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON at all",
        "{",
        "{}{",
        "{\"a\"}",
        "{\"a\":1,}",
        "{'a':1}",
        "[1,2]",
        "\"text\"",
        "17",
        "{\"a\":1} x",
        "{\"a\":tru}",
        "{\"a\":1.5}",
        "{\"a\":-}",
        "{\"a\":99999999999999999999}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u+123\"}",
        "{\"a\":\"\\uzzzz\"}",
        "{\"a\":\"open}",
        "{\"a\":\"two\nlines\"}",
        "{\"a\":1,\"a\":2}",
        "[[[[[[[[[[[1]]]]]]]]]]]",
        "{\"__metadata__\":7}",
        "{\"__metadata__\":{\"format\":7}}",
        "  ",
        "\u0000\u0000",
        "{}"
      })
  void aHeaderThatIsNoModelsIsRefused(String header) {
    refusal(Crafted.file(header, WEIGHTS));
  }

  @Test
  void aHeaderNestedWithoutEndIsRefused() {
    for (String open : List.of("[", "{\"a\":")) {
      String message = refusal(Crafted.file(open.repeat(100_000)));
      assertTrue(message.contains("at most 8 levels"), message);
    }
  }

  @Test
  void repeatedKeysAreRefused() {
    refusal(Crafted.with("\"name\":\"crafted\"", "\"name\":\"crafted\",\"name\":\"crafted\""));
    String bias = ",\"0.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[48,60]}";
    assertTrue(refusal(Crafted.with(bias, bias + bias)).contains("no second \"0.bias\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"architecture", "classes", "format", "name", "picture", "pixel_scale", "sha256"})
  void missingMetadataIsRefused(String key) {
    String message = refusal(Crafted.with("\"" + key + "\":", "\"other_" + key + "\":"));
    assertTrue(message.contains(key.equals("format") ? "format is not given" : key), message);
  }

  /** Right hashes, so that it is the thing itself that is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "digits-1 | digits-2 | its format is digits-2, expected digits-1",
        "4 > dense 3 | 4 > conv 3 | unknown layer \"conv 3\"",
        "4 > dense 3 | 4 > dense 30 | it holds 60 bytes of weights, expected 600",
        "4 > dense 3 | 4 > dense 3 > relu > dense 1 | expected 76",
        "4 > dense 3 | 65535 > dense 4000 | it holds 60 bytes of weights, expected 1048576000",
        "4 > dense 3 | 65535 > dense 9999999 | expected at least 1 of each and at most",
        "4 > dense 3 | 5 > dense 2 | expected 48",
        "4 > dense 3 | 2 > dense 5 | tensor 0.weight is",
        "4 > dense 3 | | expected a whole number",
        "[4,3] | [3,4] | tensor 0.weight is",
        "[4,3] | [12] | tensor 0.weight is",
        "[4,3] | [4,3,1] | tensor 0.weight is",
        "[4,3] | 12 | tensor 0.weight is",
        "F32 | F16 | it holds 60 bytes of weights, expected 30",
        "F32 | BF16 | tensor 0.weight is",
        "[0,48] | [0,60] | tensor 0.weight is",
        "[0,48] | [-48,0] | tensor 0.weight is",
        "[48,60] | [0,12] | tensor 0.bias is",
        "[48,60] | [48,60,72] | tensor 0.bias is",
        "0.bias | 0.baas | it has no tensor 0.bias",
        "2x2 | 2x3 | pictures of 2 x 3 for a network of 4 inputs",
        "2x2 | 2 | its picture is 2, expected width x height",
        "2x2 | -2x-2 | its picture is -2x-2, expected width x height",
        "2x2 | 4294967298x2 | expected width x height",
        "2x2 | 0x4 | pictures of 0 x 4",
        "a b c | a b | 2 names of classes for a network of 3 outputs",
        "a b c | a b c d | 4 names of classes",
        "a b c | a b %zz | ",
        "0.0039 | 0 | its pixel_scale is 0.0, expected 0 to 1",
        "0.0039 | NaN | its pixel_scale is NaN, expected 0 to 1",
        "0.0039 | -1 | its pixel_scale is -1.0, expected 0 to 1",
        "0.0039 | 1e9 | its pixel_scale is 1.0E9, expected 0 to 1",
        "0.0039 | tiny | its pixel_scale is tiny, expected a number",
        "\"crafted\" | 7 | its metadata name is no text",
      })
  void whatDoesNotFitIsRefused(String part, String instead, String found) {
    String message = refusal(Crafted.with(part, instead == null ? "" : instead));
    assertTrue(found == null || message.contains(found), message);
  }

  @Test
  void aTensorTooManyIsRefused() {
    String message = refusal(Crafted.with("\"0.bias\":", "\"x\":1,\"0.bias\":"));
    assertTrue(message.contains("it holds 3 tensors, expected 2"), message);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void weightsThatAreNoNumbersAreRefused(float wrong) {
    for (int i = 0; i < WEIGHTS.length; i++) {
      float[] weights = WEIGHTS.clone();
      weights[i] = wrong;
      String message = refusal(Crafted.file(HEADER, weights));
      String where = i < 12 ? i + " of 0.weight" : i - 12 + " of 0.bias";
      assertTrue(message.contains("weight " + where + " is " + wrong), message);
    }
  }

  /** What is quoted from a file can neither break the line nor talk to a terminal. */
  @Test
  void messagesStayOneShortLineWhateverTheFileSays() {
    String nasty = "x\\n\\u001b[2J\\r\\u2028\\u0085y";
    for (String part : List.of("digits-1", "4 > dense 3", "2x2", "0.0039", "F32")) {
      assertTrue(refusal(Crafted.with(part, nasty)).contains("x??[2J???y"));
      refusal(Crafted.with(part, "z".repeat(100_000)));
    }
    refusal(Crafted.with("\"name\":", "\"" + nasty + "\":{},\"name\":"));
  }

  @Test
  void whatIsNoFileIsRefused(@TempDir Path folder) {
    assertEquals(
        folder + ": a folder; expected a model file, such as runs/two-layer/model.safetensors",
        assertThrows(ModelException.class, () -> ModelFile.read(folder)).getMessage());
    Path missing = folder.resolve("missing");
    assertTrue(
        assertThrows(ModelException.class, () -> ModelFile.read(missing))
            .getMessage()
            .startsWith(missing + ": no such file; expected"));
  }

  @Test
  void aFileTooLargeForAnyModelIsRefusedUnread(@TempDir Path folder) throws IOException {
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    String message = assertThrows(ModelException.class, () -> ModelFile.read(large)).getMessage();
    assertTrue(message.contains("3221225472 bytes, expected at most"), message);
    Files.delete(large);
  }
}
