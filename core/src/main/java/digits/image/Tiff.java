package digits.image;

import java.util.Optional;

/**
 * The structure of a TIFF file, and of Exif data, which have the same (TIFF revision 6.0): a
 * header, then directories of tagged values. Only the first directory is looked at.
 */
final class Tiff {
  private static final int ORIENTATION = 274;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_LENGTHS = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_LENGTH = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;

  /** Bytes of a value of each type, from type 1 on. */
  private static final int[] TYPE_BYTES = {1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

  private final byte[] file;
  private final int start;
  private final int end;
  private final boolean little;

  /** The structure that begins at {@code start}; offsets in it count from there. */
  Tiff(byte[] file, int start, int end) {
    this.file = file;
    this.start = start;
    this.end = end;
    little = start < end && file[start] == 'I';
  }

  /** One tagged value: the place of the entry, its type's bytes, how many. */
  private record Entry(int at, int bytes, long count) {}

  /** How the picture must be changed to stand upright, 1 to 8; 1 if that is not said. */
  int orientation() {
    try {
      Entry entry = entry(ORIENTATION);
      long value = entry == null ? 1 : value(entry, 0);
      return value >= 1 && value <= 8 ? (int) value : 1;
    } catch (IndexOutOfBoundsException e) {
      return 1;
    }
  }

  /** What is wrong with the first directory, if anything is. */
  Optional<String> damage() {
    try {
      int directory = directory();
      int entries = (int) number(directory, 2);
      if (entries == 0) {
        return Optional.of("damaged: its directory is empty");
      }
      for (int i = 0; i < entries; i++) {
        int at = directory + 2 + 12 * i;
        int type = (int) number(at + 2, 2);
        long count = number(at + 4, 4);
        int bytes = type >= 1 && type <= TYPE_BYTES.length ? TYPE_BYTES[type - 1] : 0;
        if (bytes * count > end - start
            || bytes * count > 4 && number(at + 8, 4) + bytes * count > end - start) {
          return Optional.of("damaged or cut short: value " + number(at, 2) + " ends behind it");
        }
      }
      for (int tag : new int[] {TILE_WIDTH, TILE_LENGTH}) {
        Entry side = entry(tag);
        if (side != null && (value(side, 0) < 1 || value(side, 0) > MAX_TILE)) {
          return Optional.of("damaged: tiles of " + value(side, 0) + " pixels");
        }
      }
      boolean strips = inside(STRIP_OFFSETS, STRIP_LENGTHS);
      return strips && inside(TILE_OFFSETS, TILE_LENGTHS)
          ? Optional.empty()
          : Optional.of("cut short: its pixels end behind it");
    } catch (IndexOutOfBoundsException e) {
      return Optional.of("damaged or cut short: its directory lies outside of it");
    }
  }

  private static final int MAX_TILE = 8192;

  /** Whether the pieces of pixels that two lists name lie in the file. */
  private boolean inside(int offsets, int lengths) {
    Entry from = entry(offsets);
    Entry length = entry(lengths);
    if (from == null || length == null) {
      return true; // the decoder says what is missing
    }
    for (int i = 0; i < Math.min(from.count, length.count); i++) {
      if (value(from, i) + value(length, i) > end - start) {
        return false;
      }
    }
    return true;
  }

  private int directory() {
    long offset = number(start + 4, 4);
    if (offset < 8 || offset > end - start) {
      throw new IndexOutOfBoundsException();
    }
    return start + (int) offset;
  }

  private Entry entry(int tag) {
    int directory = directory();
    int entries = (int) number(directory, 2);
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + 12 * i;
      if (number(at, 2) == tag) {
        int type = (int) number(at + 2, 2);
        int bytes = type >= 1 && type <= TYPE_BYTES.length ? TYPE_BYTES[type - 1] : 1;
        return new Entry(at, bytes, number(at + 4, 4));
      }
    }
    return null;
  }

  private long value(Entry entry, int index) {
    if (index >= entry.count) {
      throw new IndexOutOfBoundsException();
    }
    long first = entry.bytes * entry.count <= 4 ? entry.at + 8 : start + number(entry.at + 8, 4);
    long at = first + (long) entry.bytes * index;
    if (at > end) {
      throw new IndexOutOfBoundsException();
    }
    return number((int) at, Math.min(4, entry.bytes));
  }

  private long number(int at, int bytes) {
    if (at < start || at + bytes > end) {
      throw new IndexOutOfBoundsException();
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | file[little ? at + bytes - 1 - i : at + i] & 0xFF;
    }
    return value;
  }
}
