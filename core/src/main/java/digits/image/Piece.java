package digits.image;

import java.util.Arrays;
import java.util.List;

/**
 * A piece of connected ink: part of a digit, one digit, or several that touch.
 *
 * @param box where it lies in the page
 * @param ink contrast to the paper, 0 outside the piece to 255, row after row; not copied
 */
record Piece(Box box, byte[] ink) {

  int at(int x, int y) {
    return ink[y * box.width() + x] & 0xFF;
  }

  /** Linear between the four pixels around, 0 outside. */
  double between(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double fx = x - left;
    double fy = y - top;
    double above = (1 - fx) * or0(left, top) + fx * or0(left + 1, top);
    double below = (1 - fx) * or0(left, top + 1) + fx * or0(left + 1, top + 1);
    return (1 - fy) * above + fy * below;
  }

  private int or0(int x, int y) {
    return x < 0 || y < 0 || x >= box.width() || y >= box.height() ? 0 : at(x, y);
  }

  float centreX() {
    return box.x() + box.width() / 2f;
  }

  float centreY() {
    return box.y() + box.height() / 2f;
  }

  int longer() {
    return box.longer();
  }

  int shorter() {
    return box.shorter();
  }

  /** Pixels with ink, the soft edges among them. */
  int area() {
    int area = 0;
    for (byte pixel : ink) {
      area += pixel == 0 ? 0 : 1;
    }
    return area;
  }

  /** The most strokes that one line along the longer side meets, of three lines. */
  int strokesAlong() {
    boolean wide = box.width() >= box.height();
    int along = wide ? 1 : box.width();
    int across = wide ? box.width() : 1;
    int most = 0;
    for (int quarter = 1; quarter <= 3; quarter++) {
      int from = quarter * box.shorter() / 4 * across;
      int strokes = 0;
      for (int i = 0; i < box.longer(); i++) {
        boolean begins = i == 0 || ink[from + (i - 1) * along] == 0;
        strokes += begins && ink[from + i * along] != 0 ? 1 : 0;
      }
      most = Math.max(most, strokes);
    }
    return most;
  }

  /** Turned as the page is, whose width and height before the turn are given. */
  Piece turned(Turn turn, int pageWidth, int pageHeight) {
    return new Piece(turn.of(box, pageWidth, pageHeight), turn.of(ink, box.width(), box.height()));
  }

  /** The box around several pieces, at least one. */
  static Box around(List<Piece> pieces) {
    return pieces.stream().map(Piece::box).reduce(Box::union).orElseThrow();
  }

  /** The pixels of several pieces in one. */
  static Piece union(List<Piece> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    Box box = around(pieces);
    byte[] ink = new byte[box.width() * box.height()];
    for (Piece piece : pieces) {
      Box b = piece.box;
      for (int y = 0, i = 0; y < b.height(); y++) {
        int p = (y + b.y() - box.y()) * box.width() + b.x() - box.x();
        for (int x = 0; x < b.width(); x++, i++, p++) {
          if ((piece.ink[i] & 0xFF) > (ink[p] & 0xFF)) {
            ink[p] = piece.ink[i];
          }
        }
      }
    }
    return new Piece(box, ink);
  }

  /** The part of the piece in front of each row's column, and the part from it on. */
  Piece cut(int[] columns, boolean front) {
    byte[] part = ink.clone();
    for (int y = 0; y < box.height(); y++) {
      int row = y * box.width();
      Arrays.fill(
          part, row + (front ? columns[y] : 0), row + (front ? box.width() : columns[y]), (byte) 0);
    }
    return new Piece(box, part).cropped();
  }

  /** The part between two rows of the page. */
  Piece between(int top, int bottom) {
    byte[] part = ink.clone();
    int above = Math.max(0, Math.min(box.height(), top - box.y()));
    int below = Math.max(above, Math.min(box.height(), bottom - box.y()));
    Arrays.fill(part, 0, above * box.width(), (byte) 0);
    Arrays.fill(part, below * box.width(), part.length, (byte) 0);
    return new Piece(box, part).cropped();
  }

  /** Without the empty rows and columns around the ink; a piece without ink keeps one pixel. */
  Piece cropped() {
    int left = box.width();
    int right = -1;
    int top = box.height();
    int bottom = -1;
    for (int y = 0; y < box.height(); y++) {
      for (int x = 0; x < box.width(); x++) {
        if (at(x, y) > 0) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
        }
      }
    }
    if (right < 0) {
      return new Piece(new Box(box.x(), box.y(), 1, 1), new byte[1]);
    }
    int width = right - left + 1;
    byte[] cropped = new byte[width * (bottom - top + 1)];
    for (int y = top; y <= bottom; y++) {
      System.arraycopy(ink, y * box.width() + left, cropped, (y - top) * width, width);
    }
    return new Piece(new Box(box.x() + left, box.y() + top, width, bottom - top + 1), cropped);
  }
}
