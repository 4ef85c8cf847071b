package digits;

import digits.data.Dataset;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Digits of MNIST, and the signs that stand beside those of an amount, written onto a page's ink.
 */
final class Handwriting {
  private static final int FIRST_ROW = 59_000;
  private static final int ROWS = 1_000;

  /** The height of each in digits' heights, its strokes as x y x y ... from -0.5 to 0.5. */
  private record Shape(double height, double width, double[]... strokes) {}

  private static final double[] S = {
    0.42, -0.3, 0.2, -0.46, -0.15, -0.5, -0.42, -0.28, -0.25, -0.08, 0.2, 0.06, 0.44, 0.26, 0.2,
    0.48, -0.15, 0.48, -0.45, 0.3
  };

  private static final Shape DOLLAR = new Shape(0.95, 0.6, S, new double[] {0.1, -0.7, -0.1, 0.7});

  private static final Shape TWICE_BARRED =
      new Shape(
          0.95, 0.65, S, new double[] {-0.1, -0.7, -0.2, 0.7}, new double[] {0.25, -0.7, 0.1, 0.7});

  private static final Shape HASH =
      new Shape(
          0.8,
          0.75,
          new double[] {-0.1, -0.5, -0.3, 0.5},
          new double[] {0.3, -0.5, 0.1, 0.5},
          new double[] {-0.5, -0.2, 0.5, -0.25},
          new double[] {-0.5, 0.2, 0.5, 0.15});

  private static final Shape STAR =
      new Shape(
          0.45,
          0.45,
          new double[] {0, -0.5, 0, 0.5},
          new double[] {-0.45, -0.25, 0.45, 0.25},
          new double[] {-0.45, 0.25, 0.45, -0.25});

  private static final Shape EURO =
      new Shape(
          1,
          0.65,
          new double[] {
            0.5, -0.38, 0.3, -0.5, 0, -0.45, -0.25, -0.2, -0.28, 0.15, -0.05, 0.42, 0.25, 0.5, 0.48,
            0.38
          },
          new double[] {-0.5, -0.1, 0.25, -0.14},
          new double[] {-0.5, 0.12, 0.2, 0.08});

  private static final Shape POUND =
      new Shape(
          1.05,
          0.6,
          new double[] {
            0.4, -0.35, 0.25, -0.5, 0, -0.45, -0.08, -0.2, 0, 0.2, -0.15, 0.45, -0.45, 0.48, 0.1,
            0.42, 0.5, 0.5
          },
          new double[] {-0.4, 0.02, 0.3, -0.02});

  private static final Shape EQUALS =
      new Shape(0.3, 0.5, new double[] {-0.5, -0.5, 0.5, -0.5}, new double[] {-0.5, 0.5, 0.5, 0.4});

  private static final Shape DASH = new Shape(0.1, 0.5, new double[] {-0.5, 0, 0.5, 0});

  private static final List<Shape> BEFORE = List.of(DOLLAR, TWICE_BARRED, HASH, STAR, EURO, POUND);
  private static final List<Shape> AFTER = List.of(HASH, STAR, EQUALS, DASH, EURO);

  /** Read when they are first needed. */
  private static final class Rows {
    static final Dataset DIGITS = TestData.mnist(FIRST_ROW, ROWS);
  }

  private final SplittableRandom random;
  private final float[] ink;
  private final int width;

  Handwriting(SplittableRandom random, float[] ink, int width) {
    this.random = random;
    this.ink = ink;
    this.width = width;
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** The row of a digit that recipes hold out. */
  int anyDigit() {
    return random.nextInt(ROWS);
  }

  int label(int n) {
    return Rows.DIGITS.labels()[n];
  }

  /** Draws the digit with its leftmost ink near x and gives where its rightmost is. */
  double digit(int n, double x, double middle, double tall, double slant, double pen) {
    byte[] picture = Rows.DIGITS.picture(n);
    int height = ink.length / width;
    double scale = tall / 20;
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    for (int i = 0; i < picture.length; i++) {
      if ((picture[i] & 255) > 127) {
        double u = i % 28 - 13.5 + slant * (13.5 - i / 28);
        left = Math.min(left, u - 0.5);
        right = Math.max(right, u + 0.5);
      }
    }
    double origin = x - left * scale;
    for (int py = (int) (middle - tall); py <= middle + tall; py++) {
      for (int px = (int) (x - tall); px <= x + (right - left) * scale + tall; px++) {
        if (px < 0 || py < 0 || px >= width || py >= height) {
          continue;
        }
        double v = (py - middle) / scale;
        double u = (px - origin) / scale + slant * v;
        double value = smooth(picture, u + 13.5, v + 13.5);
        double edge = 0.7 / scale; // about a pixel of the page, in MNIST's steep edges
        double covered = Math.max(0, Math.min(1, (value - 0.5 + pen) / edge + 0.5));
        int p = py * width + px;
        ink[p] = Math.max(ink[p], (float) covered);
      }
    }
    return origin + right * scale;
  }

  /**
   * Writes a sign.
   *
   * @param x its left end
   * @param middle of the digits beside it
   * @param size height of these
   * @return where it ends
   */
  double sign(boolean before, double x, double middle, double size) {
    List<Shape> shapes = before ? BEFORE : AFTER;
    Shape shape = shapes.get(random.nextInt(shapes.size()));
    double tall = shape.height * size * between(0.85, 1.15);
    double wide = shape.width * size * between(0.85, 1.2);
    double slant = between(-0.1, 0.3);
    double pen = size * between(0.04, 0.075);
    for (double[] stroke : shape.strokes) {
      double lastX = 0;
      double lastY = 0;
      for (int i = 0; i < stroke.length; i += 2) {
        double down = (stroke[i + 1] + between(-0.04, 0.04)) * tall;
        double right = (stroke[i] + 0.5 + between(-0.05, 0.05)) * wide - slant * down;
        if (i > 0) {
          line(lastX, lastY, x + right, middle + down, pen);
        }
        lastX = x + right;
        lastY = middle + down;
      }
    }
    return x + wide * 1.1;
  }

  /** A point or a comma on the base line, and where it ends. */
  double point(double x, double y, double size) {
    double radius = size * between(0.04, 0.07);
    double tail = random.nextBoolean() ? 0.2 * size : 0;
    line(x, y, x - 0.4 * tail, y + tail, radius);
    return x + radius;
  }

  /** A straight stroke of a round pen. */
  void line(double fromX, double fromY, double toX, double toY, double radius) {
    double alongX = toX - fromX;
    double alongY = toY - fromY;
    double squared = Math.max(1e-9, alongX * alongX + alongY * alongY);
    int height = ink.length / width;
    int reach = (int) radius + 2;
    int bottom = (int) Math.min(height - 1, Math.max(fromY, toY) + reach);
    int right = (int) Math.min(width - 1, Math.max(fromX, toX) + reach);
    for (int y = (int) Math.max(0, Math.min(fromY, toY) - reach); y <= bottom; y++) {
      for (int x = (int) Math.max(0, Math.min(fromX, toX) - reach); x <= right; x++) {
        double share = ((x - fromX) * alongX + (y - fromY) * alongY) / squared;
        share = Math.max(0, Math.min(1, share));
        double away = Math.hypot(x - fromX - share * alongX, y - fromY - share * alongY);
        float covered = (float) Math.max(0, Math.min(1, radius + 0.5 - away));
        ink[y * width + x] = Math.max(ink[y * width + x], covered);
      }
    }
  }

  /** Cubic B-spline through the 16 pixels around, 0 to 1. */
  private static double smooth(byte[] picture, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double sum = 0;
    for (int j = -1; j <= 2; j++) {
      for (int i = -1; i <= 2; i++) {
        int u = left + i;
        int v = top + j;
        if (u >= 0 && v >= 0 && u < 28 && v < 28) {
          sum += (picture[v * 28 + u] & 255) * spline(x - u) * spline(y - v);
        }
      }
    }
    return sum / 255;
  }

  private static double spline(double distance) {
    double d = Math.abs(distance);
    if (d < 1) {
      return 2.0 / 3 - d * d + d * d * d / 2;
    }
    return d < 2 ? Math.pow(2 - d, 3) / 6 : 0;
  }
}
