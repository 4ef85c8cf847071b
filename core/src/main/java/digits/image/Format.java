package digits.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The kinds of picture file that are read. Each knows how its files begin, and walks through a file
 * to find damage that the decoders of the JDK pass over with part of the picture left blank.
 */
enum Format {
  /** Chunks up to IEND; the checksum of every chunk that carries pixels must agree. */
  PNG("\u0089PNG\r\n\u001A\n") {
    @Override
    Optional<String> damage(byte[] file) {
      long p = 8;
      while (p + 12 <= file.length) {
        int start = (int) p;
        int length = bigEndian(file, start, 4);
        long end = p + 12 + length;
        if (length < 0 || end > file.length) {
          break;
        }
        String type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
        if (Character.isUpperCase(type.charAt(0))) { // upper case: needed to show the picture
          CRC32 checksum = new CRC32();
          checksum.update(file, start + 4, length + 4);
          if ((int) checksum.getValue() != bigEndian(file, start + 8 + length, 4)) {
            return Optional.of("damaged: the checksum of a chunk at byte " + start + " is wrong");
          }
        }
        if (type.equals("IEND")) {
          return Optional.empty();
        }
        p = end;
      }
      return cutShort(file);
    }
  },

  /** Marker segments and scans up to EOI, ITU-T T.81 annex B. */
  JPEG("\u00FF\u00D8\u00FF") {
    @Override
    Optional<String> damage(byte[] file) {
      int scans = 0;
      int p = 2;
      while (p + 2 <= file.length) {
        if (file[p] != (byte) 0xFF) {
          p++; // stray bytes between segments are harmless, the decoder skips them too
          continue;
        }
        int marker = file[p + 1] & 0xFF;
        if (marker == 0xD9) {
          return Optional.empty();
        }
        if (marker == 0xFF) {
          p++; // fill byte
        } else if (marker <= 0x01 || marker >= 0xD0 && marker <= 0xD8) {
          p += 2; // stuffed zeros and restart marks of a scan: no length
        } else if (p + 4 > file.length) {
          break;
        } else {
          if (marker == 0xDA && ++scans > MAX_SCANS) {
            return Optional.of("hostile: more than " + MAX_SCANS + " scans of one picture");
          }
          p += 2 + bigEndian(file, p + 2, 2);
        }
      }
      return cutShort(file);
    }
  },

  /** Blocks up to the end of the first frame, the only one that is read. */
  GIF("GIF8") {
    @Override
    Optional<String> damage(byte[] file) {
      int p = 13;
      if (file.length > p) {
        p += colourTable(file[10]);
      }
      while (p + 10 < file.length) {
        boolean frame = file[p] == 0x2C;
        if (frame) {
          p += 11 + colourTable(file[p + 9]); // descriptor, colours, LZW code size
        } else if (file[p] == 0x21) {
          p += 2;
        } else {
          return Optional.of("damaged: no block of a GIF begins at byte " + p);
        }
        while (p < file.length && file[p] != 0) {
          p += 1 + (file[p] & 0xFF);
        }
        if (frame && p < file.length) {
          return Optional.empty();
        }
        p++;
      }
      return cutShort(file);
    }

    private int colourTable(byte flags) {
      return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }
  },

  /** Uncompressed rows, so the decoder itself notices an early end. */
  BMP("BM") {
    @Override
    Optional<String> damage(byte[] file) {
      // Compression 4 and 5 embed a JPEG or PNG, whose own size no check of this header would see.
      boolean embeds = file.length > 31 && (file[30] == 4 || file[30] == 5) && file[31] == 0;
      return embeds ? Optional.of("a BMP with another picture inside") : Optional.empty();
    }
  },

  /** Its first picture is read. */
  TIFF("II*\0", "MM\0*") {
    @Override
    Optional<String> damage(byte[] file) {
      return new Tiff(file, 0, file.length).damage();
    }
  },

  /** A RIFF file says at once how long it is. */
  WEBP("RIFF") {
    @Override
    boolean begins(byte[] head) {
      return super.begins(head) && head.length > 8 && head[8] == 'W';
    }

    @Override
    Optional<String> damage(byte[] file) {
      if (file.length < 30) {
        return cutShort(file);
      }
      int length = Integer.reverseBytes(bigEndian(file, 4, 4));
      return length < 0 || length > file.length - 8 ? cutShort(file) : Optional.empty();
    }
  };

  /** Real progressive pictures have about ten; each costs a pass over all pixels. */
  private static final int MAX_SCANS = 100;

  private final List<byte[]> signatures;

  Format(String... signatures) {
    this.signatures =
        Stream.of(signatures).map(s -> s.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  /** The format whose signature the file begins with. */
  static Optional<Format> of(byte[] head) {
    for (Format format : values()) {
      if (format.begins(head)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** What is wrong with the file's structure, if anything is. */
  abstract Optional<String> damage(byte[] file);

  boolean begins(byte[] head) {
    for (byte[] signature : signatures) {
      int length = signature.length;
      if (head.length >= length && Arrays.equals(head, 0, length, signature, 0, length)) {
        return true;
      }
    }
    return false;
  }

  Optional<String> cutShort(byte[] file) {
    return Optional.of("cut short: the " + name() + " ends early, after " + file.length + " bytes");
  }

  static int bigEndian(byte[] file, int offset, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | file[offset + i] & 0xFF;
    }
    return value;
  }
}
