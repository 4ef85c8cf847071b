package digits.data.corruption;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A picture of numbers from 0, paper, to 1, ink, or any other numbers in rows and columns.
 *
 * @param grey [height, width]
 */
record Plane(int width, int height, double[] grey) {

  static Plane of(byte[] pixels, int fromAt, int width, int height) {
    return new Plane(
        width,
        height,
        IntStream.range(0, width * height)
            .mapToDouble(i -> (pixels[fromAt + i] & 255) / 255.0)
            .toArray());
  }

  /** Normal random numbers in the size of this plane, by Box and Muller's transform. */
  Plane normal(double mean, double deviation, SplittableRandom random) {
    // StrictMath, here and elsewhere: the same bits on every machine
    return each(
        grey ->
            mean
                + deviation
                    * Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                    * StrictMath.cos(2 * Math.PI * random.nextDouble()));
  }

  void store(byte[] to, int toAt) {
    for (int i = 0; i < grey.length; i++) {
      to[toAt + i] = (byte) Math.round(255 * Math.max(0, Math.min(1, grey[i])));
    }
  }

  /** Each number through a function. */
  Plane each(DoubleUnaryOperator function) {
    double[] result = new double[grey.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = function.applyAsDouble(grey[i]);
    }
    return new Plane(width, height, result);
  }

  /** The number at a place; beyond an edge that of the edge. */
  double nearest(int x, int y) {
    return grey[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))];
  }

  /** The number at a place; beyond an edge 0. */
  double orPaper(int x, int y) {
    return x >= 0 && x < width && y >= 0 && y < height ? grey[y * width + x] : 0;
  }

  /**
   * Smoothed by a Gaussian of so many pixels, cut off after four of these; edges go on for ever.
   */
  Plane gaussian(double deviation) {
    int reach = (int) (4 * deviation + 0.5);
    double[] weights =
        IntStream.rangeClosed(-reach, reach)
            .mapToDouble(i -> StrictMath.exp(-i * i / (2 * deviation * deviation)))
            .toArray();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    Plane across = new Plane(width, height, new double[grey.length]);
    Plane both = new Plane(width, height, new double[grey.length]);
    for (int pass = 0; pass < 2; pass++) {
      Plane from = pass == 0 ? this : across;
      double[] to = pass == 0 ? across.grey : both.grey;
      for (int i = 0; i < to.length; i++) {
        for (int k = -reach; k <= reach; k++) {
          int x = i % width + (pass == 0 ? k : 0);
          int y = i / width + (pass == 0 ? 0 : k);
          to[i] += weights[k + reach] / sum * from.nearest(x, y);
        }
      }
    }
    return both;
  }

  /**
   * Resampled: the pixel at (x, y) from the picture's centre comes from (xx x + xy y, yx x + yy y)
   * from the centre plus the shift, mixed of the four pixels around.
   */
  Plane from(double xx, double xy, double yx, double yy, double shiftX, double shiftY) {
    double centreX = (width - 1) / 2.0;
    double centreY = (height - 1) / 2.0;
    double[] result = new double[grey.length];
    for (int i = 0; i < result.length; i++) {
      double x = i % width - centreX;
      double y = i / width - centreY;
      double sourceX = centreX + xx * x + xy * y + shiftX;
      double sourceY = centreY + yx * x + yy * y + shiftY;
      int left = (int) Math.floor(sourceX);
      int top = (int) Math.floor(sourceY);
      double shareX = sourceX - left;
      double shareY = sourceY - top;
      double above = (1 - shareX) * orPaper(left, top) + shareX * orPaper(left + 1, top);
      double below = (1 - shareX) * orPaper(left, top + 1) + shareX * orPaper(left + 1, top + 1);
      result[i] = (1 - shareY) * above + shareY * below;
    }
    return new Plane(width, height, result);
  }
}
