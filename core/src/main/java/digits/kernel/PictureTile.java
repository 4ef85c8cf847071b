package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the convolution of one picture: a tile of output pixels times outputs
 * stays in registers, while the picture comes number by number and the weights vector by vector.
 * Flat, with one loop, for the reason given at {@link Tile}; its indices rise by one, so that the
 * compiler checks the bounds once, before it. With checks inside it needed more registers than
 * there are, and at times moved every sum around in each turn.
 */
final class PictureTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  static final int PANEL = 2 * LANES;

  private PictureTile() {}

  /**
   * y[yAt + to[place + q] + l] = start[startAt + q * startStep + l] + the sum over k below n of
   * x[xAt + from[pixel + q] + k] * w[wAt + k * PANEL + l] for 6 pixels q and l below PANEL. What
   * the last vectors have too many stands in y where the next pixel's outputs are to come, so tiles
   * are made in rising order.
   */
  static void six(
      float[] x,
      int xAt,
      int[] from,
      int pixel,
      int n,
      float[] w,
      int wAt,
      float[] start,
      int startAt,
      int startStep,
      float[] y,
      int yAt,
      int[] to,
      int place) {
    int p0 = xAt + from[pixel + 0];
    int end = p0 + n;
    int wMinus = wAt - p0 * PANEL;
    int p1 = from[pixel + 1] - from[pixel + 0];
    int p2 = from[pixel + 2] - from[pixel + 0];
    int p3 = from[pixel + 3] - from[pixel + 0];
    int p4 = from[pixel + 4] - from[pixel + 0];
    int p5 = from[pixel + 5] - from[pixel + 0];
    int s0 = startAt + 0 * startStep;
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
    int s1 = startAt + 1 * startStep;
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
    int s2 = startAt + 2 * startStep;
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
    int s3 = startAt + 3 * startStep;
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
    int s4 = startAt + 4 * startStep;
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, s4);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, s4 + LANES);
    int s5 = startAt + 5 * startStep;
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, s5);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, s5 + LANES);
    for (int k = p0; k < end; k++) {
      int wk = wMinus + k * PANEL;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wk + LANES);
      FloatVector f0 = FloatVector.broadcast(SPECIES, x[k]);
      c00 = f0.fma(w0, c00);
      c01 = f0.fma(w1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, x[p1 + k]);
      c10 = f1.fma(w0, c10);
      c11 = f1.fma(w1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, x[p2 + k]);
      c20 = f2.fma(w0, c20);
      c21 = f2.fma(w1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, x[p3 + k]);
      c30 = f3.fma(w0, c30);
      c31 = f3.fma(w1, c31);
      FloatVector f4 = FloatVector.broadcast(SPECIES, x[p4 + k]);
      c40 = f4.fma(w0, c40);
      c41 = f4.fma(w1, c41);
      FloatVector f5 = FloatVector.broadcast(SPECIES, x[p5 + k]);
      c50 = f5.fma(w0, c50);
      c51 = f5.fma(w1, c51);
    }
    int y0 = yAt + to[place + 0];
    c00.intoArray(y, y0);
    c01.intoArray(y, y0 + LANES);
    int y1 = yAt + to[place + 1];
    c10.intoArray(y, y1);
    c11.intoArray(y, y1 + LANES);
    int y2 = yAt + to[place + 2];
    c20.intoArray(y, y2);
    c21.intoArray(y, y2 + LANES);
    int y3 = yAt + to[place + 3];
    c30.intoArray(y, y3);
    c31.intoArray(y, y3 + LANES);
    int y4 = yAt + to[place + 4];
    c40.intoArray(y, y4);
    c41.intoArray(y, y4 + LANES);
    int y5 = yAt + to[place + 5];
    c50.intoArray(y, y5);
    c51.intoArray(y, y5 + LANES);
  }

  /** {@link #six} for 4 pixels: for vectors that come with 16 registers. */
  static void four(
      float[] x,
      int xAt,
      int[] from,
      int pixel,
      int n,
      float[] w,
      int wAt,
      float[] start,
      int startAt,
      int startStep,
      float[] y,
      int yAt,
      int[] to,
      int place) {
    int p0 = xAt + from[pixel + 0];
    int end = p0 + n;
    int wMinus = wAt - p0 * PANEL;
    int p1 = from[pixel + 1] - from[pixel + 0];
    int p2 = from[pixel + 2] - from[pixel + 0];
    int p3 = from[pixel + 3] - from[pixel + 0];
    int s0 = startAt + 0 * startStep;
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
    int s1 = startAt + 1 * startStep;
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
    int s2 = startAt + 2 * startStep;
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
    int s3 = startAt + 3 * startStep;
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
    for (int k = p0; k < end; k++) {
      int wk = wMinus + k * PANEL;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wk + LANES);
      FloatVector f0 = FloatVector.broadcast(SPECIES, x[k]);
      c00 = f0.fma(w0, c00);
      c01 = f0.fma(w1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, x[p1 + k]);
      c10 = f1.fma(w0, c10);
      c11 = f1.fma(w1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, x[p2 + k]);
      c20 = f2.fma(w0, c20);
      c21 = f2.fma(w1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, x[p3 + k]);
      c30 = f3.fma(w0, c30);
      c31 = f3.fma(w1, c31);
    }
    int y0 = yAt + to[place + 0];
    c00.intoArray(y, y0);
    c01.intoArray(y, y0 + LANES);
    int y1 = yAt + to[place + 1];
    c10.intoArray(y, y1);
    c11.intoArray(y, y1 + LANES);
    int y2 = yAt + to[place + 2];
    c20.intoArray(y, y2);
    c21.intoArray(y, y2 + LANES);
    int y3 = yAt + to[place + 3];
    c30.intoArray(y, y3);
    c31.intoArray(y, y3 + LANES);
  }

  /** {@link #six} for 9 pixels: for vectors that come with 32 registers. */
  static void nine(
      float[] x,
      int xAt,
      int[] from,
      int pixel,
      int n,
      float[] w,
      int wAt,
      float[] start,
      int startAt,
      int startStep,
      float[] y,
      int yAt,
      int[] to,
      int place) {
    int p0 = xAt + from[pixel + 0];
    int end = p0 + n;
    int wMinus = wAt - p0 * PANEL;
    int p1 = from[pixel + 1] - from[pixel + 0];
    int p2 = from[pixel + 2] - from[pixel + 0];
    int p3 = from[pixel + 3] - from[pixel + 0];
    int p4 = from[pixel + 4] - from[pixel + 0];
    int p5 = from[pixel + 5] - from[pixel + 0];
    int p6 = from[pixel + 6] - from[pixel + 0];
    int p7 = from[pixel + 7] - from[pixel + 0];
    int p8 = from[pixel + 8] - from[pixel + 0];
    int s0 = startAt + 0 * startStep;
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, s0);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
    int s1 = startAt + 1 * startStep;
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, s1);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, s1 + LANES);
    int s2 = startAt + 2 * startStep;
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, s2);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, s2 + LANES);
    int s3 = startAt + 3 * startStep;
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, s3);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, s3 + LANES);
    int s4 = startAt + 4 * startStep;
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, s4);
    FloatVector c41 = FloatVector.fromArray(SPECIES, start, s4 + LANES);
    int s5 = startAt + 5 * startStep;
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, s5);
    FloatVector c51 = FloatVector.fromArray(SPECIES, start, s5 + LANES);
    int s6 = startAt + 6 * startStep;
    FloatVector c60 = FloatVector.fromArray(SPECIES, start, s6);
    FloatVector c61 = FloatVector.fromArray(SPECIES, start, s6 + LANES);
    int s7 = startAt + 7 * startStep;
    FloatVector c70 = FloatVector.fromArray(SPECIES, start, s7);
    FloatVector c71 = FloatVector.fromArray(SPECIES, start, s7 + LANES);
    int s8 = startAt + 8 * startStep;
    FloatVector c80 = FloatVector.fromArray(SPECIES, start, s8);
    FloatVector c81 = FloatVector.fromArray(SPECIES, start, s8 + LANES);
    for (int k = p0; k < end; k++) {
      int wk = wMinus + k * PANEL;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wk + LANES);
      FloatVector f0 = FloatVector.broadcast(SPECIES, x[k]);
      c00 = f0.fma(w0, c00);
      c01 = f0.fma(w1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, x[p1 + k]);
      c10 = f1.fma(w0, c10);
      c11 = f1.fma(w1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, x[p2 + k]);
      c20 = f2.fma(w0, c20);
      c21 = f2.fma(w1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, x[p3 + k]);
      c30 = f3.fma(w0, c30);
      c31 = f3.fma(w1, c31);
      FloatVector f4 = FloatVector.broadcast(SPECIES, x[p4 + k]);
      c40 = f4.fma(w0, c40);
      c41 = f4.fma(w1, c41);
      FloatVector f5 = FloatVector.broadcast(SPECIES, x[p5 + k]);
      c50 = f5.fma(w0, c50);
      c51 = f5.fma(w1, c51);
      FloatVector f6 = FloatVector.broadcast(SPECIES, x[p6 + k]);
      c60 = f6.fma(w0, c60);
      c61 = f6.fma(w1, c61);
      FloatVector f7 = FloatVector.broadcast(SPECIES, x[p7 + k]);
      c70 = f7.fma(w0, c70);
      c71 = f7.fma(w1, c71);
      FloatVector f8 = FloatVector.broadcast(SPECIES, x[p8 + k]);
      c80 = f8.fma(w0, c80);
      c81 = f8.fma(w1, c81);
    }
    int y0 = yAt + to[place + 0];
    c00.intoArray(y, y0);
    c01.intoArray(y, y0 + LANES);
    int y1 = yAt + to[place + 1];
    c10.intoArray(y, y1);
    c11.intoArray(y, y1 + LANES);
    int y2 = yAt + to[place + 2];
    c20.intoArray(y, y2);
    c21.intoArray(y, y2 + LANES);
    int y3 = yAt + to[place + 3];
    c30.intoArray(y, y3);
    c31.intoArray(y, y3 + LANES);
    int y4 = yAt + to[place + 4];
    c40.intoArray(y, y4);
    c41.intoArray(y, y4 + LANES);
    int y5 = yAt + to[place + 5];
    c50.intoArray(y, y5);
    c51.intoArray(y, y5 + LANES);
    int y6 = yAt + to[place + 6];
    c60.intoArray(y, y6);
    c61.intoArray(y, y6 + LANES);
    int y7 = yAt + to[place + 7];
    c70.intoArray(y, y7);
    c71.intoArray(y, y7 + LANES);
    int y8 = yAt + to[place + 8];
    c80.intoArray(y, y8);
    c81.intoArray(y, y8 + LANES);
  }
}
