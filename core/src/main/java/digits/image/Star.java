package digits.image;

/**
 * Tells an asterisk from digits: five or more arms that go out from its middle, nothing between any
 * two of them. Now and then a 4 has as many ends, so the network has a say too.
 */
final class Star {
  /** It is at most so many times as long one way as the other. */
  private static final float LONGER = 1.8f;

  private static final int DIRECTIONS = 128;

  /** Arms are looked for on this ellipse, in widths and heights of the piece, ... */
  private static final double AROUND = 0.34;

  /** ... and between two of them there is no ink from there out to the corners. */
  private static final double CORNER = 0.71;

  private static final double STEP = 0.03;

  /** The least arms of an asterisk. */
  private static final int ARMS = 5;

  /** The middle has so many sizes each way, of which such a part is ink. */
  private static final double MIDDLE = 0.1;

  private static final double INK = 0.3;

  private Star() {}

  /** Whether a piece may be one. */
  static boolean mayBe(Piece piece) {
    if (piece.longer() > LONGER * piece.shorter() || !isFilled(piece)) {
      return false;
    }
    boolean[] ink = new boolean[DIRECTIONS];
    int start = -1; // a direction without ink
    for (int d = 0; d < DIRECTIONS; d++) {
      ink[d] = isInk(piece, d, AROUND);
      start = ink[d] ? start : d;
    }
    if (start < 0) {
      return false;
    }
    int arms = 0;
    int gap = start;
    for (int i = 1; i <= DIRECTIONS; i++) {
      int d = (start + i) % DIRECTIONS;
      boolean before = ink[(d + DIRECTIONS - 1) % DIRECTIONS];
      if (ink[d] && !before) {
        int blank = Math.floorMod(d - gap, DIRECTIONS);
        if (!isOpen(piece, gap + blank / 2)) {
          return false;
        }
        arms++;
      } else if (!ink[d] && before) {
        gap = d;
      }
    }
    return arms >= ARMS;
  }

  private static boolean isOpen(Piece piece, int direction) {
    for (double away = AROUND; away < CORNER; away += STEP) {
      if (isInk(piece, direction, away)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInk(Piece piece, int direction, double away) {
    double turn = 2 * Math.PI * direction / DIRECTIONS;
    int width = piece.box().width();
    int height = piece.box().height();
    int x = (int) Math.floor((0.5 + away * Math.cos(turn)) * width);
    int y = (int) Math.floor((0.5 + away * Math.sin(turn)) * height);
    return x >= 0 && x < width && y >= 0 && y < height && piece.at(x, y) > 0;
  }

  private static boolean isFilled(Piece piece) {
    int width = piece.box().width();
    int height = piece.box().height();
    int ink = 0;
    int all = 0;
    for (int y = (int) ((0.5 - MIDDLE) * height); y <= (0.5 + MIDDLE) * height; y++) {
      for (int x = (int) ((0.5 - MIDDLE) * width); x <= (0.5 + MIDDLE) * width; x++) {
        ink += piece.at(Math.min(x, width - 1), Math.min(y, height - 1)) > 0 ? 1 : 0;
        all++;
      }
    }
    return ink >= INK * all;
  }
}
