package digits.image;

/**
 * Tells thin lines all over the paper, as on cheques, from faint writing: they are nowhere far, go
 * on for long, and are thinner than the strokes of the writing on them.
 */
final class Pattern {
  /** Side of the cells that are looked at, in widths of a stroke: less than a digit ... */
  private static final int CELL_STROKES = 6;

  /** ... and in widths of a line, at most. */
  private static final int CELL_LINES = 24;

  /** A pattern has lines in this part of the cells, of so many at least. */
  private static final float EVERYWHERE = 0.8f;

  private static final int LEAST_CELLS = 12;

  /** A line that crosses a cell has this many pixels for each of the cell's side. */
  private static final float CROSSING = 0.5f;

  /** Half of the lines' ink is in pieces at least so long, in sides of a cell. */
  private static final float LONG = 1.5f;

  /** Lines are at most this wide, of a stroke's width. */
  private static final float THIN = 0.75f;

  /** A pattern covers this part of a page at least: most pages need no closer look. */
  private static final float LEAST = 0.035f;

  /** This part of the paper may be darker than what the pattern is said to be. */
  private static final float DARKER = 0.0002f;

  private Pattern() {}

  /**
   * The contrast that next to nothing of a pattern exceeds, 0 if there is none.
   *
   * @param faint from here on contrast may be a pattern's
   * @param strong from here on it is the writing's
   */
  static int contrast(Gray contrast, float faint, float strong) {
    if (between(contrast, faint, strong) < LEAST * contrast.pixels().length) {
      return 0;
    }
    Gray strokes = contrast.atLeast(strong);
    float stroke = strokes.strokeWidth();
    Gray near = strokes.widened(Math.max(1, Math.round(stroke)));
    Gray lines = contrast.atLeast(faint);
    for (int i = 0; i < lines.pixels().length; i++) {
      lines.pixels()[i] &= (byte) ~near.pixels()[i];
    }
    float width = lines.strokeWidth();
    int cell = Math.round(Math.min(CELL_STROKES * stroke, CELL_LINES * width));
    return width <= THIN * stroke && areEverywhere(lines, near, cell) && areLong(lines, cell)
        ? Paper.highest(contrast.countsBeside(near), Math.round(DARKER * lines.pixels().length))
        : 0;
  }

  private static int between(Gray contrast, float faint, float strong) {
    int[] counts = contrast.counts();
    int sum = 0;
    for (int value = (int) Math.ceil(faint); value < strong; value++) {
      sum += counts[value];
    }
    return sum;
  }

  private static boolean areLong(Gray lines, int cell) {
    long area = 0;
    long ofLong = 0;
    for (Components.Component c : Components.of(lines, 1).list()) {
      area += c.area;
      ofLong += Math.max(c.width(), c.height()) >= LONG * cell ? c.area : 0;
    }
    return 2 * ofLong >= area;
  }

  private static boolean areEverywhere(Gray lines, Gray near, int side) {
    int free = 0;
    int crossed = 0;
    for (int top = 0; top + side <= lines.height(); top += side) {
      for (int left = 0; left + side <= lines.width(); left += side) {
        int written = 0;
        int ink = 0;
        for (int y = top; y < top + side; y++) {
          for (int i = y * lines.width() + left; i < y * lines.width() + left + side; i++) {
            written -= near.pixels()[i];
            ink -= lines.pixels()[i];
          }
        }
        if (2 * written < side * side) {
          free++;
          crossed += ink >= CROSSING * side ? 1 : 0;
        }
      }
    }
    return free >= LEAST_CELLS && crossed >= EVERYWHERE * free;
  }
}
