package digits.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The outermost ink of a ring, seen from the middle of its box: by direction, how far away it is in
 * radii of the ellipse that fills the box.
 */
final class Outline {
  private static final int DIRECTIONS = 128;

  /** What is nearer to the middle is no outline. */
  private static final float OUTER = 0.8f;

  /** A ring's pen, with its unsteady hand and soft edges, is so wide, in stroke widths. */
  private static final float THICK = 1.8f;

  private final Piece ring;
  private final double[] outermost = new double[DIRECTIONS];

  Outline(Piece ring) {
    this.ring = ring;
    Box box = ring.box();
    for (int y = 0; y < box.height(); y++) {
      for (int x = 0; x < box.width(); x++) {
        if (ring.at(x, y) > 0) {
          int direction = direction(x, y);
          outermost[direction] = Math.max(outermost[direction], away(x, y));
        }
      }
    }
  }

  /** The share of directions in which there is an outline. */
  double closed() {
    return closed(DIRECTIONS);
  }

  /**
   * The share of so many sectors in which there is an outline: a small ring has fewer pixels than
   * there are directions.
   *
   * @param sectors a power of 2, up to 128
   */
  double closed(int sectors) {
    boolean[] closed = new boolean[sectors];
    for (int d = 0; d < DIRECTIONS; d++) {
      closed[d * sectors / DIRECTIONS] |= outermost[d] >= OUTER;
    }
    int count = 0;
    for (boolean sector : closed) {
      count += sector ? 1 : 0;
    }
    return (double) count / sectors;
  }

  /** What is left without the outline: the pieces that touch it from inside. */
  List<Piece> inside(float stroke) {
    Box box = ring.box();
    byte[] ink = ring.ink().clone();
    for (int y = 0, i = 0; y < box.height(); y++) {
      for (int x = 0; x < box.width(); x++, i++) {
        if (isOutline(x, y, THICK * stroke + 1)) {
          ink[i] = 0;
        }
      }
    }
    Components parts = Components.of(new Gray(box.width(), box.height(), ink), 1);
    List<Piece> inside = new ArrayList<>();
    for (Components.Component part : parts.list()) {
      if (part.box().longer() >= Rings.LEAST_INSIDE * box.shorter()) {
        byte[] own = ink.clone();
        for (int i = 0; i < own.length; i++) {
          own[i] = parts.labels()[i] == part.label ? own[i] : 0;
        }
        inside.add(new Piece(box, own).cropped());
      }
    }
    return inside;
  }

  /** Whether a pixel is not further than this inside of the outermost one in its direction. */
  private boolean isOutline(int x, int y, float thick) {
    int direction = direction(x, y);
    double outer = outermost[direction];
    outer = Math.max(outer, outermost[(direction + 1) % DIRECTIONS]);
    outer = Math.max(outer, outermost[(direction + DIRECTIONS - 1) % DIRECTIONS]);
    double away = away(x, y);
    double pixels = Math.hypot(right(x), down(y)) / Math.max(1e-6, away); // one radius
    return outer >= OUTER && (outer - away) * pixels <= thick;
  }

  /** From the middle of the box, in pixels. */
  private double right(int x) {
    return x + 0.5 - ring.box().width() / 2.0;
  }

  private double down(int y) {
    return y + 0.5 - ring.box().height() / 2.0;
  }

  /** In radii. */
  private double away(int x, int y) {
    return Math.hypot(2 * right(x) / ring.box().width(), 2 * down(y) / ring.box().height());
  }

  private int direction(int x, int y) {
    double turn = Math.atan2(down(y), right(x)) / (2 * Math.PI) + 0.5;
    return (int) (turn * DIRECTIONS) % DIRECTIONS;
  }
}
