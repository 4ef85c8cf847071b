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
    byte[] page = table.small.pixels().clone();
    for (int i = 0; i < page.length; i++) {
      page[i] = table.table[i] != 0 ? 0 : page[i];
    }
    // The brightest around: there may be ink at the edges of the page.
    Gray paper = new Gray(table.small.width(), table.small.height(), page).greatest(THICK);
    return Cover.over(picture, factor, paper, table.table);
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
      seeds[i] = small.isEdge(i) && thin[i] == 0;
      count += seeds[i] ? 1 : 0;
    }
    if (count < EDGES * 2 * (width + height)) {
      return false;
    }
    int[] from = Flood.from(seeds, thin, width);
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
}
