package digits.image;

import java.util.Arrays;

/**
 * The dark table that a page lies on: what is much darker than the page, too thick for writing, and
 * reaches along the edges of the picture. Looked for in a small copy.
 */
final class Table {
  /** The longer side of the small copy. */
  private static final int SIDE = 256;

  /** A table is darker than this part of the paper; shadows are brighter. */
  private static final float DARK = 0.35f;

  /** The share of pixels that are brighter than the brightness of the paper. */
  private static final float BRIGHTER = 0.1f;

  /** Pixels of the small copy that are dark so far around are too thick for writing. */
  private static final int THICK = 2;

  /** A table covers at least this part of the edges of the picture. */
  private static final float EDGES = 0.25f;

  private final Gray small;

  /** Whether a pixel of the small copy belongs to the table. */
  private boolean[] table;

  private Table(Gray small) {
    this.small = small;
  }

  /** The picture, dark on light, with the paper going on where a table was. */
  static Gray painted(Gray picture) {
    int factor = (Math.max(picture.width(), picture.height()) + SIDE - 1) / SIDE;
    Table table = new Table(picture.reduced(factor));
    if (!table.find()) {
      return picture;
    }
    byte[] paper = table.paper();
    byte[] pixels = picture.pixels().clone();
    for (int y = 0, i = 0; y < picture.height(); y++) {
      int row = y / factor * table.small.width();
      for (int x = 0; x < picture.width(); x++, i++) {
        int at = row + x / factor;
        pixels[i] = table.table[at] ? paper[at] : pixels[i];
      }
    }
    return new Gray(picture.width(), picture.height(), pixels);
  }

  private boolean find() {
    int[] counts = new int[256];
    for (byte pixel : small.pixels()) {
      counts[pixel & 0xFF]++;
    }
    float dark = DARK * Paper.highest(counts, Math.round(BRIGHTER * small.pixels().length));
    boolean[] light = new boolean[small.pixels().length];
    for (int i = 0; i < light.length; i++) {
      light[i] = (small.pixels()[i] & 0xFF) >= dark;
    }
    boolean[] thin = spread(light, THICK);
    boolean[] thick = new boolean[thin.length];
    int[] order = new int[thin.length];
    int found = 0;
    int width = small.width();
    int height = small.height();
    for (int i = 0; i < thin.length; i++) {
      boolean edge =
          i % width == 0 || i % width == width - 1 || i < width || i / width == height - 1;
      if (edge && !thin[i]) {
        thick[i] = true;
        order[found++] = i;
      }
    }
    if (found < EDGES * 2 * (width + height)) {
      return false;
    }
    for (int next = 0; next < found; next++) {
      for (int neighbour : neighbours(order[next])) {
        if (!thin[neighbour] && !thick[neighbour]) {
          thick[neighbour] = true;
          order[found++] = neighbour;
        }
      }
    }
    table = spread(thick, THICK + 1);
    return found < thin.length;
  }

  /** The brightness of the nearest paper for every pixel of the table. */
  private byte[] paper() {
    byte[] brightness = small.pixels().clone();
    boolean[] known = new boolean[table.length];
    int[] order = new int[table.length];
    int found = 0;
    for (int i = 0; i < table.length; i++) {
      if (!table[i]) {
        known[i] = true;
        brightness[i] = (byte) brightestAround(i);
        order[found++] = i;
      }
    }
    for (int next = 0; next < found; next++) {
      for (int neighbour : neighbours(order[next])) {
        if (!known[neighbour]) {
          known[neighbour] = true;
          brightness[neighbour] = brightness[order[next]];
          order[found++] = neighbour;
        }
      }
    }
    return brightness;
  }

  /** Of the page's pixels: there may be ink at its edges. */
  private int brightestAround(int i) {
    int width = small.width();
    int brightest = 0;
    for (int y = Math.max(0, i / width - THICK);
        y <= Math.min(small.height() - 1, i / width + THICK);
        y++) {
      for (int x = Math.max(0, i % width - THICK);
          x <= Math.min(width - 1, i % width + THICK);
          x++) {
        brightest = Math.max(brightest, table[y * width + x] ? 0 : small.at(x, y));
      }
    }
    return brightest;
  }

  /** The up to four pixels beside, above and below. */
  private int[] neighbours(int i) {
    int width = small.width();
    int[] all = {i - 1, i + 1, i - width, i + width};
    boolean[] exists = {
      i % width > 0, i % width < width - 1, i >= width, i + width < small.pixels().length
    };
    int count = 0;
    for (int n = 0; n < all.length; n++) {
      if (exists[n]) {
        all[count++] = all[n];
      }
    }
    return Arrays.copyOf(all, count);
  }

  /** What is true so far around, in a square. */
  private boolean[] spread(boolean[] from, int radius) {
    byte[] mask = new byte[from.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (from[i] ? 255 : 0);
    }
    byte[] widened = new Gray(small.width(), small.height(), mask).widened(radius).pixels();
    boolean[] spread = new boolean[from.length];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = widened[i] != 0;
    }
    return spread;
  }
}
