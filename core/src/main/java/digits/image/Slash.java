package digits.image;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells what may be a slash or a parenthesis from 1s: a smooth stroke that reaches beyond its
 * neighbours above and below, and leans to the right or is bowed. What stands at an end of a
 * number, bowed as no 1 is, need not be longer than its digits.
 */
final class Slash {
  /**
   * It is taller than this, in heights of the line; a parenthesis, which may be most of the line,
   * in heights of its neighbours ...
   */
  private static final float TALLER = 1.1f;

  /** ... and at both ends so much longer than its neighbours. */
  private static final float BEYOND = 0.04f;

  /**
   * It has at most so many times the ink of a stroke as long as its box is from corner to corner.
   */
  private static final float THIN = 2.4f;

  /** The middles of its rows are so near to a parabola, in its heights. */
  private static final float SMOOTH = 0.05f;

  /** Its top is so far to the right of its bottom, in its heights. */
  private static final float LEAN = 0.2f;

  /** The ends of a parenthesis are so far from its middle, in its heights; of none of the 1s. */
  private static final float SAG = 0.07f;

  private static final float DEEP = 0.15f;

  /** It is not shorter than this, in heights of the line. */
  private static final float LEAST_HEIGHT = 0.9f;

  /** Neighbours are near, and at least so tall, in heights of the line. */
  private static final float TALL = 0.5f;

  private Slash() {}

  /**
   * Whether a piece may be one, given the pieces before and after it.
   *
   * @param height of the line
   * @param stroke usual width
   */
  static boolean mayBe(
      Piece piece, Optional<Box> before, Optional<Box> after, float height, float stroke) {
    Box box = piece.box();
    Optional<Box> left =
        before.filter(b -> box.x() - b.right() < height && b.height() >= TALL * height);
    Optional<Box> right =
        after.filter(b -> b.x() - box.right() < height && b.height() >= TALL * height);
    if (box.height() < height * LEAST_HEIGHT
        || box.width() > box.height()
        || piece.area() > THIN * stroke * Math.hypot(box.width(), box.height())) {
      return false;
    }
    Bow bow = Bow.of(piece);
    if (bow.apart() > SMOOTH * box.height()) {
      return false;
    }
    double beside = mean(left.map(Box::height), right.map(Box::height));
    double above = mean(left.map(Box::y), right.map(Box::y)) - box.y();
    double below = box.bottom() - mean(left.map(Box::bottom), right.map(Box::bottom));
    boolean longer =
        box.height() >= TALLER * Math.min(height, beside)
            && Math.min(above, below) >= BEYOND * height;
    boolean between = left.isPresent() && right.isPresent();
    boolean leans = longer && bow.lean() >= LEAN && box.height() >= TALLER * height;
    boolean opens = right.isPresent() && bow.sag() >= SAG;
    boolean closes = left.isPresent() && bow.sag() <= -SAG;
    boolean first = before.stream().noneMatch(b -> box.x() - b.right() < Line.APART * height);
    boolean last = after.stream().noneMatch(b -> b.x() - box.right() < Line.APART * height);
    boolean deep = Math.abs(bow.sag()) >= DEEP && (opens && first || closes && last);
    return between && leans || longer && (opens || closes) || deep;
  }

  /** Of those there are; not a number if there are none. */
  private static double mean(Optional<Integer> one, Optional<Integer> other) {
    return Stream.of(one, other)
        .flatMap(Optional::stream)
        .mapToInt(Integer::intValue)
        .average()
        .orElse(Double.NaN);
  }
}
