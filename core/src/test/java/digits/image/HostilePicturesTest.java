package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostilePicturesTest {

  private static String refused(byte[] bytes, String name) {
    PictureException e =
        assertThrows(PictureException.class, () -> Pictures.read(bytes, name), name);
    return checked(e.getMessage());
  }

  private static String refused(Path file) {
    return checked(assertThrows(PictureException.class, () -> Pictures.read(file)).getMessage());
  }

  private static String checked(String message) {
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains("; expected "), message);
    return message;
  }

  /** A picture with detail, so that files are long enough to be cut in many places. */
  private static BufferedImage picture() {
    BufferedImage image = new BufferedImage(33, 25, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 33 * 25; i++) {
      image.setRGB(i % 33, i / 33, random.nextInt(0x1000000));
    }
    return image;
  }

  @Test
  void textNamedPng() {
    byte[] text = "hello world\nsecond line".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "scan.png: not a picture: it begins with \"hello wor\"; expected PNG, JPEG, BMP, GIF, TIFF or WebP;"
            + " check the file or convert it",
        refused(text, "scan.png"));
  }

  @Test
  void otherBytes() {
    String message = refused(new byte[] {0x49, 0x49, 0x2B, 0, 8}, "scan.tiff");
    assertTrue(message.contains("begins with the bytes 49 49 2b 00 08;"), message);
    assertTrue(refused(new byte[0], "empty.png").startsWith("empty.png: empty; "));
    refused(new byte[] {(byte) 0xFF}, "one byte");
  }

  @Test
  void lineBreaksInANameStayOutOfTheMessage() {
    assertTrue(refused(new byte[0], "a\nb\u2028c\u0007.png").startsWith("a b c .png: "));
  }

  @Test
  void filesThatAreNone(@TempDir Path folder) throws IOException {
    assertTrue(refused(folder).contains("is a folder"));
    assertTrue(refused(folder.resolve("missing.png")).contains("no such file"));
    Path file = Files.write(folder.resolve("file"), new byte[0]);
    assertTrue(refused(file).contains("empty"));
    refused(file.resolve("below-a-file.png"));
    assertTrue(file.toFile().setReadable(false));
    String forbidden = Files.isReadable(file) ? "empty" : "may not be read"; // root may read all
    assertTrue(refused(file).contains(forbidden));
  }

  @Test
  void streams() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection\nreset");
          }
        };
    PictureException e =
        assertThrows(PictureException.class, () -> Pictures.read(failing, "upload"));
    assertTrue(checked(e.getMessage()).contains("connection reset"));

    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }
        };
    assertThrows(PictureException.class, () -> Pictures.read(endless, "/dev/zero"));
  }

  @Test
  void aFileAboveTheLimitIsNotRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("huge.png");
    try (var channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      channel.position(Pictures.MAX_BYTES).write(ByteBuffer.allocate(1));
    }
    assertTrue(refused(file).contains("67108865 bytes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 x 0",
        "0 x 10",
        "30000 x 30000",
        "20001 x 1",
        "10000 x 6401",
        "2147483647 x 2147483647",
        "-1 x 5"
      })
  void pngHeadersBeyondTheLimits(String size) {
    String[] sides = size.split(" x ");
    byte[] png =
        Encoded.png(
            Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), 8, 0, new byte[0], new byte[9]);
    refused(png, size);
  }

  @Test
  void otherHeadersBeyondTheLimits() throws IOException {
    byte[] gif = Encoded.write(picture(), "gif");
    int frame = indexOf(gif, (byte) 0x2C, 13 + 3 * 256);
    Arrays.fill(gif, frame + 5, frame + 9, (byte) 0xFF);
    assertTrue(refused(gif, "bomb.gif").contains("65535 x 65535 pixels"));

    byte[] bmp = Encoded.write(picture(), "bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 30_000).putInt(22, 30_000);
    refused(bmp, "bomb.bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);
    refused(bmp, "negative.bmp");

    byte[] jpeg = Encoded.write(picture(), "jpg");
    int start = indexOf(jpeg, (byte) 0xC0, 20);
    Arrays.fill(jpeg, start + 4, start + 8, (byte) 0x7F);
    assertTrue(refused(jpeg, "bomb.jpg").contains("32639 x 32639 pixels"));
  }

  private static int indexOf(byte[] bytes, byte value, int from) {
    int i = from;
    while (bytes[i] != value) {
      i++;
    }
    return i;
  }

  @Test
  void aPictureInsideABmp() throws IOException {
    byte[] bmp = Encoded.write(picture(), "bmp");
    bmp[30] = 5;
    assertTrue(refused(bmp, "nested.bmp").contains("another picture inside"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif", "progressive"})
  void cutAnywhere(String format) throws IOException {
    byte[] whole = format.equals("progressive") ? progressive() : Encoded.write(picture(), format);
    // A GIF may lack its trailer, behind the only frame that is read, a BMP its last padding byte.
    int needed = whole.length - (format.equals("gif") || format.equals("bmp") ? 1 : 0);
    Pictures.read(whole, format);
    for (int length = 0; length < needed; length++) {
      refused(Arrays.copyOf(whole, length), format + " cut after " + length);
    }
  }

  private static byte[] progressive() throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpg");
    ImageWriter writer = writers.next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture(), null, null), param);
    }
    writer.dispose();
    return out.toByteArray();
  }

  @Test
  void fourColourJpeg() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      Raster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 9, 7, 4, null);
      writer.write(null, new IIOImage(inks, null, null), null);
    }
    writer.dispose();
    assertTrue(refused(out.toByteArray(), "print.jpg").contains("CMYK"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void compressedTextIsNotUnpacked(int colours) throws IOException {
    byte[] text = new byte[50 << 20];
    byte[] head = {'a', 0, 0};
    byte[] zeros = Encoded.deflated(text);
    byte[] bomb = Arrays.copyOf(head, head.length + zeros.length);
    System.arraycopy(zeros, 0, bomb, head.length, zeros.length);
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    chunks.writeBytes(Encoded.chunk("PLTE", new byte[] {7, 7, 7}));
    for (int i = 0; i < 20; i++) {
      chunks.writeBytes(Encoded.chunk("zTXt", bomb));
    }
    byte[] between = chunks.toByteArray();
    byte[] png = Encoded.png(1, 1, 8, colours, between, new byte[] {0, 0});
    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          try {
            Pictures.read(png, "text.png");
          } catch (PictureException e) {
            checked(e.getMessage());
          }
        });
  }

  @Test
  void missingPixelsBeforeAProperEnd() throws IOException {
    byte[] jpeg = Encoded.write(picture(), "jpg");
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2 + 400);
    cut[cut.length - 3] = 0;
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;
    assertTrue(refused(cut, "patched.jpg").contains("damaged"));
  }

  @Test
  void aJpegOfEndlessScans() throws IOException {
    byte[] jpeg = progressive();
    byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0};
    ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + 1000 * scan.length);
    bytes.put(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < 1000; i++) {
      bytes.put(scan);
    }
    bytes.put(jpeg, jpeg.length - 2, 2);
    assertTrue(refused(bytes.array(), "scans.jpg").contains("100 scans"));
  }

  @Test
  void aFlippedBitInThePixelsOfAPngIsNoticed() throws IOException {
    byte[] png = Encoded.write(picture(), "png");
    png[png.length / 2] ^= 4;
    assertTrue(refused(png, "flipped.png").contains("checksum"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif", "progressive"})
  void randomDamageNeverEscapes(String format) throws IOException {
    byte[] whole = format.equals("progressive") ? progressive() : Encoded.write(picture(), format);
    Random random = new Random(format.hashCode());
    int damaged = 0;
    for (int trial = 0; trial < 2000; trial++) {
      byte[] bytes = whole.clone();
      // Most of the harm lies in headers, so half of the trials aim there.
      int reach = trial % 2 == 0 ? Math.min(64, bytes.length) : bytes.length;
      for (int k = random.nextInt(4); k >= 0; k--) {
        bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      if (format.equals("png")) {
        repairChecksums(bytes); // or nothing behind the checksums would ever be reached
      }
      try {
        Gray gray = Pictures.read(bytes, format);
        Preparation.MNIST.prepare(gray);
      } catch (PictureException e) {
        checked(e.getMessage());
        damaged++;
      }
    }
    assertFalse(damaged < 100, "only " + damaged + " of 2000 were refused");
  }

  private static void repairChecksums(byte[] png) {
    ByteBuffer buffer = ByteBuffer.wrap(png);
    int p = 8;
    while (p + 12 <= png.length) {
      int length = buffer.getInt(p);
      if (length < 0 || length > png.length - p - 12) {
        return;
      }
      CRC32 checksum = new CRC32();
      checksum.update(png, p + 4, length + 4);
      buffer.putInt(p + 8 + length, (int) checksum.getValue());
      p += 12 + length;
    }
  }
}
