package digits.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Labelled pictures of one size. Treat the arrays as read-only; then it is safe for use by many
 * threads.
 *
 * @param name where the pictures came from, for messages and reports
 * @param pixels picture n from {@code n * width * height} on, row after row; 0 paper to 255 ink
 * @param labels one a picture, each the number of a class
 * @param classes their names, in the order of their numbers
 */
public record Dataset(
    String name, byte[] pixels, int[] labels, int width, int height, List<String> classes) {

  /** The classes of MNIST. */
  public static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  /**
   * @throws IllegalArgumentException if sizes contradict each other or a label has no class
   */
  public Dataset {
    classes = List.copyOf(classes);
    if (width < 1 || height < 1 || (long) labels.length * width * height != pixels.length) {
      throw new IllegalArgumentException(
          name
              + ": "
              + labels.length
              + " labels for "
              + pixels.length
              + " bytes of pictures of "
              + width
              + " x "
              + height);
    }
    for (int label : labels) {
      if (label < 0 || label >= classes.size()) {
        throw new IllegalArgumentException(
            name + ": label " + label + ", expected 0 to " + (classes.size() - 1));
      }
    }
  }

  /** The number of pictures. */
  public int size() {
    return labels.length;
  }

  /** A copy of picture n. */
  public byte[] picture(int n) {
    int length = width * height;
    return Arrays.copyOfRange(pixels, n * length, (n + 1) * length);
  }

  /** SHA-256 over pictures and labels in hexadecimal: what a model says it was trained on. */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(pixels);
      for (int label : labels) {
        digest.update((byte) label);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
