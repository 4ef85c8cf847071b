package digits.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Model files by hand, right but for what a test wants wrong in them. */
final class Crafted {
  private static final String NO_HASH = "0".repeat(64);

  static final String HEADER =
      "{\"__metadata__\":{\"architecture\":\"4 > dense 3\",\"classes\":\"a b c\","
          + "\"format\":\"digits-1\",\"name\":\"crafted\",\"picture\":\"2x2\","
          + "\"pixel_scale\":\"0.0039\",\"sha256\":\""
          + NO_HASH
          + "\"},\"0.weight\":{\"dtype\":\"F32\",\"shape\":[4,3],\"data_offsets\":[0,48]},"
          + "\"0.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[48,60]}}";

  static final float[] WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, -1, -2, -3};

  private Crafted() {}

  /** A file of this header and these weights, with the right hash where the header has zeros. */
  static byte[] file(String header, float... weights) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + text.length + 4 * weights.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text);
    for (float weight : weights) {
      file.putFloat(weight);
    }
    byte[] bytes = file.array();
    int mark = header.indexOf(NO_HASH);
    if (mark >= 0) {
      int at = 8 + header.substring(0, mark).getBytes(StandardCharsets.UTF_8).length;
      byte[] hash = sha256(bytes).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(hash, 0, bytes, at, hash.length);
    }
    return bytes;
  }

  /** The crafted file with {@code part} of its header put in another way. */
  static byte[] with(String part, String instead) {
    assertTrue(HEADER.contains(part), part);
    return file(HEADER.replace(part, instead), WEIGHTS);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** What the reader says about the file, in one line that begins with the file's name. */
  static String refusal(byte[] bytes) {
    String message =
        assertThrows(ModelException.class, () -> ModelFile.read(bytes, "some.file")).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    assertTrue(message.startsWith("some.file: not a model this program can use: "), message);
    assertTrue(message.endsWith("; train it again or get the file again"), message);
    assertTrue(message.length() < 500, message);
    return message;
  }
}
