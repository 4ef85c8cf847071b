package digits.image;

import java.util.List;

/** What shapes say against parts of a line being one digit. */
final class Shape {
  /** Digits are seldom wider than this part of their height; beyond, it costs this a unit. */
  private static final float WIDE = 0.85f;

  private static final float WIDTH_COST = 5;

  /** Nothing wider or taller than this, in heights of the line, is a digit. */
  private static final float WIDEST = 1.7f;

  private static final float TALLEST = 3.2f;

  /** Parts of a digit lie no further apart than this, in heights of the line; it costs this. */
  private static final float WIDEST_GAP = 0.3f;

  private static final float GAP_COST = 12;

  /** Parts beside each other cost this, and this for each height of the smaller one. */
  private static final float BESIDE = 0.5f;

  private static final float BESIDE_TALL = 2;

  /** Below this height, in heights of the line, a digit costs this a unit. */
  private static final float SMALL = 0.5f;

  private static final float SMALL_COST = 8;

  private Shape() {}

  /**
   * The cost of taking parts for one digit, infinite if they cannot be.
   *
   * @param cuts what the cut in front of each costs, 0 for none
   * @param height of the line
   */
  static float cost(List<Piece> parts, List<Float> cuts, float height) {
    Box box = Piece.around(parts);
    float across = box.width() / height;
    float tall = box.height() / height;
    if (across > WIDEST || tall > TALLEST) {
      return Float.POSITIVE_INFINITY;
    }
    float cost = SMALL_COST * Math.max(0, SMALL - Math.max(tall, across));
    cost += WIDTH_COST * Math.max(0, (float) box.width() / box.height() - WIDE);
    Box before = parts.get(0).box();
    for (int i = 1; i < parts.size(); i++) {
      Box next = parts.get(i).box();
      float gap = (next.x() - before.right()) / height;
      if (gap > WIDEST_GAP) {
        return Float.POSITIVE_INFINITY;
      }
      cost += GAP_COST * Math.max(0, gap);
      if (cuts.get(i) == 0) {
        // Parts beside each other are two digits more often than parts above each other, the more
        // so the taller both are.
        float common = before.right() - next.x();
        float beside = 1 - 2 * common / Math.min(before.width(), next.width());
        float smaller = Math.min(before.height(), next.height()) / height;
        cost += Math.max(0, Math.min(1, beside)) * (BESIDE + BESIDE_TALL * smaller);
      }
      before = before.union(next);
    }
    return cost;
  }
}
