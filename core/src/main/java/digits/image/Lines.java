package digits.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** Groups the pieces of an upright page into lines, and tells how far the lines are askew. */
final class Lines {
  /** Of the usual height: what is at least so tall carries a line, unless it is a mark. */
  private static final float TALL = 0.45f;

  /** What is larger both ways than this is no writing ... */
  private static final float TOO_TALL = 3f;

  /** ... nor is what is longer than this, ten digits that touch. */
  private static final float TOO_LONG = 8f;

  /** The steepest lines that are looked for, in degrees either way. */
  private static final float STEEPEST = 15;

  private static final float STEP = 0.5f;

  /** Lines are askew if the tilted profile is so much sharper than the level one. */
  private static final float SHARPER = 1.08f;

  /** The share of the smaller height that two neighbours in a line have in common. */
  static final float OVERLAP = 0.4f;

  private Lines() {}

  /** The median height of the pieces, each counting by its height. */
  static float usualHeight(List<Piece> pieces) {
    return usual(pieces, piece -> piece.box().height());
  }

  /** The same of the longer sides, which does not depend on how the page lies. */
  static float usualSize(List<Piece> pieces) {
    return usual(pieces, Piece::longer);
  }

  private static float usual(List<Piece> pieces, ToIntFunction<Piece> size) {
    return Box.usual(pieces.stream().mapToInt(size));
  }

  /** Without what is too large for writing, and without what the edges of the picture cut. */
  static List<Piece> writing(List<Piece> pieces, int width, int height) {
    List<Piece> left = new ArrayList<>(pieces);
    List<Piece> whole = new ArrayList<>(pieces);
    // In a tight crop every digit may touch the edges; what is longer than its sides is none.
    int shorter = Math.min(width, height);
    whole.removeIf(p -> p.box().isAtEdge(width, height) && p.longer() > shorter);
    float usual = usualSize(whole.isEmpty() ? left : whole);
    boolean more = true;
    while (more) {
      float limit = usual;
      more =
          left.removeIf(
              p ->
                  p.shorter() > TOO_TALL * limit
                      || p.longer() > TOO_LONG * limit
                      || p.box().isAtEdge(width, height) && isEdge(p, limit));
      whole.retainAll(left);
      usual = usualSize(whole.isEmpty() ? left : whole);
    }
    return left;
  }

  /** A digit may touch the edge in a tight crop; what is small or long there is none. */
  private static boolean isEdge(Piece piece, float usual) {
    return piece.longer() < 0.6f * usual || piece.longer() > 2 * usual;
  }

  /** The angle in degrees by which lines fall to the right, 0 for few or level pieces. */
  static float skew(List<Piece> pieces) {
    float usual = usualHeight(pieces);
    List<Piece> tall = tall(pieces, usual);
    if (tall.size() < 5) {
      return 0;
    }
    float best = 0;
    double level = sharpness(tall, 0, usual);
    double sharpest = SHARPER * level;
    for (float angle = -STEEPEST; angle <= STEEPEST; angle += STEP) {
      double sharpness = sharpness(tall, angle, usual);
      if (sharpness > sharpest) {
        sharpest = sharpness;
        best = angle;
      }
    }
    return best;
  }

  private static List<Piece> tall(List<Piece> pieces, float usual) {
    return pieces.stream().filter(p -> p.box().height() >= TALL * usual).toList();
  }

  /** Sum of squares of the profile of centres along the angle. */
  private static double sharpness(List<Piece> pieces, float angle, float usual) {
    double slope = Math.tan(Math.toRadians(angle));
    double bin = Math.max(1, usual / 4);
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (Piece piece : pieces) {
      double y = (piece.centreY() - slope * piece.centreX()) / bin;
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    double[] profile = new double[(int) (high - low) + 3];
    for (Piece piece : pieces) {
      double y = (piece.centreY() - slope * piece.centreX()) / bin - low;
      profile[(int) y] += 1 - (y - (int) y);
      profile[(int) y + 1] += y - (int) y;
    }
    double sum = 0;
    for (double value : profile) {
      sum += value * value;
    }
    return sum;
  }

  /** A line under construction. */
  private static final class Row {
    final List<Piece> pieces = new ArrayList<>();

    float top(int last) {
      return (float) tail(last).stream().mapToInt(p -> p.box().y()).average().orElseThrow();
    }

    float bottom(int last) {
      return (float) tail(last).stream().mapToInt(p -> p.box().bottom()).average().orElseThrow();
    }

    private List<Piece> tail(int last) {
      return pieces.subList(Math.max(0, pieces.size() - last), pieces.size());
    }

    int left() {
      return pieces.stream().mapToInt(p -> p.box().x()).min().orElseThrow();
    }

    int right() {
      return pieces.stream().mapToInt(p -> p.box().right()).max().orElseThrow();
    }
  }

  /** The lines from top to bottom, the pieces of each from left to right. */
  static List<List<Piece>> of(List<Piece> pieces) {
    float usual = usualHeight(pieces);
    List<Piece> tall = new ArrayList<>(tall(pieces, usual));
    tall.sort(Comparator.comparingDouble(Piece::centreX));
    List<Row> rows = new ArrayList<>();
    for (Piece piece : tall) {
      Row best = null;
      float most = OVERLAP;
      for (Row row : rows) {
        float overlap = overlap(piece.box().y(), piece.box().bottom(), row.top(3), row.bottom(3));
        if (overlap > most) {
          most = overlap;
          best = row;
        }
      }
      if (best == null) {
        best = new Row();
        rows.add(best);
      }
      best.pieces.add(piece);
    }
    joinColumns(rows);
    List<Piece> small = new ArrayList<>(pieces);
    small.removeIf(piece -> piece.box().height() >= TALL * usual);
    for (List<Piece> print : Print.rows(small, tall, usual)) {
      Row row = new Row();
      row.pieces.addAll(print);
      rows.add(row);
      small.removeAll(print);
    }
    List<Row> marks = rows.stream().filter(row -> isMark(row, rows, usual)).toList();
    rows.removeAll(marks);
    marks.forEach(row -> small.addAll(row.pieces));
    small.forEach(piece -> addSmall(piece, rows));
    rows.sort(Comparator.comparingDouble(row -> row.top(row.pieces.size())));
    List<List<Piece>> lines = new ArrayList<>();
    for (Row row : rows) {
      row.pieces.sort(Comparator.comparingDouble(Piece::centreX));
      lines.add(row.pieces);
    }
    return lines;
  }

  static float overlap(float top, float bottom, float otherTop, float otherBottom) {
    float common = Math.min(bottom, otherBottom) - Math.max(top, otherTop);
    return common / Math.min(bottom - top, otherBottom - otherTop);
  }

  /** Whether all of a row is one small piece that begins beside a piece of another. */
  private static boolean isMark(Row row, List<Row> rows, float usual) {
    Box box = row.pieces.get(0).box();
    return row.pieces.size() == 1
        && box.height() < Marks.COMMA_HEIGHT * usual
        && rows.stream()
            .filter(other -> other != row)
            .flatMap(other -> other.pieces.stream())
            .map(Piece::box)
            .anyMatch(
                b ->
                    b.height() > box.height()
                        && b.y() < box.y()
                        && b.bottom() > box.y()
                        && b.gap(box) < usual / 2);
  }

  /** Parts of one line that a wide gap kept apart. */
  private static void joinColumns(List<Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      for (int k = rows.size() - 1; k > i; k--) {
        Row a = rows.get(i);
        Row b = rows.get(k);
        boolean beside = a.right() <= b.left() || b.right() <= a.left();
        int all = Integer.MAX_VALUE;
        if (beside && overlap(a.top(all), a.bottom(all), b.top(all), b.bottom(all)) > 0.6f) {
          a.pieces.addAll(b.pieces);
          rows.remove(k);
        }
      }
    }
  }

  /** Parts of broken digits, dots and dashes go to the line they lie in, if they lie in one. */
  private static void addSmall(Piece piece, List<Row> rows) {
    Row best = null;
    float nearest = Float.MAX_VALUE;
    for (Row row : rows) {
      for (Piece p : row.pieces) {
        int gap = p.box().gap(piece.box());
        float above = Math.max(p.box().y() - piece.centreY(), piece.centreY() - p.box().bottom());
        float distance = Math.max(0, gap) + 2 * Math.max(0, above);
        if (distance < nearest && distance < 1.5f * p.box().height()) {
          nearest = distance;
          best = row;
        }
      }
    }
    if (best != null) {
      best.pieces.add(piece);
    }
  }
}
