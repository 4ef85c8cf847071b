package digits.image;

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

  private static final byte YES = (byte) 255;

  private final Gray small;

  /** 255 where a pixel of the small copy belongs to the table. */
  private byte[] table;

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
        pixels[i] = table.table[at] != 0 ? paper[at] : pixels[i];
      }
    }
    return new Gray(picture.width(), picture.height(), pixels);
  }

  /** Whether there is a table, and a page on it. */
  private boolean find() {
    int width = small.width();
    int height = small.height();
    int brighter = Math.round(BRIGHTER * small.pixels().length);
    float dark = DARK * Paper.highest(small.counts(), brighter);
    byte[] thin = small.atLeast(dark).widened(THICK).pixels();
    boolean[] seeds = new boolean[thin.length];
    int count = 0;
    for (int i = 0; i < thin.length; i++) {
      boolean edge =
          i % width == 0 || i % width == width - 1 || i < width || i / width == height - 1;
      seeds[i] = edge && thin[i] == 0;
      count += seeds[i] ? 1 : 0;
    }
    if (count < EDGES * 2 * (width + height)) {
      return false;
    }
    int[] from = flood(seeds, thin);
    byte[] thick = new byte[from.length];
    for (int i = 0; i < thick.length; i++) {
      thick[i] = from[i] >= 0 ? YES : 0;
    }
    table = new Gray(width, height, thick).widened(THICK + 1).pixels();
    for (byte pixel : table) {
      if (pixel == 0) {
        return true;
      }
    }
    return false;
  }

  /** The brightness of the nearest paper for every pixel of the table. */
  private byte[] paper() {
    boolean[] page = new boolean[table.length];
    for (int i = 0; i < page.length; i++) {
      page[i] = table[i] == 0;
    }
    int[] nearest = flood(page, new byte[page.length]);
    byte[] brightness = new byte[page.length];
    for (int i = 0; i < page.length; i++) {
      brightness[i] = page[i] ? 0 : (byte) brightestAround(nearest[i]);
    }
    return brightness;
  }

  /** For every pixel that is reached, beside, above or below, the seed it is from; else -1. */
  private int[] flood(boolean[] seeds, byte[] closed) {
    int width = small.width();
    int[] steps = {-1, 1, -width, width};
    int[] from = new int[seeds.length];
    int[] order = new int[seeds.length];
    int found = 0;
    for (int i = 0; i < seeds.length; i++) {
      from[i] = seeds[i] ? i : -1;
      if (seeds[i]) {
        order[found++] = i;
      }
    }
    for (int next = 0; next < found; next++) {
      int i = order[next];
      for (int side = 0; side < steps.length; side++) {
        int to = i + steps[side];
        boolean inside = to >= 0 && to < seeds.length && (side > 1 || to / width == i / width);
        if (inside && closed[to] == 0 && from[to] < 0) {
          from[to] = from[i];
          order[found++] = to;
        }
      }
    }
    return from;
  }

  /** Of the page's pixels: there may be ink at its edges. */
  private int brightestAround(int i) {
    int width = small.width();
    int left = Math.max(0, i % width - THICK);
    int right = Math.min(width - 1, i % width + THICK);
    int bottom = Math.min(small.height() - 1, i / width + THICK);
    int brightest = 0;
    for (int y = Math.max(0, i / width - THICK); y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        brightest = Math.max(brightest, table[y * width + x] != 0 ? 0 : small.at(x, y));
      }
    }
    return brightest;
  }
}
