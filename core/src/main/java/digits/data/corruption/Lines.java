package digits.data.corruption;

import java.util.SplittableRandom;

/** Lines drawn over a digit. */
final class Lines {
  /** Where a line's ink ends, in pixels above and below its middle. */
  private static final double REACH = 2.3;

  private static final int DOT = 2;
  private static final double TOOTH = 2; // half the length, and the height, of a zigzag's tooth

  private Lines() {}

  static Plane dotted(Plane picture, SplittableRandom random) {
    int end = picture.width() - 1;
    int heights = Math.max(1, picture.height() - 1);
    int from = random.nextInt(heights);
    int to = random.nextInt(heights);
    double[] line = new double[picture.grey().length];
    draw(line, picture, 0, from, end, to);
    double[] grey = picture.grey().clone();
    for (int i = 0; i < grey.length; i++) {
      boolean gap = i % picture.width() / DOT % 2 == 0;
      grey[i] += gap ? 0 : line[i];
    }
    return new Plane(picture.width(), picture.height(), grey);
  }

  static Plane zigzag(Plane picture, SplittableRandom random) {
    double[] grey = picture.grey().clone();
    int start = 2;
    int length = Math.max(1, picture.width() - 5);
    int height = random.nextInt(Math.max(1, picture.height() - 1));
    int rise = random.nextInt(10) - 5;
    double angle = StrictMath.atan2(rise, length);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double way = length / cos;
    double beforeX = start;
    double beforeY = height;
    int teeth = (int) Math.floor((way - TOOTH) / (2 * TOOTH)) + 1;
    double rest = way - 2 * TOOTH * Math.floor(way / (2 * TOOTH));
    for (int i = 0; i <= teeth; i++) {
      if (i == teeth && rest == 0) {
        break;
      }
      double along = i < teeth ? (2 * i + 1) * TOOTH : way;
      double tip = i % 2 == 0 ? TOOTH : -TOOTH;
      double across = i < teeth ? tip : -tip / (2 * rest);
      double x = start + cos * along - sin * across;
      double y = height + sin * along + cos * across;
      draw(grey, picture, beforeX, beforeY, x, y);
      beforeX = x;
      beforeY = y;
    }
    return new Plane(picture.width(), picture.height(), grey);
  }

  /** Adds a line's ink, which fades with the vertical distance d as 1 + log(1 - d / REACH). */
  private static void draw(
      double[] grey, Plane size, double fromX, double fromY, double toX, double toY) {
    double slope = (toY - fromY) / (toX - fromX);
    int left = Math.max(0, (int) Math.floor(fromX));
    int right = Math.min(size.width(), (int) Math.ceil(toX));
    for (int y = 0; y < size.height(); y++) {
      for (int x = left; x < right; x++) {
        double away = Math.abs(y - fromY - slope * (x - fromX));
        if (away < REACH) {
          int i = y * size.width() + x;
          double ink = Math.max(0, 1 + StrictMath.log(1 - away / REACH));
          grey[i] = Math.min(1, grey[i] + ink);
        }
      }
    }
  }
}
