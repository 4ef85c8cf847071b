package digits.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells rows of small print, such as the labels of a form, from the small parts of what is written
 * beside them.
 */
final class Print {
  /** Its letters are at least so high, of the usual height of a page; less is dots and dashes. */
  private static final float LEAST = 0.12f;

  /** So many letters are a row; letters that touch each other have so many strokes each. */
  private static final int LETTERS = 4;

  private static final int STROKES = 2;

  /** From letter to letter, in heights of the higher one. */
  private static final float GAP = 1.2f;

  /** What is this near above or below a tall piece, in usual heights, may be a part of it. */
  private static final float NEAR = 0.08f;

  private Print() {}

  /**
   * Rows of letters, each from left to right.
   *
   * @param small pieces that carry no line by their height
   * @param tall the others
   * @param usual height
   */
  static List<List<Piece>> rows(List<Piece> small, List<Piece> tall, float usual) {
    List<Piece> letters = new ArrayList<>(small);
    letters.removeIf(piece -> piece.box().height() < LEAST * usual);
    letters.sort(Comparator.comparingDouble(Piece::centreX));
    List<List<Piece>> rows = new ArrayList<>();
    for (Piece letter : letters) {
      List<Piece> best = null;
      float most = Lines.OVERLAP;
      for (List<Piece> row : rows) {
        Box last = row.get(row.size() - 1).box();
        Box box = letter.box();
        float common = Lines.overlap(last.y(), last.bottom(), box.y(), box.bottom());
        if (common > most && last.gap(box) <= GAP * Math.max(last.height(), box.height())) {
          most = common;
          best = row;
        }
      }
      if (best == null) {
        best = new ArrayList<>();
        rows.add(best);
      }
      best.add(letter);
    }
    rows.removeIf(row -> letters(row) < LETTERS || isPart(row, tall, NEAR * usual));
    return rows;
  }

  private static int letters(List<Piece> row) {
    int letters = 0;
    for (Piece piece : row) {
      boolean wide = piece.box().width() > piece.box().height();
      letters += wide ? Math.max(1, piece.strokesAlong() / STROKES) : 1;
    }
    return letters;
  }

  /** Whether half of it, at least, is what broken strokes leave of tall pieces. */
  private static boolean isPart(List<Piece> row, List<Piece> tall, float near) {
    long parts =
        row.stream()
            .map(Piece::box)
            .filter(
                box ->
                    tall.stream()
                        .map(Piece::box)
                        .anyMatch(
                            other ->
                                other.gap(box) < 0
                                    && Math.max(other.y() - box.bottom(), box.y() - other.bottom())
                                        < near))
            .count();
    return 2 * parts >= row.size();
  }
}
