package digits.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Tells rings and boxes that somebody drew around numbers from the digits in them. */
final class Rings {
  /** What a ring goes round is at least so long, in shorter sides of the ring; less is dirt. */
  static final float LEAST_INSIDE = 0.3f;

  /** A 0 around a stroke of its own is hardly longer than other digits. */
  private static final float LONGER = 1.2f;

  /** A ring that nothing stands free in is so much longer, and so much of it is there. */
  private static final float MUCH_LONGER = 1.5f;

  private static final float CLOSED = 0.9f;

  /** A ring covers at most this part of its box. */
  private static final float FILLED = 0.4f;

  /**
   * Directions in which one looks from what is inside, and how many of them the ring must block.
   */
  private static final int DIRECTIONS = 16;

  private static final int BLOCKED = 13;

  /** Of so many pieces, of a texture, none is looked at. */
  private static final int MOST = 5_000;

  private Rings() {}

  /**
   * The pieces without those that go round others, and what touches these from inside.
   *
   * @param stroke usual width
   */
  static List<Piece> without(List<Piece> pieces, float stroke) {
    if (pieces.size() > MOST) {
      return pieces;
    }
    List<Piece> rings = new ArrayList<>(pieces);
    rings.removeIf(piece -> !goesRoundAny(piece, pieces));
    float usual = Lines.usualSize(others(pieces, rings));
    rings.removeIf(ring -> ring.longer() < LONGER * usual);
    List<Piece> left = others(pieces, rings);
    List<Piece> closed = new ArrayList<>(left);
    closed.removeIf(
        piece -> piece.longer() < MUCH_LONGER * usual || !isThin(piece) || !isRing(piece, stroke));
    left.removeAll(closed);
    rings.addAll(closed);
    rings.forEach(ring -> left.addAll(new Outline(ring).inside(stroke)));
    return left;
  }

  /** Whether its outline is closed but for a little, and something is left without it. */
  private static boolean isRing(Piece piece, float stroke) {
    Outline outline = new Outline(piece);
    return outline.closed() >= CLOSED && !outline.inside(stroke).isEmpty();
  }

  private static List<Piece> others(List<Piece> pieces, List<Piece> rings) {
    List<Piece> others = new ArrayList<>(pieces);
    others.removeAll(new HashSet<>(rings));
    return others;
  }

  private static boolean goesRoundAny(Piece ring, List<Piece> pieces) {
    float least = LEAST_INSIDE * ring.box().shorter();
    return pieces.stream()
            .anyMatch(
                piece ->
                    piece.longer() >= least
                        && isInside(piece.box(), ring.box())
                        && surrounds(ring, piece))
        && isThin(ring);
  }

  private static boolean isThin(Piece ring) {
    return ring.area() <= FILLED * ring.box().width() * ring.box().height();
  }

  private static boolean isInside(Box inner, Box outer) {
    return inner.x() > outer.x()
        && inner.y() > outer.y()
        && inner.right() < outer.right()
        && inner.bottom() < outer.bottom();
  }

  /** Whether the ring is met in most directions from the middle of the piece; it may be open. */
  private static boolean surrounds(Piece ring, Piece piece) {
    int blocked = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double angle = 2 * Math.PI * i / DIRECTIONS;
      blocked += meets(ring, piece, Math.cos(angle), Math.sin(angle)) ? 1 : 0;
    }
    return blocked >= BLOCKED;
  }

  private static boolean meets(Piece ring, Piece piece, double right, double down) {
    Box box = ring.box();
    double x = piece.centreX() - box.x();
    double y = piece.centreY() - box.y();
    while (x >= 0 && y >= 0 && x < box.width() && y < box.height()) {
      if (ring.at((int) x, (int) y) > 0) {
        return true;
      }
      x += right;
      y += down;
    }
    return false;
  }
}
