package digits.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

  /** All 256 greys in an awkward size. */
  private static Gray ramp() {
    byte[] pixels = new byte[37 * 7];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return new Gray(37, 7, pixels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif", "tif"})
  void greyIsExact(String format) throws IOException {
    Gray read = Pictures.read(Encoded.write(Encoded.grey(ramp()), format), "ramp." + format);
    assertEquals(37, read.width());
    assertEquals(7, read.height());
    assertArrayEquals(ramp().pixels(), read.pixels());
  }

  @Test
  void jpegIsNearlyExact() throws IOException {
    Gray read = Pictures.read(Encoded.write(Encoded.grey(ramp()), "jpg"), "ramp.jpg");
    double error = 0;
    for (int x = 0; x < 37; x++) {
      error += Math.abs(read.at(x, 3) - ramp().at(x, 3)) / 37.0;
    }
    assertTrue(error < 3, "mean error of the fourth row " + error);
  }

  @Test
  void aGreyOf100Is100InEveryColourType() throws IOException {
    int[] types = {
      BufferedImage.TYPE_INT_RGB,
      BufferedImage.TYPE_INT_ARGB,
      BufferedImage.TYPE_INT_BGR,
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_4BYTE_ABGR
    };
    for (int type : types) {
      BufferedImage image = new BufferedImage(5, 3, type);
      for (int i = 0; i < 15; i++) {
        image.setRGB(i % 5, i / 5, 0xFF646464);
      }
      assertEquals(100, Pictures.read(Encoded.write(image, "png"), "100.png").at(4, 2));
    }
    BufferedImage grey16 = new BufferedImage(5, 3, BufferedImage.TYPE_USHORT_GRAY);
    grey16.getRaster().setSample(4, 2, 0, 100 * 257);
    assertEquals(100, Pictures.read(Encoded.write(grey16, "png"), "100.png").at(4, 2));
    BufferedImage jpeg = Encoded.grey(new Gray(1, 1, new byte[] {100}));
    assertEquals(100, Pictures.read(Encoded.write(jpeg, "jpg"), "100.jpg").at(0, 0), 1);
  }

  @Test
  void jpegOfLuminanceAndOfRedGreenAndBlue() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, 0xC86432); // Y 124, Cb 86, Cr 182
    }
    byte[] jpeg = Encoded.write(image, "jpg");
    assertEquals(124, Pictures.read(jpeg, "orange.jpg").at(4, 4), 1);
    // The same samples, but Adobe's marker instead of JFIF's says that they are red, green and
    // blue.
    int jfif = 2 + ByteBuffer.wrap(jpeg).getShort(4);
    byte[] adobe = {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    ByteBuffer file = ByteBuffer.allocate(jpeg.length - jfif + adobe.length);
    file.put(jpeg, 0, 2).put(adobe).put(jpeg, 2 + jfif, jpeg.length - 2 - jfif);
    float expected = 0.299f * 124 + 0.587f * 86 + 0.114f * 182;
    assertEquals(expected, Pictures.read(file.array(), "adobe.jpg").at(4, 4), 2);
  }

  @Test
  void coloursWeighAsInRec601() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xFF0000);
    image.setRGB(1, 0, 0x00FF00);
    image.setRGB(2, 0, 0x0000FF);
    for (String format : new String[] {"png", "bmp", "gif", "tif"}) {
      Gray read = Pictures.read(Encoded.write(image, format), "rgb." + format);
      assertArrayEquals(new byte[] {76, (byte) 150, 29}, read.pixels(), format);
    }
  }

  @Test
  void paletteAndBilevel() throws IOException {
    byte[] red = {0, (byte) 255, 100};
    byte[] alpha = {(byte) 255, (byte) 255, 0};
    IndexColorModel palette = new IndexColorModel(2, 3, red, red, red, alpha);
    BufferedImage image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setPixels(0, 0, 9, 1, new int[] {0, 1, 2, 0, 1, 2, 0, 1, 2});
    byte white = (byte) 255;
    byte[] expected = {0, white, white, 0, white, white, 0, white, white};
    assertArrayEquals(expected, Pictures.read(Encoded.write(image, "png"), "p.png").pixels());
    assertArrayEquals(expected, Pictures.read(Encoded.write(image, "gif"), "p.gif").pixels());

    BufferedImage bilevel = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
    bilevel.getRaster().setSample(8, 0, 0, 1);
    assertEquals(255, Pictures.read(Encoded.write(bilevel, "bmp"), "b.bmp").at(8, 0));
    assertEquals(0, Pictures.read(Encoded.write(bilevel, "png"), "b.png").at(7, 0));
  }

  @Test
  void transparencyLiesOverWhite() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00000000);
    image.setRGB(1, 0, 0x80000000);
    image.setRGB(2, 0, 0xFF000000);
    Gray read = Pictures.read(Encoded.write(image, "png"), "alpha.png");
    assertArrayEquals(new byte[] {(byte) 255, 127, 0}, read.pixels());
  }

  @Test
  void greyWithAlphaInEightAndSixteenBits() throws IOException {
    byte[] rows8 = {0, 100, (byte) 255, 100, 0};
    byte[] png8 = Encoded.png(2, 1, 8, 4, new byte[0], rows8);
    assertArrayEquals(new byte[] {100, (byte) 255}, Pictures.read(png8, "ga8.png").pixels());
    byte[] rows16 = {0, 100, 100, -1, -1, 100, 100, 0, 0};
    byte[] png16 = Encoded.png(2, 1, 16, 4, new byte[0], rows16);
    assertArrayEquals(new byte[] {100, (byte) 255}, Pictures.read(png16, "ga16.png").pixels());
  }

  @Test
  void fewBitsOfGreyReachBlackAndWhite() throws IOException {
    byte[] png2 = Encoded.png(4, 1, 2, 0, new byte[0], new byte[] {0, 0b00011011});
    byte[] expected2 = {0, 85, (byte) 170, (byte) 255};
    assertArrayEquals(expected2, Pictures.read(png2, "g2.png").pixels());
    byte[] png4 = Encoded.png(2, 1, 4, 0, new byte[0], new byte[] {0, 0x0F});
    assertArrayEquals(new byte[] {0, (byte) 255}, Pictures.read(png4, "g4.png").pixels());
  }

  @Test
  void aTransparentColourIsPaper() throws IOException {
    byte[] clear = Encoded.chunk("tRNS", new byte[] {0, 0, 0, 0, 0, 0});
    byte[] rows = {0, 0, 0, 0, 10, 10, 10};
    byte[] png = Encoded.png(2, 1, 8, 2, clear, rows);
    assertArrayEquals(new byte[] {(byte) 255, 10}, Pictures.read(png, "trns.png").pixels());
    byte[] greyClear = Encoded.chunk("tRNS", new byte[] {0, 0});
    byte[] greyPng = Encoded.png(2, 1, 8, 0, greyClear, new byte[] {0, 0, 10});
    assertArrayEquals(new byte[] {(byte) 255, 10}, Pictures.read(greyPng, "g.png").pixels());
  }

  @Test
  void pathStreamAndBytesGiveTheSame(@TempDir Path folder) throws IOException {
    byte[] bytes = Encoded.write(Encoded.grey(ramp()), "png");
    Path file = Files.write(folder.resolve("a picture é.png"), bytes);
    assertArrayEquals(ramp().pixels(), Pictures.read(file).pixels());
    Gray streamed = Pictures.read(new ByteArrayInputStream(bytes), "stream");
    assertArrayEquals(ramp().pixels(), streamed.pixels());
  }

  @Test
  void theNameDoesNotDecideTheFormat(@TempDir Path folder) throws IOException {
    byte[] bytes = Encoded.write(Encoded.grey(ramp()), "gif");
    assertEquals(37, Pictures.read(Files.write(folder.resolve("gif.png"), bytes)).width());
  }

  /** Exif data with nothing but the orientation. */
  private static byte[] exif(int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }

  /**
   * Where the stored top left and top right corner are to be seen, from the specification's table:
   * 0 top left, 1 top right, 2 bottom right, 3 bottom left.
   */
  private static final int[][] CORNERS = {
    {0, 1}, {1, 0}, {2, 3}, {3, 2}, {0, 3}, {1, 2}, {2, 1}, {3, 0}
  };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void exifTellsHowTheCameraWasHeld(int orientation) throws IOException {
    Gray stored = new Gray(3, 2, new byte[] {50, 0, 100, 0, 0, 0});
    byte[] png = Encoded.write(Encoded.grey(stored), "png");
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] chunk = Encoded.chunk("eXIf", exif(orientation, order));
      ByteBuffer file = ByteBuffer.allocate(png.length + chunk.length);
      file.put(png, 0, 33).put(chunk).put(png, 33, png.length - 33); // behind the header
      Gray seen = Pictures.read(file.array(), "held.png");
      int right = seen.width() - 1;
      int bottom = seen.height() - 1;
      int[] corners = {
        seen.at(0, 0), seen.at(right, 0), seen.at(right, bottom), seen.at(0, bottom)
      };
      int[] expected = CORNERS[orientation < 1 || orientation > 8 ? 0 : orientation - 1];
      assertEquals(50, corners[expected[0]], "orientation " + orientation);
      assertEquals(100, corners[expected[1]], "orientation " + orientation);
    }
  }

  @Test
  void exifInJpegAndTiff() throws IOException {
    byte[] jpeg = Encoded.write(Encoded.grey(ramp()), "jpg");
    byte[] exif = exif(6, ByteOrder.LITTLE_ENDIAN);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + exif.length + 10);
    file.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (exif.length + 8));
    file.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
    file.put(jpeg, 2, jpeg.length - 2);
    Gray read = Pictures.read(file.array(), "held.jpg");
    assertEquals(7, read.width());
    assertEquals(37, read.height());
  }

  @Test
  void sixteenBitTiff() throws IOException {
    BufferedImage image = new BufferedImage(5, 3, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(4, 2, 0, 100 * 257);
    assertEquals(100, Pictures.read(Encoded.write(image, "tif"), "100.tif").at(4, 2));
  }

  @Test
  void webpWithoutADecoderIsSaid() {
    byte[] webp = Arrays.copyOf("RIFF\26\0\0\0WEBPVP8L".getBytes(StandardCharsets.US_ASCII), 30);
    PictureException e = assertThrows(PictureException.class, () -> Pictures.read(webp, "a.webp"));
    assertTrue(e.getMessage().contains("a WEBP, for which this Java has no decoder"));
  }
}
