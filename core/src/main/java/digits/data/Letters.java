package digits.data;

import java.util.SplittableRandom;

/** Letters and signs that resemble no digit, as strokes. */
final class Letters {
  /**
   * One a line. A stroke is a row of points, and a point two digits: to the right 0 to 4, down 0 to
   * 6. Without O, S, Z and others that hands write as they write digits.
   */
  private static final String[] SHAPES = {
    "06 20 46, 14 34", // A
    "40 00 06 46, 03 33", // E
    "40 00 06, 03 33", // F
    "00 06, 40 46, 03 43", // H
    "00 06, 40 03 46", // K
    "00 06 46", // L
    "06 00 24 40 46", // M
    "06 00 46 40", // N
    "06 00 30 41 42 33 03", // P
    "06 00 30 41 42 33 03, 23 46", // R
    "00 40, 20 26", // T
    "00 26 40", // V
    "00 16 23 36 40", // W
    "00 46, 40 06", // X
    "01 10 30 41 46, 43 13 04 05 16 36 45", // a
    "03 43 41 30 10 01 05 16 36 45", // e
    "40 46, 43 13 04 05 16 36 45", // d
    "40 30 21 26, 03 43", // f
    "20 20, 22 26", // i
    "00 06, 02 20 40", // r
    "20 25 36 46, 02 42", // t
    "00 06, 04 13 33 44 46", // h
    "02 06, 03 12 32 43 46", // n
    "02 06, 03 12 23 26, 23 32 43 46", // m
    "02 05 16 36 45 42, 45 46", // u
    "00 06, 42 04 46", // k
    "20 26, 03 43", // +
    "02 42, 04 44", // =
    "10 06, 40 36, 02 42, 04 44", // #
    "03 43, 11 35, 31 15", // *
    "40 06, 00 10 11 01 00, 35 45 46 36 35", // %
    "00 06, 40 46", // ||
  };

  /** {shape, stroke, point, axis}. */
  private static final double[][][][] POINTS = new double[SHAPES.length][][][];

  static {
    for (int i = 0; i < SHAPES.length; i++) {
      String[] strokes = SHAPES[i].split(", ");
      POINTS[i] = new double[strokes.length][][];
      for (int k = 0; k < strokes.length; k++) {
        String[] points = strokes[k].split(" ");
        POINTS[i][k] = new double[points.length][];
        for (int n = 0; n < points.length; n++) {
          POINTS[i][k][n] =
              new double[] {
                (points[n].charAt(0) - '0') / 4.0 - 0.5, (points[n].charAt(1) - '0') / 6.0 - 0.5
              };
        }
      }
    }
  }

  private Letters() {}

  /** Draws one with an unsteady hand. */
  static void draw(Strokes to, SplittableRandom random) {
    double[][][] shape = POINTS[random.nextInt(POINTS.length)];
    double pen = 0.6 + random.nextDouble();
    double wide = 0.4 + 0.35 * random.nextDouble();
    double tall = 0.55 + 0.2 * random.nextDouble();
    for (double[][] stroke : shape) {
      double x = 0;
      double y = 0;
      for (int n = 0; n < stroke.length; n++) {
        double nextX = wide * stroke[n][0] + unsteady(random);
        double nextY = tall * stroke[n][1] + unsteady(random);
        if (n > 0) {
          to.line(x, y, nextX, nextY, pen);
        }
        x = nextX;
        y = nextY;
      }
    }
  }

  private static double unsteady(SplittableRandom random) {
    return 0.06 * (random.nextDouble() - 0.5);
  }
}
