package digits.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads IDX, the format of MNIST: big-endian numbers (a magic one, the count, for pictures also
 * rows and columns), then bytes. Files packed with gzip are recognised by their first bytes. Files
 * are not trusted: nothing is allocated on the word of a header alone.
 */
public final class Idx {
  private static final int IMAGES_MAGIC = 2051;
  private static final int LABELS_MAGIC = 2049;

  /** Pictures beyond this side are not what IDX is for. */
  private static final int LARGEST_SIDE = 255;

  private Idx() {}

  /**
   * Reads the pair of files of a folder, under either of the names MNIST is found with, packed or
   * not.
   *
   * @param part "train" or "t10k"
   * @throws DataException if files are missing, damaged or do not belong together
   */
  public static Dataset read(Path folder, String part) throws IOException {
    Path images = find(folder, part, "images", "idx3");
    Path labels = find(folder, part, "labels", "idx1");
    try (InputStream in = Files.newInputStream(images);
        InputStream labelsIn = Files.newInputStream(labels)) {
      return read(in, images.toString(), labelsIn, labels.toString());
    }
  }

  /** Whether the folder holds pictures that {@link #read(Path, String)} would look at. */
  public static boolean holds(Path folder, String part) {
    return names(part, "images", "idx3").map(folder::resolve).anyMatch(Files::isRegularFile);
  }

  private static Path find(Path folder, String part, String kind, String idx) throws DataException {
    return names(part, kind, idx)
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    folder
                        + ": no "
                        + part
                        + "-"
                        + kind
                        + "-"
                        + idx
                        + "-ubyte in it, with or without .gz; expected a folder of MNIST's IDX"
                        + " files"));
  }

  private static Stream<String> names(String part, String kind, String idx) {
    String stem = part + "-" + kind;
    return Stream.of("-", ".")
        .map(separator -> stem + separator + idx + "-ubyte")
        .flatMap(name -> Stream.of(name, name + ".gz"));
  }

  /**
   * Reads pictures and their labels; the classes are the numbers from 0 to the largest label, and
   * at least ten.
   *
   * @param imagesName for messages, as is {@code labelsName}
   * @throws DataException if a stream is no IDX, is cut short, or the two do not belong together
   */
  public static Dataset read(
      InputStream images, String imagesName, InputStream labels, String labelsName)
      throws IOException {
    byte[] labelBytes = readBody(labels, labelsName, LABELS_MAGIC, "labels").bytes;
    Body body = readBody(images, imagesName, IMAGES_MAGIC, "pictures");
    if (body.count != labelBytes.length) {
      throw new DataException(
          imagesName
              + ": "
              + body.count
              + " pictures, but "
              + labelBytes.length
              + " labels in "
              + labelsName
              + "; expected as many of each: take both files from the same set");
    }
    int[] digits = new int[labelBytes.length];
    int largest = 9;
    for (int i = 0; i < digits.length; i++) {
      digits[i] = labelBytes[i] & 255;
      largest = Math.max(largest, digits[i]);
    }
    List<String> classes = IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
    return new Dataset(imagesName, body.bytes, digits, body.columns, body.rows, classes);
  }

  private record Body(int count, int rows, int columns, byte[] bytes) {}

  private static Body readBody(InputStream raw, String name, int expectedMagic, String what)
      throws IOException {
    try {
      DataInputStream in = new DataInputStream(unpacked(raw));
      int magic = in.readInt();
      if (magic != expectedMagic) {
        throw new DataException(
            name
                + ": not an IDX file of "
                + what
                + ": begins with "
                + magic
                + ", expected "
                + expectedMagic
                + (magic == IMAGES_MAGIC || magic == LABELS_MAGIC
                    ? "; are pictures and labels exchanged?"
                    : "; check that it is MNIST's file"));
      }
      int count = in.readInt();
      boolean pictures = expectedMagic == IMAGES_MAGIC;
      int rows = pictures ? in.readInt() : 1;
      int columns = pictures ? in.readInt() : 1;
      if (rows < 1 || rows > LARGEST_SIDE || columns < 1 || columns > LARGEST_SIDE) {
        throw new DataException(
            name
                + ": pictures of "
                + columns
                + " x "
                + rows
                + ": expected sides of 1 to "
                + LARGEST_SIDE
                + "; the header is damaged");
      }
      long length = (long) count * rows * columns;
      if (count < 1 || length > Integer.MAX_VALUE - 8) {
        throw new DataException(
            name
                + ": "
                + count
                + " "
                + what
                + ": expected 1 to 2 GiB of them; the header is damaged");
      }
      byte[] bytes = in.readNBytes((int) length);
      if (bytes.length < length) {
        throw cutShort(name, "its header says " + length + " bytes follow, found " + bytes.length);
      }
      if (in.read() >= 0) {
        throw new DataException(
            name + ": more than the " + length + " bytes its header says; the header is damaged");
      }
      return new Body(count, rows, columns, bytes);
    } catch (EOFException e) {
      throw cutShort(name, "it ends inside its header or its packed data");
    } catch (ZipException e) {
      throw new DataException(
          name + ": damaged gzip data: " + e.getMessage() + "; get the file again", e);
    }
  }

  private static DataException cutShort(String name, String found) {
    return new DataException(name + ": cut short: " + found + "; get the file again");
  }

  private static InputStream unpacked(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
