package digits.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG, JPEG, BMP, GIF and TIFF (their first frame) and, where ImageIO finds a decoder on
 * the class path, WebP into grey pictures, upright as Exif says. Whatever the bytes hold, the
 * outcome is a {@link Gray} or a {@link PictureException}; size and need of memory are checked from
 * the header before any pixel is allocated. Safe for use by many threads.
 */
public final class Pictures {
  /** The longest side in pixels that is decoded. */
  public static final int MAX_SIDE = 20_000;

  /** The most pixels that are decoded. */
  public static final int MAX_PIXELS = 64_000_000;

  /** The longest file in bytes that is read, 64 MB. */
  public static final int MAX_BYTES = 64 << 20;

  private static final String FORMATS = "PNG, JPEG, BMP, GIF, TIFF or WebP";
  private static final String LIMITS =
      "sides of 1 to " + MAX_SIDE + " and at most " + MAX_PIXELS + " pixels";

  /** How much of a file's beginning identifies it, and is shown when it does not. */
  private static final int HEAD = 9;

  private Pictures() {}

  /**
   * Reads a picture file.
   *
   * @throws PictureException if there is no such file, or it cannot be read, or is no picture
   */
  public static Gray read(Path file) throws PictureException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new PictureException(name, "is a folder", "a picture", "name the pictures in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw tooLong(name, size + " bytes");
      }
      requireMemory(name, 2 * size);
      return read(in, name);
    } catch (PictureException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new PictureException(name, "no such file", "a picture", "check the path");
    } catch (AccessDeniedException e) {
      throw new PictureException(
          name, "may not be read", "a readable picture", "check the file's permissions");
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Reads a picture to the end of the stream, which the caller closes.
   *
   * @param name what messages call the picture
   * @throws PictureException if the stream fails or holds no picture
   */
  public static Gray read(InputStream in, String name) throws PictureException {
    try {
      byte[] head = in.readNBytes(HEAD);
      requireFormat(head, name); // before the rest is fetched
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
      byte[] bytes = whole.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw tooLong(name, "more than " + MAX_BYTES + " bytes");
      }
      return read(bytes, name);
    } catch (PictureException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(name, e);
    } catch (OutOfMemoryError e) {
      throw tooLittleMemory(name, "does not fit into the memory left");
    }
  }

  /**
   * Decodes a picture.
   *
   * @param name what messages call the picture
   * @throws PictureException if the bytes are no picture, or damaged, or too large
   */
  public static Gray read(byte[] bytes, String name) throws PictureException {
    Format format = requireFormat(bytes, name);
    if (bytes.length > MAX_BYTES) {
      throw tooLong(name, bytes.length + " bytes");
    }
    String damage = format.damage(bytes).orElse(null);
    if (damage != null) {
      throw damaged(name, damage);
    }
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
    if (!readers.hasNext()) {
      throw new PictureException(
          name,
          "a " + format + ", for which this Java has no decoder",
          "PNG, JPEG, BMP, GIF or TIFF",
          "convert it, or put an ImageIO plug-in for it on the class path");
    }
    ImageReader reader = readers.next();
    // Held in memory: ImageIO.createImageInputStream would write a temporary file.
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      Gray picture = decode(reader, bytes.length, name);
      return Orientation.upright(picture, Orientation.of(format, bytes));
    } catch (PictureException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoders answer damaged files with unchecked exceptions of many kinds too.
      throw damaged(name, "a " + format + " that cannot be decoded (" + reason(e) + ")");
    } catch (OutOfMemoryError e) {
      throw tooLittleMemory(name, "does not fit into the memory left");
    } finally {
      reader.dispose();
    }
  }

  private static Gray decode(ImageReader reader, int fileBytes, String name) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    long pixels = (long) width * height;
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS) {
      throw new PictureException(
          name, width + " x " + height + " pixels", LIMITS, "scale or crop the picture");
    }
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    ColorModel model = types.hasNext() ? types.next().getColorModel() : null;
    if (model == null || !Luminance.understands(model)) {
      throw new PictureException(
          name, "colours that are neither grey nor RGB (CMYK?)", "grey or RGB", "convert it");
    }
    ImageReadParam param = reader.getDefaultReadParam();
    ImageTypeSpecifier luminance = luminance(reader);
    param.setDestinationType(luminance);
    requireMemory(name, luminance == null ? model : luminance.getColorModel(), pixels, fileBytes);
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image;
    try {
      image = reader.read(0, param);
    } catch (IllegalArgumentException e) {
      // A JPEG file of red, green and blue, or a damaged one, which will show again.
      requireMemory(name, model, pixels, fileBytes);
      image = reader.read(0);
    }
    Gray gray = Luminance.of(image);
    for (String warning : warnings) {
      // libjpeg's words, in no other language, when it fills up missing pixels with grey
      if (warning.contains("premature end")) {
        throw damaged(name, "damaged: " + warning);
      }
    }
    return gray;
  }

  /**
   * Most JPEG files hold luminance, and colours apart from it, which need not be decoded; or null.
   */
  private static ImageTypeSpecifier luminance(ImageReader reader) throws IOException {
    if (reader.getFormatName().equalsIgnoreCase("jpeg")) {
      Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
      while (types.hasNext()) {
        ImageTypeSpecifier type = types.next();
        if (type.getBufferedImageType() == BufferedImage.TYPE_BYTE_GRAY) {
          return type;
        }
      }
    }
    return null;
  }

  /**
   * The decoder's pixels and the grey ones, a quarter more for what lies between them in the heap,
   * the file and the stream's copy of it.
   */
  private static void requireMemory(String name, ColorModel model, long pixels, int fileBytes)
      throws PictureException {
    int perPixel = (model.getPixelSize() + 7) / 8 + 1;
    requireMemory(name, pixels * perPixel * 5 / 4 + 2L * fileBytes);
  }

  private static Format requireFormat(byte[] head, String name) throws PictureException {
    Format format = Format.of(head).orElse(null);
    if (format == null) {
      String found = head.length == 0 ? "empty" : "not a picture: it begins with " + begins(head);
      throw new PictureException(name, found, FORMATS, "check the file or convert it");
    }
    return format;
  }

  /** Text is shown as text, anything else as hexadecimal bytes. */
  private static String begins(byte[] file) {
    int length = Math.min(HEAD, file.length);
    for (int i = 0; i < length; i++) {
      if (file[i] < ' ' && file[i] != '\n' && file[i] != '\r' && file[i] != '\t') {
        return "the bytes " + HexFormat.ofDelimiter(" ").formatHex(file, 0, length);
      }
    }
    return '"' + new String(file, 0, length, StandardCharsets.US_ASCII) + '"';
  }

  /** Refuses a picture that the heap cannot hold, rather than to run other threads out of it. */
  private static void requireMemory(String name, long bytes) throws PictureException {
    if (bytes > freeMemory()) {
      System.gc(); // garbage counts as used until it is collected
      if (bytes > freeMemory()) {
        throw tooLittleMemory(
            name, "needs " + megabytes(bytes) + " of memory, " + megabytes(freeMemory()) + " left");
      }
    }
  }

  private static long freeMemory() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  private static String megabytes(long bytes) {
    return (bytes + (1 << 20) - 1 >> 20) + " MB";
  }

  private static PictureException tooLittleMemory(String name, String found) {
    return new PictureException(
        name, found, "enough of it", "scale the picture down or start Java with a larger -Xmx");
  }

  private static PictureException tooLong(String name, String found) {
    return new PictureException(
        name, found, "at most " + MAX_BYTES + " bytes", "scale or compress the picture");
  }

  private static PictureException damaged(String name, String found) {
    return new PictureException(
        name, found, "a whole " + FORMATS, "copy it again or save it anew with another program");
  }

  private static PictureException unreadable(String name, IOException cause) {
    return new PictureException(
        name, "cannot be read (" + reason(cause) + ")", "a picture", "check the file");
  }

  private static String reason(Exception cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
