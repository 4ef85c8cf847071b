package digits.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a camera was held: what picture files say in their Exif data. */
final class Orientation {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private Orientation() {}

  /** 1 to 8 as Exif counts (CIPA DC-008); 1, upright, where nothing is said. */
  static int of(Format format, byte[] file) {
    return switch (format) {
      case JPEG -> ofJpeg(file);
      case PNG -> ofChunks(file, 8, "eXIf", true);
      case WEBP -> ofChunks(file, 12, "EXIF", false);
      case TIFF -> new Tiff(file, 0, file.length).orientation();
      case GIF, BMP -> 1;
    };
  }

  /** Among the segments before the first scan. */
  private static int ofJpeg(byte[] file) {
    int p = 2;
    while (p + 4 <= file.length && file[p] == (byte) 0xFF && file[p + 1] != (byte) 0xDA) {
      int end = p + 2 + ((file[p + 2] & 0xFF) << 8 | file[p + 3] & 0xFF);
      boolean exif = file[p + 1] == (byte) 0xE1 && end <= file.length && begins(file, p + 4, EXIF);
      if (exif) {
        return new Tiff(file, p + 4 + EXIF.length, end).orientation();
      }
      p = Math.max(end, p + 2);
    }
    return 1;
  }

  /** Among chunks: PNG's have length, name, data, checksum; RIFF's name, length, data, even. */
  private static int ofChunks(byte[] file, int first, String name, boolean png) {
    byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
    long p = first;
    while (p + 8 <= file.length) {
      int at = (int) p;
      long length = png ? bigEndian(file, at) : Integer.reverseBytes(bigEndian(file, at + 4));
      long end = p + 8 + length;
      if (length < 0 || end > file.length) {
        return 1;
      }
      if (begins(file, png ? at + 4 : at, wanted)) {
        int start = begins(file, at + 8, EXIF) ? at + 8 + EXIF.length : at + 8;
        return new Tiff(file, start, (int) end).orientation();
      }
      p = end + (png ? 4 : length & 1);
    }
    return 1;
  }

  private static int bigEndian(byte[] file, int at) {
    return file[at] << 24
        | (file[at + 1] & 0xFF) << 16
        | (file[at + 2] & 0xFF) << 8
        | file[at + 3] & 0xFF;
  }

  private static boolean begins(byte[] file, int at, byte[] with) {
    return at + with.length <= file.length
        && Arrays.equals(file, at, at + with.length, with, 0, with.length);
  }

  /** The picture as it should be seen; even numbers are mirrored first. */
  static Gray upright(Gray picture, int orientation) {
    Gray unmirrored =
        switch (orientation) {
          case 2, 4, 5, 7 -> mirrored(picture);
          default -> picture;
        };
    return switch (orientation) {
      case 3, 4 -> Turn.HALF.of(unmirrored);
      case 6, 7 -> Turn.QUARTER.of(unmirrored);
      case 5, 8 -> Turn.THREE_QUARTERS.of(unmirrored);
      default -> unmirrored;
    };
  }

  private static Gray mirrored(Gray picture) {
    int width = picture.width();
    byte[] pixels = new byte[picture.pixels().length];
    for (int y = 0, i = 0; y < picture.height(); y++) {
      for (int x = width - 1; x >= 0; x--) {
        pixels[y * width + x] = picture.pixels()[i++];
      }
    }
    return new Gray(width, picture.height(), pixels);
  }
}
