package digits.image;

import digits.image.Components.Component;

/**
 * Tells a dark table around a page from the writing on it: it spans half of the picture and is much
 * wider than strokes are. Where only that is there, it is the writing.
 *
 * @param tables per label whether a component is one
 * @param stroke usual width in pixels of what is none
 */
record Surroundings(boolean[] tables, float stroke) {
  /** A table is so many times as wide as the strokes, at least. */
  private static final float WIDER = 3;

  /** Less than this part of all ink is not the writing. */
  private static final float LEAST = 0.005f;

  static Surroundings of(Components components, int width, int height) {
    long[] outlines = outlines(components, width, height);
    boolean[] tables = new boolean[outlines.length];
    long area = 0;
    long outline = 0;
    long all = 0;
    for (Component c : components.list()) {
      boolean spans = 2 * c.width() >= width || 2 * c.height() >= height;
      int longer = Math.max(c.width(), c.height());
      tables[c.label] = spans && (2 * longer >= Math.max(width, height) || 2 * c.edge >= longer);
      area += tables[c.label] ? 0 : c.area;
      outline += tables[c.label] ? 0 : outlines[c.label];
      all += c.area;
    }
    float widest = area < LEAST * all ? Float.MAX_VALUE : WIDER * stroke(area, outline);
    for (Component c : components.list()) {
      if (tables[c.label] && stroke(c.area, outlines[c.label]) < widest) {
        tables[c.label] = false;
        area += c.area;
        outline += outlines[c.label];
      }
    }
    return new Surroundings(tables, stroke(area, outline));
  }

  /** Per label the sides of its pixels beyond which there is paper. */
  static long[] outlines(Components components, int width, int height) {
    int[] labels = components.labels();
    long[] outlines = new long[components.list().size() + 1];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        outlines[labels[i]] += x == 0 || labels[i - 1] == 0 ? 2 : 0;
        outlines[labels[i]] += y == 0 || labels[i - width] == 0 ? 2 : 0;
      }
    }
    return outlines;
  }

  /** Twice the area over the outline's length; pi / 4 of the pixels' edges is a circle's length. */
  static float stroke(long area, long outline) {
    return outline == 0 ? 1 : Math.max(1, (float) (2 * area / (outline * Math.PI / 4)));
  }
}
