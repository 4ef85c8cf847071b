package digits.image;

import digits.image.Components.Component;

/**
 * The one sheet of paper that lies on a desk, on wood, on keys: a convex part of the picture that
 * is even, once strokes and lines are closed, and brighter than what is around it on all sides.
 * Looked for in a small copy.
 */
final class Sheet {
  /** The longer side of the small copy; in smaller pictures none is looked for. */
  private static final int SIDE = 256;

  /** Strokes, rules and the lettering of keys are narrower than twice this in the small copy. */
  private static final int STROKE = 4;

  /** Brightness is even where neighbours differ by less than this, and this part of it. */
  private static final int LEAST_STEP = 5;

  private static final float STEP = 0.05f;

  /** A sheet covers between these parts of the picture. */
  private static final float SMALLEST = 0.08f;

  private static final float LARGEST = 0.95f;

  /** So much of its outline may be at the edges of the picture. */
  private static final float AT_EDGES = 0.35f;

  /** It fills so much of the convex shape around it. */
  private static final float CONVEX = 0.85f;

  /** It is brighter than its surroundings by this part of itself, on so much of its outline. */
  private static final float BRIGHTER = 0.1f;

  private static final float AROUND = 0.8f;

  private static final byte YES = (byte) 255;

  private final int width;
  private final int height;

  /** The small copy without strokes. */
  private final Gray paper;

  private Sheet(Gray paper) {
    this.paper = paper;
    width = paper.width();
    height = paper.height();
  }

  /** The picture with the sheet's paper going on everywhere; as it is unless there is one sheet. */
  static Gray alone(Gray picture) {
    int factor = (Math.max(picture.width(), picture.height()) + SIDE - 1) / SIDE;
    if (Math.max(picture.width(), picture.height()) < SIDE) {
      return picture;
    }
    Gray small = picture.reduced(factor);
    Gray paper = small.greatest(STROKE).least(2 * STROKE).greatest(STROKE);
    Gray sheet = new Sheet(paper).only();
    return sheet == null
        ? picture
        : Cover.over(picture, factor, paper, sheet.inverted().widened(1).pixels());
  }

  /** The sheet as 255; null unless there is one. */
  private Gray only() {
    Gray most = paper.greatest(1);
    Gray least = paper.least(1);
    byte[] even = new byte[width * height];
    for (int i = 0; i < even.length; i++) {
      int value = paper.pixels()[i] & 0xFF;
      int step = (most.pixels()[i] & 0xFF) - (least.pixels()[i] & 0xFF);
      even[i] = step < Math.max(LEAST_STEP, STEP * value) ? YES : 0;
    }
    Components components = Components.of(new Gray(width, height, even), 1);
    Gray only = null;
    for (Component c : components.list()) {
      if (c.width() * c.height() < SMALLEST * even.length) {
        continue;
      }
      Gray part = filled(components.labels(), c.label);
      if (isSheet(part)) {
        if (only != null) {
          return null;
        }
        only = part;
      }
    }
    return only;
  }

  /** A component and what it surrounds, as 255. */
  private Gray filled(int[] labels, int label) {
    byte[] closed = new byte[labels.length];
    boolean[] seeds = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      closed[i] = labels[i] == label ? YES : 0;
      seeds[i] = paper.isEdge(i) && closed[i] == 0;
    }
    int[] from = Flood.from(seeds, closed, width);
    byte[] filled = new byte[labels.length];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = from[i] < 0 ? YES : 0;
    }
    return new Gray(width, height, filled);
  }

  private boolean isSheet(Gray sheet) {
    int area = 0;
    int edges = 0;
    for (int i = 0; i < sheet.pixels().length; i++) {
      area += sheet.pixels()[i] != 0 ? 1 : 0;
      edges += sheet.pixels()[i] != 0 && sheet.isEdge(i) ? 1 : 0;
    }
    if (area < SMALLEST * width * height || area > LARGEST * width * height) {
      return false;
    }
    Hull hull = Hull.of(sheet);
    return area >= CONVEX * hull.area() && edges <= AT_EDGES * hull.outline() && isBrighter(sheet);
  }

  /** Whether the surroundings, beyond what the edges blur, are darker almost everywhere. */
  private boolean isBrighter(Gray sheet) {
    byte[] inner = sheet.inverted().widened(2).pixels();
    boolean[] rim = new boolean[inner.length];
    for (int i = 0; i < rim.length; i++) {
      rim[i] = inner[i] != 0 && sheet.pixels()[i] != 0;
    }
    int[] nearest = Flood.from(rim, new byte[rim.length], width);
    byte[] near = sheet.widened(STROKE + 2).pixels();
    byte[] ring = sheet.widened(STROKE + 3).pixels();
    int all = 0;
    int darker = 0;
    for (int i = 0; i < ring.length; i++) {
      if (ring[i] != 0 && near[i] == 0) {
        int own = paper.pixels()[nearest[i]] & 0xFF;
        all++;
        darker += own - (paper.pixels()[i] & 0xFF) > BRIGHTER * own ? 1 : 0;
      }
    }
    return all > 0 && darker >= AROUND * all;
  }
}
