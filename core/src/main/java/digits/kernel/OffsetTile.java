package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link PictureTile} for kernels whose rows are short: all rows in one loop, each number looked up
 * in a list. The compiler checks every one of them, but the sums never leave the registers. Six
 * pixels, since nine need more registers for their places than there are.
 */
final class OffsetTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = PictureTile.PANEL;

  private OffsetTile() {}

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
}
