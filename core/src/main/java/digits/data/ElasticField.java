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
  /**
   * Pixels between the grid's points. A cubic B-spline's standard deviation is this / sqrt(3), 4.04
   * pixels; Simard's Gaussian had 4.
   */
  private static final int SPACING = 7;

  /** The mean over all places of the sum of squared weights, along one axis. */
  private static final double SQUARED_WEIGHTS = 151.0 / 315;

  /** Weights are fixed-point numbers with so many bits, and of each four the sum is exactly one. */
  private static final int WEIGHT_BITS = 10;

  /** Of a place so many pixels after a point of the grid, the weights of the points around it. */
  private static final int[][] WEIGHTS = new int[SPACING][];

  static {
    for (int phase = 0; phase < SPACING; phase++) {
      double t = (double) phase / SPACING;
      double sixth = (1 << WEIGHT_BITS) / 6.0;
      int w0 = (int) Math.round(sixth * (1 - t) * (1 - t) * (1 - t));
      int w1 = (int) Math.round(sixth * (4 - 6 * t * t + 3 * t * t * t));
      int w3 = (int) Math.round(sixth * t * t * t);
      WEIGHTS[phase] = new int[] {w0, w1, (1 << WEIGHT_BITS) - w0 - w1 - w3, w3};
    }
  }

  private final int width;
  private final int height;
  private final int columns;
  private final int rows;

  /** Grid values are from -amplitude to +amplitude; 16 bits after the point. */
  private final int amplitude;

  private final int[] gridX; // [rows, columns]
  private final int[] gridY;
  private final int[] wide; // [rows, width]: smooth along the rows
  private final int[][] near; // [4]: of each place the points around it
  private final int[] smooth; // every seventh pixel of a result
  private final int[] moveX; // [height, width]
  private final int[] moveY;

  /**
   * @param strength the standard deviation of the movement along each axis in pixels, at most 8
   */
  ElasticField(double strength, int width, int height) {
    this.width = width;
    this.height = height;
    columns = (width - 1) / SPACING + 4;
    rows = (height - 1) / SPACING + 4;
    // uniform numbers have the standard deviation amplitude / sqrt(3) (63)
    amplitude = (int) (strength * Math.sqrt(3) / SQUARED_WEIGHTS * (1 << 16));
    gridX = new int[rows * columns];
    gridY = new int[rows * columns];
    wide = new int[rows * width];
    smooth = new int[rows * Math.max(columns, width)];
    near = new int[4][smooth.length];
    moveX = new int[width * height];
    moveY = new int[width * height];
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

  /** Takes another field. */
  void draw(SplittableRandom random) {
    for (int i = 0; i < gridX.length; i++) {
      long bits = random.nextLong();
      gridX[i] = (int) ((bits >> 32) * amplitude >> 31);
      gridY[i] = (int) ((int) bits * (long) amplitude >> 31);
    }
    fill(gridX, moveX);
    fill(gridY, moveY);
  }

  /**
   * The splines along the rows, then along the columns (63). Pixels that lie SPACING apart have the
   * same weights: one loop for all of them is long enough to be worth vectors. Copies of the points
   * let it use one index, since the compiler cannot tell that nothing it writes is read again.
   */
  private void fill(int[] grid, int[] move) {
    spread(grid, 1);
    for (int first = 0; first < Math.min(SPACING, width); first++) {
      smooth(WEIGHTS[first]);
      for (int row = 0; row < rows; row++) {
        for (int x = first, at = row * columns; x < width; x += SPACING, at++) {
          wide[row * width + x] = smooth[at];
        }
      }
    }
    spread(wide, width);
    for (int first = 0; first < Math.min(SPACING, height); first++) {
      smooth(WEIGHTS[first]);
      for (int y = first; y < height; y += SPACING) {
        System.arraycopy(smooth, y / SPACING * width, move, y * width, width);
      }
    }
  }

  /** Makes four copies of the points, of which each is moved by so many places. */
  private void spread(int[] points, int apart) {
    for (int k = 0; k < 4; k++) {
      System.arraycopy(points, k * apart, near[k], 0, points.length - k * apart);
    }
  }

  /** Of each place the weighted sum of four points; what lies beyond the last has no meaning. */
  private void smooth(int[] w) {
    int[] smooth = this.smooth;
    int[] n0 = near[0];
    int[] n1 = near[1];
    int[] n2 = near[2];
    int[] n3 = near[3];
    int w0 = w[0];
    int w1 = w[1];
    int w2 = w[2];
    int w3 = w[3];
    for (int i = 0; i < smooth.length; i++) {
      smooth[i] = w0 * n0[i] + w1 * n1[i] + w2 * n2[i] + w3 * n3[i] >> WEIGHT_BITS;
    }
  }
}
