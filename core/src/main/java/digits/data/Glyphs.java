package digits.data;

import java.util.SplittableRandom;

/**
 * Letters and signs that are no digits, as strokes. A stroke is a row of points, and a point two
 * digits: how far to the right, how far down. Round strokes begin with ~ and go through their
 * points in curves. Immutable.
 */
final class Glyphs {
  /** 4 by 6 steps. Without O, S, Z and others that hands write as they write digits. */
  private static final String[] LETTER_STROKES = {
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

  /**
   * Letters with bows, 9 by 9 steps. Without D, Q, b, g, l, q, y, which are digits to many hands.
   */
  private static final String[] ROUND_STROKES = {
    "10 19, ~10 50 72 54 14, ~14 64 87 69 19", // B
    "~82 60 30 03 06 39 69 87", // C
    "~82 60 30 03 06 39 69 86, 86 85 55", // G
    "70 75, ~75 69 39 16", // J
    "20 80, 50 56, ~56 49 29 17", // J with a bar
    "10 19, ~10 60 82 64 14", // P
    "10 19, ~10 60 82 64 14, 54 89", // R
    "10 16, ~16 29 69 86, 86 80", // U
    "10 16, ~16 29 69 86, 80 89", // u with a stem
    "~00 18 46 48 78 90", // w
    "~12 40 70 83, 83 89, ~85 44 16 29 59 86", // a of two storeys
    "~81 50 21 05 29 59 85, 80 89", // a of one
    "~84 63 34 16 39 69 86, 80 89", // d
    "~05 75, ~75 72 40 12 05 39 69 87", // e
    "~81 50 21 34 54, ~54 24 07 39 69 87", // E
    "~91 70 51 43, 43 49, 14 74", // f
    "~82 60 42 36 48 29, 14 64", // f with a tail
    "10 19, ~15 43 64 76, 76 79", // h
    "10 19, ~80 45 14, ~14 45 89", // k
    "01 09, ~03 21 41 44, 44 49, ~44 61 81 94, 94 99", // m
    "11 19, ~14 41 71 84, 84 89", // n
    "11 19, ~14 42 71 82", // r
    "40 46, ~46 59 79 87, 13 73", // t
    "~10 31 57 88, ~80 51 37 18", // x
  };

  /** What stands beside amounts, 9 by 9 steps. */
  private static final String[] SIGN_STROKES = {
    "~82 51 22 13 24 65 86 77 58 17, 60 49", // $
    "~72 51 32 23 34 65 76 67 58 27, 40 39, 70 59", // $ of two bars
    "~82 61 31 12 13 34 64 76 77 58 28 07, 40 49", // $ as it is printed
    "~82 61 31 12 13 34 64 76 77 58 28 07, 40 42, 47 49", // its bar seen at the ends alone
    "~81 51 21 12 14 35 65 86 87 68 38 17, 50 59", // wide
    "~71 41 22 23 34 55 66 67 48 28, 40 49", // narrow
    "~81 50 22 14 15 27 59 88, 04 64, 06 56", // euro
    "~82 60 41 33 45 36 28 09, 09 59 98, 14 74", // pound
    "00 44 90, 44 49, 15 75, 17 77", // yen
    "40 19, 80 59, 13 93, 06 86", // #
    "30 29, 60 59, 03 93, 06 96", // #, upright
    "50 59, 12 87, 17 82", // *
    "~99 54 32 40 61 63 24 06 18 48 76", // &
    "90 09, ~20 02 13 33 31 20, ~67 58 79 98 87 67", // %
  };

  static final Glyphs LETTERS = new Glyphs(LETTER_STROKES, 4, 6);
  static final Glyphs ROUND_LETTERS = new Glyphs(ROUND_STROKES, 9, 9);
  static final Glyphs SIGNS = new Glyphs(SIGN_STROKES, 9, 9);

  /** Straight pieces between two points of a round stroke. */
  private static final int PIECES = 4;

  private record Stroke(boolean round, double[] x, double[] y) {}

  private final Stroke[][] glyphs;

  private Glyphs(String[] glyphs, double across, double down) {
    this.glyphs = new Stroke[glyphs.length][];
    for (int i = 0; i < glyphs.length; i++) {
      String[] strokes = glyphs[i].split(", ");
      this.glyphs[i] = new Stroke[strokes.length];
      for (int k = 0; k < strokes.length; k++) {
        String[] points = strokes[k].replace("~", "").split(" ");
        double[] x = new double[points.length];
        double[] y = new double[points.length];
        for (int n = 0; n < points.length; n++) {
          x[n] = (points[n].charAt(0) - '0') / across - 0.5;
          y[n] = (points[n].charAt(1) - '0') / down - 0.5;
        }
        this.glyphs[i][k] = new Stroke(strokes[k].startsWith("~"), x, y);
      }
    }
  }

  /** Draws one with an unsteady hand. */
  void draw(Strokes to, SplittableRandom random) {
    Stroke[] glyph = glyphs[random.nextInt(glyphs.length)];
    double pen = 0.6 + 1.2 * random.nextDouble();
    double wide = 0.4 + 0.35 * random.nextDouble();
    double tall = 0.55 + 0.2 * random.nextDouble();
    for (Stroke stroke : glyph) {
      double[] x = unsteady(stroke.x, wide, random);
      double[] y = unsteady(stroke.y, tall, random);
      for (int n = 1; n < x.length; n++) {
        int pieces = stroke.round ? PIECES : 1;
        for (int i = 0; i < pieces; i++) {
          double from = (double) i / pieces;
          double end = (i + 1.0) / pieces;
          to.line(
              between(x, n, from),
              between(y, n, from),
              between(x, n, end),
              between(y, n, end),
              pen);
        }
      }
    }
  }

  private static double[] unsteady(double[] places, double size, SplittableRandom random) {
    double[] moved = new double[places.length];
    for (int n = 0; n < moved.length; n++) {
      moved[n] = size * places[n] + 0.06 * (random.nextDouble() - 0.5);
    }
    return moved;
  }

  /** Of the curve of Catmull and Rom: so far from point n - 1 to point n, both of them exact. */
  private static double between(double[] places, int n, double share) {
    double from = places[n - 1];
    double to = places[n];
    double slope = (to - places[Math.max(0, n - 2)]) / 2;
    double lastSlope = (places[Math.min(places.length - 1, n + 1)] - from) / 2;
    double bend = 3 * (to - from) - 2 * slope - lastSlope;
    double twist = slope + lastSlope - 2 * (to - from);
    return from + share * (slope + share * (bend + share * twist));
  }
}
