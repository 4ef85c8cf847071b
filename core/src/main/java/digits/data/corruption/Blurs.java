package digits.data.corruption;

import java.util.SplittableRandom;

/** Pictures through frosted glass and from a moving hand. */
final class Blurs {
  private static final double GLASS_DEVIATION = 0.7;
  private static final int GLASS_ROUNDS = 2;
  private static final double MOTION_DEVIATION = 3;
  private static final int MOTION_LENGTH = 21;

  private Blurs() {}

  static Plane glass(Plane picture, SplittableRandom random) {
    int width = picture.width();
    Plane soft = picture.gaussian(GLASS_DEVIATION);
    double[] grey = soft.grey();
    for (int round = 0; round < GLASS_ROUNDS; round++) {
      for (int y = picture.height() - 1; y > 1; y--) {
        for (int x = width - 1; x > 1; x--) {
          if (random.nextBoolean()) {
            // the original's range: one back or none
            int other = (y - random.nextInt(2)) * width + x - random.nextInt(2);
            double kept = grey[y * width + x];
            grey[y * width + x] = grey[other];
            grey[other] = kept;
          }
        }
      }
    }
    return soft.gaussian(GLASS_DEVIATION);
  }

  /** A pixel is felt along a line on one side, ever less: half of a Gaussian. */
  static Plane motion(Plane picture, double angle) {
    double stepX = StrictMath.cos(angle);
    double stepY = StrictMath.sin(angle);
    double[] result = new double[picture.grey().length];
    double sum = 0;
    for (int k = 0; k < MOTION_LENGTH; k++) {
      double weight = StrictMath.exp(-k * k / (2 * MOTION_DEVIATION * MOTION_DEVIATION));
      int awayX = (int) Math.ceil(k * stepX - 0.5);
      int awayY = (int) Math.ceil(k * stepY - 0.5);
      for (int i = 0; i < result.length; i++) {
        int x = i % picture.width() + awayX;
        int y = i / picture.width() + awayY;
        result[i] += weight * picture.nearest(x, y);
      }
      sum += weight;
    }
    double whole = sum;
    return new Plane(picture.width(), picture.height(), result).each(grey -> grey / whole);
  }
}
