package digits.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Straight cuts from a valley in the upper outline of a piece to one in the lower outline. Where
 * the strokes of two digits lie side by side, a cut between them runs along ink, and a path that
 * avoids ink goes through one of the digits instead.
 */
final class Valleys {
  /** The outline rises so many stroke widths on both sides of a valley ... */
  private static final float DEEP = 0.4f;

  /** ... within this distance, in heights of the line. */
  private static final float REACH = 0.6f;

  /** Two valleys are no further apart along the line than this, in its heights. */
  private static final float LEAN = 0.3f;

  private Valleys() {}

  /**
   * The cuts between columns {@code margin} and the width less that, each as the first column
   * behind it per row of the piece.
   */
  static List<int[]> cuts(Piece piece, float lineHeight, float stroke, int margin) {
    int width = piece.box().width();
    float[] top = new float[width]; // how high the outlines are in each column
    float[] bottom = new float[width];
    for (int x = 0; x < width; x++) {
      top[x] = -firstInk(piece, x, 0, 1);
      bottom[x] = firstInk(piece, x, piece.box().height() - 1, -1);
    }
    int reach = Math.round(REACH * lineHeight);
    List<int[]> cuts = new ArrayList<>();
    List<Integer> lower = valleys(bottom, margin, stroke, reach);
    for (int upper : valleys(top, margin, stroke, reach)) {
      for (int foot : lower) {
        if (Math.abs(upper - foot) <= LEAN * lineHeight && bottom[foot] > -top[upper]) {
          cuts.add(straight(upper, -top[upper], foot, bottom[foot], piece.box().height()));
        }
      }
    }
    return cuts;
  }

  /** The row of the first ink of a column, beyond the last row if it has none. */
  private static int firstInk(Piece piece, int x, int from, int step) {
    int y = from;
    while (y >= 0 && y < piece.box().height() && piece.at(x, y) == 0) {
      y += step;
    }
    return y;
  }

  private static List<Integer> valleys(float[] outline, int margin, float stroke, int reach) {
    List<Integer> valleys = new ArrayList<>();
    for (int x : minima(outline, margin, stroke)) {
      float walls = Math.min(highest(outline, x - reach, x), highest(outline, x, x + reach));
      if (walls - outline[x] >= DEEP * stroke) {
        valleys.add(x);
      }
    }
    return valleys;
  }

  /** Places between the margins where no value within a stroke width is smaller. */
  static List<Integer> minima(float[] values, int margin, float stroke) {
    int distance = Math.max(2, Math.round(stroke));
    int to = values.length - margin;
    List<Integer> minima = new ArrayList<>();
    for (int x = margin; x < to; x++) {
      boolean least = true;
      for (int k = Math.max(margin, x - distance); k <= Math.min(to - 1, x + distance); k++) {
        least &= values[x] < values[k] || values[x] == values[k] && x <= k;
      }
      if (least) {
        minima.add(x);
      }
    }
    return minima;
  }

  private static float highest(float[] values, int first, int last) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = Math.max(0, first); i <= Math.min(values.length - 1, last); i++) {
      highest = Math.max(highest, values[i]);
    }
    return highest;
  }

  /** Straight from one place to the other, and upright beyond. */
  private static int[] straight(int x, float y, int toX, float toY, int height) {
    int[] columns = new int[height];
    for (int row = 0; row < height; row++) {
      float share = Math.max(0, Math.min(1, (row - y) / (toY - y)));
      columns[row] = Math.round(x + share * (toX - x));
    }
    return columns;
  }
}
