package digits.data;

import java.util.SplittableRandom;

/**
 * A smooth random movement of every pixel, as in Simard, Steinkraus and Platt, "Best Practices for
 * Convolutional Neural Networks Applied to Visual Document Analysis" (2003). They smooth a random
 * number a pixel with a Gaussian, whose cost grows with its width. Here random numbers stand on a
 * coarse grid, and cubic B-splines, which are nearly Gaussians, fill the pixels between. Not for
 * use by several threads at once.
 */
final class ElasticField {
  /** The standard deviation of the Gaussian which the splines stand for, in pixels: Simard's. */
  private static final double SMOOTHNESS = 4;

  /** Between the grid's points: a cubic B-spline's own standard deviation is this / sqrt(3). */
  private static final double SPACING = SMOOTHNESS * Math.sqrt(3);

  /** The mean over all places of the sum of squared weights, along one axis. */
  private static final double SQUARED_WEIGHTS = 151.0 / 315;

  /** Weights are fixed-point numbers with so many bits, and of each four the sum is exactly one. */
  private static final int WEIGHT_BITS = 10;

  private final int width;
  private final int height;
  private final int columns;
  private final int rows;

  /** Grid values are from -amplitude to +amplitude; 16 bits after the point. */
  private final int amplitude;

  private final int[] weights; // [the larger side, 4]
  private final int[] gridX; // [rows, columns]
  private final int[] gridY;
  private final int[] wideX; // [rows, width]: full in one direction
  private final int[] wideY;
  private final int[] moveX; // [height, width]
  private final int[] moveY;

  /**
   * @param strength the standard deviation of the movement along each axis in pixels
   */
  ElasticField(double strength, int width, int height) {
    this.width = width;
    this.height = height;
    columns = first(width - 1) + 4;
    rows = first(height - 1) + 4;
    // uniform numbers have the standard deviation amplitude / sqrt(3) (40)
    amplitude = (int) (strength * Math.sqrt(3) / SQUARED_WEIGHTS * (1 << 16));
    weights = weights(Math.max(width, height));
    gridX = new int[rows * columns];
    gridY = new int[rows * columns];
    wideX = new int[rows * width];
    wideY = new int[rows * width];
    moveX = new int[width * height];
    moveY = new int[width * height];
  }

  private static int first(int pixel) {
    return (int) (pixel / SPACING);
  }

  private static int[] weights(int side) {
    int[] weights = new int[side * 4];
    for (int x = 0; x < side; x++) {
      double t = x / SPACING - first(x);
      double one = (1 << WEIGHT_BITS) / 6.0;
      int w0 = (int) Math.round(one * (1 - t) * (1 - t) * (1 - t));
      int w1 = (int) Math.round(one * (4 - 6 * t * t + 3 * t * t * t));
      int w3 = (int) Math.round(one * t * t * t);
      weights[x * 4] = w0;
      weights[x * 4 + 1] = w1;
      weights[x * 4 + 2] = (1 << WEIGHT_BITS) - w0 - w1 - w3;
      weights[x * 4 + 3] = w3;
    }
    return weights;
  }

  /**
   * Movements to the right [height, width] in pixels, 16 bits after the point; zero before draw.
   */
  int[] moveX() {
    return moveX;
  }

  /** The same downwards. */
  int[] moveY() {
    return moveY;
  }

  /** More pixels than anything moves. */
  double reach() {
    return (double) amplitude / (1 << 16);
  }

  /** Takes another field. */
  void draw(SplittableRandom random) {
    for (int i = 0; i < gridX.length; i++) {
      long bits = random.nextLong();
      gridX[i] = (int) ((bits >> 32) * amplitude >> 31);
      gridY[i] = (int) ((int) bits * (long) amplitude >> 31);
    }
    fill(gridX, wideX, moveX);
    fill(gridY, wideY, moveY);
  }

  /** The splines along the rows, then along the columns (40). */
  private void fill(int[] grid, int[] wide, int[] move) {
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < width; x++) {
        int at = row * columns + first(x);
        int w = x * 4;
        wide[row * width + x] =
            weights[w] * grid[at]
                    + weights[w + 1] * grid[at + 1]
                    + weights[w + 2] * grid[at + 2]
                    + weights[w + 3] * grid[at + 3]
                >> WEIGHT_BITS;
      }
    }
    for (int y = 0; y < height; y++) {
      int above = first(y) * width;
      int w0 = weights[y * 4];
      int w1 = weights[y * 4 + 1];
      int w2 = weights[y * 4 + 2];
      int w3 = weights[y * 4 + 3];
      for (int x = 0; x < width; x++) {
        int at = above + x;
        move[y * width + x] =
            w0 * wide[at]
                    + w1 * wide[at + width]
                    + w2 * wide[at + 2 * width]
                    + w3 * wide[at + 3 * width]
                >> WEIGHT_BITS;
      }
    }
  }
}
