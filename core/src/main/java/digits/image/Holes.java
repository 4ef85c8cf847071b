package digits.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells the holes of a bound sheet from writing: many blots in a row, alike and evenly apart. */
final class Holes {
  /** So many are a row. */
  private static final int LEAST = 8;

  /**
   * A hole is so nearly as high as wide, and so much of its box at least half as dark as it is at
   * most: 0.5 to 0.6 where it is a disc with soft edges, 0.3 with a wire in it. Small print has up
   * to 0.43, but seldom eight letters evenly apart.
   */
  private static final float ROUND = 0.6f;

  private static final float FULL = 0.3f;

  /** Each is as large as the first one but for this part. */
  private static final float ALIKE = 0.3f;

  /** The next one is not farther away than this, in sizes ... */
  private static final float NEAR = 6;

  /** ... and so near to where the row goes on, in steps of the row. */
  private static final float OFF = 0.1f;

  /** Of so many blots, of a texture, none is looked at. */
  private static final int MOST = 500;

  private Holes() {}

  /** The pieces without those that are holes. */
  static List<Piece> without(List<Piece> pieces) {
    List<Piece> blots = new ArrayList<>(pieces);
    blots.removeIf(piece -> !isBlot(piece));
    if (blots.size() < LEAST || blots.size() > MOST) {
      return pieces;
    }
    Set<Piece> holes = new HashSet<>();
    for (Piece first : blots) {
      for (Piece second : blots) {
        double step =
            Math.sqrt(squared(first, second.centreX(), second.centreY())) / first.longer();
        if (step > 1 && step <= NEAR) {
          List<Piece> row = row(first, second, blots);
          if (row.size() >= LEAST) {
            holes.addAll(row);
          }
        }
      }
    }
    List<Piece> left = new ArrayList<>(pieces);
    left.removeAll(holes);
    return left;
  }

  private static boolean isBlot(Piece piece) {
    return piece.shorter() >= ROUND * piece.longer() && dark(piece) >= FULL * piece.ink().length;
  }

  private static int dark(Piece piece) {
    int darkest = 0;
    for (byte ink : piece.ink()) {
      darkest = Math.max(darkest, ink & 0xFF);
    }
    int dark = 0;
    for (byte ink : piece.ink()) {
      dark += 2 * (ink & 0xFF) >= darkest ? 1 : 0;
    }
    return dark;
  }

  /** The row that begins with two blots; one of it may be missing, but not two in a row. */
  private static List<Piece> row(Piece first, Piece second, List<Piece> blots) {
    List<Piece> row = new ArrayList<>(List.of(first));
    float x = second.centreX() - first.centreX();
    float y = second.centreY() - first.centreY();
    Piece last = first;
    for (int steps = 1; steps <= 2; ) {
      float toX = last.centreX() + steps * x;
      float toY = last.centreY() + steps * y;
      Piece next = nearest(toX, toY, blots);
      boolean alike = Math.abs(next.longer() - first.longer()) <= ALIKE * first.longer();
      if (squared(next, toX, toY) <= OFF * OFF * (x * x + y * y) && alike && !row.contains(next)) {
        x = (next.centreX() - last.centreX()) / steps;
        y = (next.centreY() - last.centreY()) / steps;
        last = next;
        row.add(last);
        steps = 1;
      } else {
        steps++;
      }
    }
    return row;
  }

  private static Piece nearest(float x, float y, List<Piece> blots) {
    Piece nearest = blots.get(0);
    for (Piece blot : blots) {
      nearest = squared(blot, x, y) < squared(nearest, x, y) ? blot : nearest;
    }
    return nearest;
  }

  /** How far away the middle of a piece is, squared. */
  private static float squared(Piece piece, float x, float y) {
    float right = piece.centreX() - x;
    float down = piece.centreY() - y;
    return right * right + down * down;
  }
}
