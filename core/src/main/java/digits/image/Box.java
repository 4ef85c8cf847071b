package digits.image;

import java.util.stream.IntStream;

/**
 * A rectangle of pixels in a picture.
 *
 * @param x leftmost column
 * @param y topmost row
 * @param width number of columns, at least 1
 * @param height number of rows, at least 1
 */
public record Box(int x, int y, int width, int height) {

  /** The longer side. */
  public int longer() {
    return Math.max(width, height);
  }

  /** The shorter side. */
  public int shorter() {
    return Math.min(width, height);
  }

  /** The first column behind it. */
  int right() {
    return x + width;
  }

  /** The first row below it. */
  int bottom() {
    return y + height;
  }

  /** Columns between it and another, below 0 if they have some in common. */
  int gap(Box other) {
    return Math.max(x - other.right(), other.x - right());
  }

  /** Whether it comes within a pixel of the edges of a picture of this width and height. */
  boolean isAtEdge(int pictureWidth, int pictureHeight) {
    return x <= 1 || y <= 1 || right() >= pictureWidth - 1 || bottom() >= pictureHeight - 1;
  }

  /** The smallest box that holds both. */
  Box union(Box other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    return new Box(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** The median of some heights or widths, each counting by its size; 0 of none. */
  public static int usual(IntStream sizes) {
    int[] sorted = sizes.sorted().toArray();
    long sum = IntStream.of(sorted).asLongStream().sum();
    long below = 0;
    for (int size : sorted) {
      below += size;
      if (2 * below >= sum) {
        return size;
      }
    }
    return 0;
  }
}
