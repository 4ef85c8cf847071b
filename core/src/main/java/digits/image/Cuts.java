package digits.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where touching digits may be cut: paths from the top of a piece to its bottom that cross little
 * ink, and straight ones between valleys of its outlines.
 */
final class Cuts {
  /** More candidates a piece are not tried. */
  private static final int MOST = 16;

  /** A path may cross so many stroke widths of ink. */
  private static final float THICKEST = 3.5f;

  /** A cut between valleys may cross so much, but counts as if it crossed no more than that. */
  private static final float ALONG_INK = 7;

  private static final float VALLEY = 1.5f;

  /** Two cuts whose mean distance is less than this, in stroke widths, are one. */
  private static final float NEAR = 0.7f;

  /** What a path pays for each pixel of way, and more for a step aside, in stroke widths. */
  private static final float WAY = 0.002f;

  private static final float ASIDE = 0.03f;

  /** Each part has at least this share of the line's height as width, or of the ink. */
  private static final float LEAST_WIDTH = 0.1f;

  private static final float LEAST_INK = 0.06f;

  /**
   * A cut.
   *
   * @param columns per row of the piece the first column behind the cut
   * @param ink crossed, in stroke widths
   */
  record Cut(int[] columns, float ink) {
    int middle() {
      return columns[columns.length / 2];
    }

    boolean isNear(int[] others, float stroke) {
      int apart = 0;
      for (int y = 0; y < columns.length; y++) {
        apart += Math.abs(columns[y] - others[y]);
      }
      return apart < NEAR * stroke * columns.length;
    }
  }

  private Cuts() {}

  /** The cuts worth trying, from left to right. */
  static List<Cut> of(Piece piece, float lineHeight, float stroke) {
    int width = piece.box().width();
    int height = piece.box().height();
    int margin = Math.max(2, Math.round(LEAST_WIDTH * lineHeight));
    if (width < 2 * margin + 1 || height < 4) {
      return List.of();
    }
    int middle = height / 2;
    float[] cost = new float[width * height];
    float ink = Math.max(1, level(piece)) * stroke;
    for (int i = 0; i < cost.length; i++) {
      cost[i] = Math.min(1 / stroke, (piece.ink()[i] & 0xFF) / ink) + WAY;
    }
    float[] down = best(cost, width, height, 0, middle);
    float[] up = best(cost, width, height, height - 1, middle);
    float[] through = new float[width];
    for (int x = 0; x < width; x++) {
      through[x] = down[middle * width + x] + up[middle * width + x] - cost[middle * width + x];
    }
    List<Cut> cuts = new ArrayList<>();
    for (int x : Valleys.minima(through, margin, stroke)) {
      if (through[x] > THICKEST) {
        continue;
      }
      int[] columns = new int[height];
      trace(down, width, x, middle, -1, 0, columns);
      trace(up, width, x, middle, 1, height - 1, columns);
      cuts.add(new Cut(columns, through[x]));
    }
    for (int[] columns : Valleys.cuts(piece, lineHeight, stroke, margin)) {
      float crossed = 0;
      for (int y = 0; y < height; y++) {
        crossed += cost[y * width + columns[y]] - WAY;
      }
      if (crossed <= ALONG_INK && cuts.stream().noneMatch(cut -> cut.isNear(columns, stroke))) {
        cuts.add(new Cut(columns, Math.min(VALLEY, crossed)));
      }
    }
    int total = piece.area();
    cuts.removeIf(
        cut -> {
          int front = piece.cut(cut.columns, true).area();
          return front < LEAST_INK * total || total - front < LEAST_INK * total;
        });
    cuts.sort(Comparator.comparingDouble(Cut::ink));
    List<Cut> best = new ArrayList<>();
    for (Cut cut : cuts) {
      if (best.size() < MOST && best.stream().noneMatch(b -> crosses(b, cut))) {
        best.add(cut);
      }
    }
    best.sort(Comparator.comparingInt(Cut::middle));
    return best;
  }

  private static int level(Piece piece) {
    int[] counts = new int[256];
    for (byte pixel : piece.ink()) {
      counts[pixel & 0xFF]++;
    }
    return Paper.highest(counts, piece.area() / 4);
  }

  /** The cheapest way from any pixel of row {@code from} to each pixel up to row {@code to}. */
  private static float[] best(float[] cost, int width, int height, int from, int to) {
    float[] best = new float[width * height];
    Arrays.fill(best, Float.MAX_VALUE);
    int step = from < to ? 1 : -1;
    for (int y = from; y != to + step; y += step) {
      for (int x = 0; x < width; x++) {
        float before = 0;
        if (y != from) {
          int p = (y - step) * width + x;
          before = best[p];
          before = x > 0 ? Math.min(before, best[p - 1] + ASIDE) : before;
          before = x < width - 1 ? Math.min(before, best[p + 1] + ASIDE) : before;
        }
        best[y * width + x] = before + cost[y * width + x];
      }
    }
    return best;
  }

  /** Follows the cheapest way back from (x, y) to row {@code to}. */
  private static void trace(
      float[] best, int width, int x, int y, int step, int to, int[] columns) {
    int column = x;
    columns[y] = column;
    for (int row = y; row != to; row += step) {
      int p = (row + step) * width + column;
      float straight = best[p];
      float left = column > 0 ? best[p - 1] + ASIDE : Float.MAX_VALUE;
      float right = column < width - 1 ? best[p + 1] + ASIDE : Float.MAX_VALUE;
      if (left < straight && left <= right) {
        column--;
      } else if (right < straight) {
        column++;
      }
      columns[row + step] = column;
    }
  }

  private static boolean crosses(Cut a, Cut b) {
    boolean before = false;
    boolean after = false;
    for (int y = 0; y < a.columns.length; y++) {
      before |= a.columns[y] < b.columns[y];
      after |= a.columns[y] > b.columns[y];
    }
    return before && after || !before && !after;
  }
}
