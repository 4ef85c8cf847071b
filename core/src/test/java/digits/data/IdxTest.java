package digits.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  private static final byte[] PIXELS = TestData.pixels(3 * 2 * 5, 0.7, 1);
  private static final byte[] IMAGES = images(3, 2, 5, PIXELS);
  private static final byte[] LABELS = labels(3, 7, 0, 9);

  private static byte[] images(int count, int rows, int columns, byte[] pixels) {
    return ByteBuffer.allocate(16 + pixels.length)
        .putInt(2051)
        .putInt(count)
        .putInt(rows)
        .putInt(columns)
        .put(pixels)
        .array();
  }

  private static byte[] labels(int count, int... labels) {
    ByteBuffer buffer = ByteBuffer.allocate(8 + labels.length).putInt(2049).putInt(count);
    for (int label : labels) {
      buffer.put((byte) label);
    }
    return buffer.array();
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static Dataset read(byte[] images, byte[] labels) throws IOException {
    return Idx.read(
        new ByteArrayInputStream(images),
        "a/pictures",
        new ByteArrayInputStream(labels),
        "a/labels");
  }

  /** The message of the refusal, which is one line and begins with the file's name. */
  private static String refusal(String name, byte[] images, byte[] labels) {
    DataException e = assertThrows(DataException.class, () -> read(images, labels));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().startsWith(name + ": "), e.getMessage());
    return e.getMessage();
  }

  private static void assertGood(Dataset data) {
    assertArrayEquals(PIXELS, data.pixels());
    assertArrayEquals(new int[] {7, 0, 9}, data.labels());
    assertEquals(5, data.width());
    assertEquals(2, data.height());
    assertEquals(Dataset.DIGITS, data.classes());
    assertEquals("a/pictures", data.name());
  }

  @Test
  void readsPlainAndPackedFilesInAnyPair() throws IOException {
    assertGood(read(IMAGES, LABELS));
    assertGood(read(packed(IMAGES), LABELS));
    assertGood(read(IMAGES, packed(LABELS)));
    assertGood(read(packed(IMAGES), packed(LABELS)));
  }

  @Test
  void labelsBeyondNineAreClassesOfTheirOwn() throws IOException {
    Dataset data = read(IMAGES, labels(3, 0, 255, 12));
    assertArrayEquals(new int[] {0, 255, 12}, data.labels());
    assertEquals(256, data.classes().size());
    assertEquals("255", data.classes().get(255));
  }

  @Test
  void readsMnist() {
    Dataset data = TestData.mnist(0, 60_000);
    assertEquals(60_000, data.size());
    assertArrayEquals(new int[] {5, 0, 4, 1, 9}, Arrays.copyOf(data.labels(), 5));
  }

  @Test
  void aFileCutShortAnywhereIsRefused() {
    for (int length = 0; length < IMAGES.length; length++) {
      String message = refusal("a/pictures", Arrays.copyOf(IMAGES, length), LABELS);
      assertTrue(message.contains("cut short"), message);
    }
    for (int length = 0; length < LABELS.length; length++) {
      String message = refusal("a/labels", IMAGES, Arrays.copyOf(LABELS, length));
      assertTrue(message.contains("cut short"), message);
    }
    assertEquals(
        "a/pictures: cut short: its header says 30 bytes follow, found 29; get the file again",
        refusal("a/pictures", Arrays.copyOf(IMAGES, 45), LABELS));
  }

  @Test
  void aPackedFileCutShortAnywhereIsRefused() {
    byte[] images = packed(IMAGES);
    for (int length = 0; length < images.length; length++) {
      refusal("a/pictures", Arrays.copyOf(images, length), LABELS);
    }
    byte[] labels = packed(LABELS);
    for (int length = 0; length < labels.length; length++) {
      refusal("a/labels", IMAGES, Arrays.copyOf(labels, length));
    }
  }

  /** Where a bit of a packed file carries no meaning, such as a time stamp, the data are right. */
  @Test
  void aPackedFileWithOneWrongBitIsRefusedOrStillRight() throws IOException {
    byte[] images = packed(IMAGES);
    int refused = 0;
    for (int bit = 0; bit < 8 * images.length; bit++) {
      byte[] damaged = images.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertGood(read(damaged, LABELS));
      } catch (DataException e) {
        refused++;
        assertTrue(e.getMessage().startsWith("a/pictures: "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
    // All but the ten bytes of gzip's own header.
    assertTrue(refused >= 8 * (images.length - 10), refused + " of " + 8 * images.length);
  }

  @Test
  void picturesAndLabelsExchangedAreRefused() {
    assertEquals(
        "a/labels: not an IDX file of labels: begins with 2051, expected 2049; are pictures and"
            + " labels exchanged?",
        refusal("a/labels", LABELS, IMAGES));
    assertEquals(
        "a/pictures: not an IDX file of pictures: begins with 2049, expected 2051; are pictures"
            + " and labels exchanged?",
        refusal("a/pictures", LABELS, LABELS));
  }

  @Test
  void anythingElseIsRefused() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    assertEquals(
        "a/pictures: not an IDX file of pictures: begins with -1991225785, expected 2051; check"
            + " that it is MNIST's file",
        refusal("a/pictures", png, LABELS));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, 2_000_000_000, 4, 1 << 20})
  void aCountThatLiesIsRefusedWithoutBeingBelieved(int count) {
    // With the 2 GiB that some of these promise, the tests' Java would run out of memory.
    String images = refusal("a/pictures", images(count, 2, 5, PIXELS), LABELS);
    String labels = refusal("a/labels", IMAGES, labels(count, 7, 0, 9));
    if (count < 1) {
      assertTrue(images.contains(count + " pictures: expected 1 to"), images);
      assertTrue(labels.contains(count + " labels: expected 1 to"), labels);
    } else if (count < 1 << 21) {
      assertTrue(images.contains("says " + 10 * count + " bytes follow, found 30"), images);
      assertTrue(labels.contains("says " + count + " bytes follow, found 3"), labels);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,5", "2,0", "-2,5", "256,5", "2,256", "2147483647,2147483647", "-1,-30"})
  void sidesThatCannotBeAreRefused(int rows, int columns) {
    String message = refusal("a/pictures", images(3, rows, columns, PIXELS), LABELS);
    assertTrue(message.contains("pictures of " + columns + " x " + rows + ": expected"), message);
  }

  @Test
  void moreBytesThanTheHeaderSaysAreRefused() {
    assertEquals(
        "a/pictures: more than the 20 bytes its header says; the header is damaged",
        refusal("a/pictures", images(2, 2, 5, PIXELS), LABELS));
    refusal("a/labels", IMAGES, packed(labels(2, 7, 0, 9)));
  }

  @Test
  void picturesAndLabelsOfDifferentSetsAreRefused() {
    assertEquals(
        "a/pictures: 3 pictures, but 2 labels in a/labels; expected as many of each: take both"
            + " files from the same set",
        refusal("a/pictures", IMAGES, labels(2, 7, 0)));
  }

  @ParameterizedTest
  @CsvSource({"-,''", "-,.gz", ".,''", ".,.gz"})
  void findsFilesUnderEachOfTheirNames(String separator, String packing, @TempDir Path folder)
      throws IOException {
    boolean pack = !packing.isEmpty();
    assertFalse(Idx.holds(folder, "t10k"));
    Files.write(
        folder.resolve("t10k-images" + separator + "idx3-ubyte" + packing),
        pack ? packed(IMAGES) : IMAGES);
    assertTrue(Idx.holds(folder, "t10k"));
    assertFalse(Idx.holds(folder, "train"));
    Files.write(
        folder.resolve("t10k-labels" + separator + "idx1-ubyte" + packing),
        pack ? packed(LABELS) : LABELS);
    Dataset data = Idx.read(folder, "t10k");
    assertArrayEquals(PIXELS, data.pixels());
    assertTrue(data.name().startsWith(folder.toString()), data.name());
  }

  @Test
  void aFolderWithoutTheFilesIsRefused(@TempDir Path folder) throws IOException {
    String ending = " in it, with or without .gz; expected a folder of MNIST's IDX files";
    for (String missing : List.of("images-idx3-ubyte", "labels-idx1-ubyte")) {
      DataException e = assertThrows(DataException.class, () -> Idx.read(folder, "train"));
      assertEquals(folder + ": no train-" + missing + ending, e.getMessage());
      // A folder of that name is no file.
      Files.createDirectories(folder.resolve("train-images.idx3-ubyte"));
      Files.write(folder.resolve("train-images-idx3-ubyte"), IMAGES);
    }
  }

  @Test
  void namesTheDamagedFileOfAFolder(@TempDir Path folder) throws IOException {
    Path images = folder.resolve("train-images-idx3-ubyte");
    Files.write(images, Arrays.copyOf(IMAGES, 20));
    Files.write(folder.resolve("train-labels-idx1-ubyte"), LABELS);
    DataException e = assertThrows(DataException.class, () -> Idx.read(folder, "train"));
    assertTrue(e.getMessage().startsWith(images + ": cut short"), e.getMessage());
  }
}
