package digits.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells a times sign from digits: two strokes that meet in the middle, apart and open above it and
 * below it. An 8 is closed there, and no other digit is two strokes at both ends.
 */
final class Cross {
  /** It is at most so many times as long one way as the other. */
  private static final float LONGER = 1.8f;

  /** Its strokes are apart so far from its top and bottom, in its heights ... */
  private static final float ENDS = 0.1f;

  private static final float FARTHEST = 0.2f;

  /** ... and meet at least so far from them. */
  private static final float MIDDLE = 0.3f;

  /** Where the strokes meet they are at most such a part of its width. */
  private static final float NARROW = 0.5f;

  /** ... and so far apart at their ends. */
  private static final float APART = 0.3f;

  /** Of its width: less is dirt. */
  private static final float SPECK = 0.07f;

  private Cross() {}

  /** Whether a piece is a times sign. */
  static boolean is(Piece piece) {
    if (piece.longer() > LONGER * piece.shorter()) {
      return false;
    }
    int height = piece.box().height();
    int ends = Math.round(ENDS * height);
    int farthest = Math.round(FARTHEST * height);
    int middle = Math.round(MIDDLE * height);
    return isOpen(piece, ends, farthest, -1)
        && isOpen(piece, height - 1 - farthest, height - 1 - ends, 1)
        && meets(piece, middle, height - middle);
  }

  /**
   * Whether two strokes with nothing between them, up (-1) or down (1) to the end of the piece, are
   * beside each other in one of its rows.
   */
  private static boolean isOpen(Piece piece, int from, int to, int towards) {
    for (int y = from; y <= to; y++) {
      List<int[]> strokes = strokes(piece, y);
      if (strokes.size() == 2) {
        int left = strokes.get(0)[1];
        int right = strokes.get(1)[0];
        if (right - left >= APART * piece.box().width()
            && isBlank(piece, (left + right) / 2, y, towards)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBlank(Piece piece, int x, int from, int towards) {
    for (int y = from; y >= 0 && y < piece.box().height(); y += towards) {
      if (piece.at(x, y) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is one narrow stroke in one of the rows. */
  private static boolean meets(Piece piece, int from, int to) {
    for (int y = from; y < to; y++) {
      List<int[]> strokes = strokes(piece, y);
      if (strokes.size() == 1
          && strokes.get(0)[1] - strokes.get(0)[0] < NARROW * piece.box().width()) {
        return true;
      }
    }
    return false;
  }

  /** Where the strokes of a row begin and end. */
  private static List<int[]> strokes(Piece piece, int y) {
    List<int[]> strokes = new ArrayList<>();
    int from = -1;
    for (int x = 0; x <= piece.box().width(); x++) {
      boolean ink = x < piece.box().width() && piece.at(x, y) > 0;
      if (ink && from < 0) {
        from = x;
      } else if (!ink && from >= 0) {
        if (x - from > SPECK * piece.box().width()) {
          strokes.add(new int[] {from, x});
        }
        from = -1;
      }
    }
    return strokes;
  }
}
