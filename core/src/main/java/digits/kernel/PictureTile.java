package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the convolution of one picture: a tile of output pixels times outputs
 * stays in registers, while the picture comes number by number and the weights vector by vector.
 * Flat, with one loop, for the reason given at {@link Tile}.
 */
final class PictureTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = 2 * LANES;

  private PictureTile() {}

  /**
   * y[q, o + l] = bias + the sum over k of x[positions[q] + offsets[k]] * w[k, l] for 6 pixels q
   * from {@code pixel} on and l below 2 LANES, where the panel w begins at {@code wAt}. What the
   * last vectors have too many stands in y where the next pixel's outputs are to come, so tiles are
   * made in rising order.
   */
  static void six(
      PictureConvolution shape,
      int[] from,
      int[] to,
      int pixel,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      int o,
      boolean rectify,
      float[] y,
      int yAt) {
    int n = shape.depth;
    int[] offsets = shape.offsets;
    int p0 = xAt + from[pixel + 0];
    int p1 = xAt + from[pixel + 1];
    int p2 = xAt + from[pixel + 2];
    int p3 = xAt + from[pixel + 3];
    int p4 = xAt + from[pixel + 4];
    int p5 = xAt + from[pixel + 5];
    int biasAt = wAt + n * PANEL;
    FloatVector b0 = FloatVector.fromArray(SPECIES, w, biasAt);
    FloatVector b1 = FloatVector.fromArray(SPECIES, w, biasAt + LANES);
    FloatVector c00 = b0;
    FloatVector c01 = b1;
    FloatVector c10 = b0;
    FloatVector c11 = b1;
    FloatVector c20 = b0;
    FloatVector c21 = b1;
    FloatVector c30 = b0;
    FloatVector c31 = b1;
    FloatVector c40 = b0;
    FloatVector c41 = b1;
    FloatVector c50 = b0;
    FloatVector c51 = b1;
    for (int k = 0; k < n; k++) {
      int place = offsets[k];
      int wk = wAt + k * PANEL;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wk + LANES);
      FloatVector f0 = FloatVector.broadcast(SPECIES, x[p0 + place]);
      c00 = f0.fma(w0, c00);
      c01 = f0.fma(w1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, x[p1 + place]);
      c10 = f1.fma(w0, c10);
      c11 = f1.fma(w1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, x[p2 + place]);
      c20 = f2.fma(w0, c20);
      c21 = f2.fma(w1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, x[p3 + place]);
      c30 = f3.fma(w0, c30);
      c31 = f3.fma(w1, c31);
      FloatVector f4 = FloatVector.broadcast(SPECIES, x[p4 + place]);
      c40 = f4.fma(w0, c40);
      c41 = f4.fma(w1, c41);
      FloatVector f5 = FloatVector.broadcast(SPECIES, x[p5 + place]);
      c50 = f5.fma(w0, c50);
      c51 = f5.fma(w1, c51);
    }
    float least = rectify ? 0 : Float.NEGATIVE_INFINITY;
    int at = yAt + o;
    c00.max(least).intoArray(y, at + to[pixel + 0]);
    c01.max(least).intoArray(y, at + to[pixel + 0] + LANES);
    c10.max(least).intoArray(y, at + to[pixel + 1]);
    c11.max(least).intoArray(y, at + to[pixel + 1] + LANES);
    c20.max(least).intoArray(y, at + to[pixel + 2]);
    c21.max(least).intoArray(y, at + to[pixel + 2] + LANES);
    c30.max(least).intoArray(y, at + to[pixel + 3]);
    c31.max(least).intoArray(y, at + to[pixel + 3] + LANES);
    c40.max(least).intoArray(y, at + to[pixel + 4]);
    c41.max(least).intoArray(y, at + to[pixel + 4] + LANES);
    c50.max(least).intoArray(y, at + to[pixel + 5]);
    c51.max(least).intoArray(y, at + to[pixel + 5] + LANES);
  }

  /** {@link #six} for 9 pixels: for vectors that come with 32 registers. */
  static void nine(
      PictureConvolution shape,
      int[] from,
      int[] to,
      int pixel,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      int o,
      boolean rectify,
      float[] y,
      int yAt) {
    int n = shape.depth;
    int[] offsets = shape.offsets;
    int p0 = xAt + from[pixel + 0];
    int p1 = xAt + from[pixel + 1];
    int p2 = xAt + from[pixel + 2];
    int p3 = xAt + from[pixel + 3];
    int p4 = xAt + from[pixel + 4];
    int p5 = xAt + from[pixel + 5];
    int p6 = xAt + from[pixel + 6];
    int p7 = xAt + from[pixel + 7];
    int p8 = xAt + from[pixel + 8];
    int biasAt = wAt + n * PANEL;
    FloatVector b0 = FloatVector.fromArray(SPECIES, w, biasAt);
    FloatVector b1 = FloatVector.fromArray(SPECIES, w, biasAt + LANES);
    FloatVector c00 = b0;
    FloatVector c01 = b1;
    FloatVector c10 = b0;
    FloatVector c11 = b1;
    FloatVector c20 = b0;
    FloatVector c21 = b1;
    FloatVector c30 = b0;
    FloatVector c31 = b1;
    FloatVector c40 = b0;
    FloatVector c41 = b1;
    FloatVector c50 = b0;
    FloatVector c51 = b1;
    FloatVector c60 = b0;
    FloatVector c61 = b1;
    FloatVector c70 = b0;
    FloatVector c71 = b1;
    FloatVector c80 = b0;
    FloatVector c81 = b1;
    for (int k = 0; k < n; k++) {
      int place = offsets[k];
      int wk = wAt + k * PANEL;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wk);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wk + LANES);
      FloatVector f0 = FloatVector.broadcast(SPECIES, x[p0 + place]);
      c00 = f0.fma(w0, c00);
      c01 = f0.fma(w1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, x[p1 + place]);
      c10 = f1.fma(w0, c10);
      c11 = f1.fma(w1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, x[p2 + place]);
      c20 = f2.fma(w0, c20);
      c21 = f2.fma(w1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, x[p3 + place]);
      c30 = f3.fma(w0, c30);
      c31 = f3.fma(w1, c31);
      FloatVector f4 = FloatVector.broadcast(SPECIES, x[p4 + place]);
      c40 = f4.fma(w0, c40);
      c41 = f4.fma(w1, c41);
      FloatVector f5 = FloatVector.broadcast(SPECIES, x[p5 + place]);
      c50 = f5.fma(w0, c50);
      c51 = f5.fma(w1, c51);
      FloatVector f6 = FloatVector.broadcast(SPECIES, x[p6 + place]);
      c60 = f6.fma(w0, c60);
      c61 = f6.fma(w1, c61);
      FloatVector f7 = FloatVector.broadcast(SPECIES, x[p7 + place]);
      c70 = f7.fma(w0, c70);
      c71 = f7.fma(w1, c71);
      FloatVector f8 = FloatVector.broadcast(SPECIES, x[p8 + place]);
      c80 = f8.fma(w0, c80);
      c81 = f8.fma(w1, c81);
    }
    float least = rectify ? 0 : Float.NEGATIVE_INFINITY;
    int at = yAt + o;
    c00.max(least).intoArray(y, at + to[pixel + 0]);
    c01.max(least).intoArray(y, at + to[pixel + 0] + LANES);
    c10.max(least).intoArray(y, at + to[pixel + 1]);
    c11.max(least).intoArray(y, at + to[pixel + 1] + LANES);
    c20.max(least).intoArray(y, at + to[pixel + 2]);
    c21.max(least).intoArray(y, at + to[pixel + 2] + LANES);
    c30.max(least).intoArray(y, at + to[pixel + 3]);
    c31.max(least).intoArray(y, at + to[pixel + 3] + LANES);
    c40.max(least).intoArray(y, at + to[pixel + 4]);
    c41.max(least).intoArray(y, at + to[pixel + 4] + LANES);
    c50.max(least).intoArray(y, at + to[pixel + 5]);
    c51.max(least).intoArray(y, at + to[pixel + 5] + LANES);
    c60.max(least).intoArray(y, at + to[pixel + 6]);
    c61.max(least).intoArray(y, at + to[pixel + 6] + LANES);
    c70.max(least).intoArray(y, at + to[pixel + 7]);
    c71.max(least).intoArray(y, at + to[pixel + 7] + LANES);
    c80.max(least).intoArray(y, at + to[pixel + 8]);
    c81.max(least).intoArray(y, at + to[pixel + 8] + LANES);
  }

  /** {@link #six} for 8 pixels and l below LANES. */
  static void eight(
      PictureConvolution shape,
      int[] from,
      int[] to,
      int pixel,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      int o,
      boolean rectify,
      float[] y,
      int yAt) {
    int n = shape.depth;
    int[] offsets = shape.offsets;
    int p0 = xAt + from[pixel + 0];
    int p1 = xAt + from[pixel + 1];
    int p2 = xAt + from[pixel + 2];
    int p3 = xAt + from[pixel + 3];
    int p4 = xAt + from[pixel + 4];
    int p5 = xAt + from[pixel + 5];
    int p6 = xAt + from[pixel + 6];
    int p7 = xAt + from[pixel + 7];
    int biasAt = wAt + n * LANES;
    FloatVector b0 = FloatVector.fromArray(SPECIES, w, biasAt);
    FloatVector c0 = b0;
    FloatVector c1 = b0;
    FloatVector c2 = b0;
    FloatVector c3 = b0;
    FloatVector c4 = b0;
    FloatVector c5 = b0;
    FloatVector c6 = b0;
    FloatVector c7 = b0;
    for (int k = 0; k < n; k++) {
      int place = offsets[k];
      int wk = wAt + k * LANES;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wk);
      FloatVector f0 = FloatVector.broadcast(SPECIES, x[p0 + place]);
      c0 = f0.fma(w0, c0);
      FloatVector f1 = FloatVector.broadcast(SPECIES, x[p1 + place]);
      c1 = f1.fma(w0, c1);
      FloatVector f2 = FloatVector.broadcast(SPECIES, x[p2 + place]);
      c2 = f2.fma(w0, c2);
      FloatVector f3 = FloatVector.broadcast(SPECIES, x[p3 + place]);
      c3 = f3.fma(w0, c3);
      FloatVector f4 = FloatVector.broadcast(SPECIES, x[p4 + place]);
      c4 = f4.fma(w0, c4);
      FloatVector f5 = FloatVector.broadcast(SPECIES, x[p5 + place]);
      c5 = f5.fma(w0, c5);
      FloatVector f6 = FloatVector.broadcast(SPECIES, x[p6 + place]);
      c6 = f6.fma(w0, c6);
      FloatVector f7 = FloatVector.broadcast(SPECIES, x[p7 + place]);
      c7 = f7.fma(w0, c7);
    }
    float least = rectify ? 0 : Float.NEGATIVE_INFINITY;
    int at = yAt + o;
    c0.max(least).intoArray(y, at + to[pixel + 0]);
    c1.max(least).intoArray(y, at + to[pixel + 1]);
    c2.max(least).intoArray(y, at + to[pixel + 2]);
    c3.max(least).intoArray(y, at + to[pixel + 3]);
    c4.max(least).intoArray(y, at + to[pixel + 4]);
    c5.max(least).intoArray(y, at + to[pixel + 5]);
    c6.max(least).intoArray(y, at + to[pixel + 6]);
    c7.max(least).intoArray(y, at + to[pixel + 7]);
  }
}
