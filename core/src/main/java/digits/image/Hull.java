package digits.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The convex hull of what is not 0 in a picture, by Andrew's monotone chain.
 *
 * @param area in pixels
 * @param outline its length in pixels' sides
 */
record Hull(double area, double outline) {
  /** A corner of a pixel. */
  private record Point(int x, int y) {}

  static Hull of(Gray mask) {
    List<Point> left = new ArrayList<>();
    List<Point> right = new ArrayList<>();
    for (int y = 0; y < mask.height(); y++) {
      int first = mask.width();
      int end = 0;
      for (int x = 0; x < mask.width(); x++) {
        if (mask.at(x, y) != 0) {
          first = Math.min(first, x);
          end = x + 1;
        }
      }
      for (int corner = y; corner <= y + 1 && end > 0; corner++) {
        add(left, new Point(first, corner), 1);
        add(right, new Point(end, corner), -1);
      }
    }
    double area = 0;
    double outline = 0;
    for (int i = right.size() - 1; i >= 0; i--) {
      left.add(right.get(i));
    }
    for (int i = 0; i < left.size(); i++) {
      Point from = left.get(i);
      Point to = left.get((i + 1) % left.size());
      area += ((double) from.y * to.x - (double) from.x * to.y) / 2;
      outline += Math.hypot(to.x - from.x, to.y - from.y);
    }
    return new Hull(Math.abs(area), outline);
  }

  /** Adds the next point down, and removes those before it that would be dents. */
  private static void add(List<Point> chain, Point next, int side) {
    for (int last = chain.size() - 1; last > 0; last--) {
      Point a = chain.get(last - 1);
      Point b = chain.get(last);
      long turn = (long) (b.x - a.x) * (next.y - a.y) - (long) (b.y - a.y) * (next.x - a.x);
      if (turn * side < 0) {
        break;
      }
      chain.remove(last);
    }
    chain.add(next);
  }
}
