package digits.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dense layers whose sums are so short that beginning and ending a {@link Tile} would take longer
 * than the multiplying. Lanes are examples; ten sums at a time fill the registers of AVX2.
 */
final class SmallDense {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int BLOCK = Kernels.BLOCK;
  private static final int ROWS = 10;

  /** The most inputs, and outputs. */
  private static final int MOST = 64;

  private static final ThreadLocal<SmallDense> SCRATCH = ThreadLocal.withInitial(SmallDense::new);

  /** Ten rows of factors side by side: [term, ROWS]. */
  private final float[] factors = new float[MOST * ROWS];

  private final float[] start = new float[ROWS];

  private SmallDense() {}

  /** This thread's own scratch memory. */
  static SmallDense onThisThread() {
    return SCRATCH.get();
  }

  static boolean fits(Convolution shape) {
    return DenseProduct.fits(shape)
        && Math.min(shape.depth, shape.outputs) >= ROWS
        && Math.max(shape.depth, shape.outputs) <= MOST;
  }

  /** y = x w + the biases. */
  void forward(
      Convolution shape, int blocks, float[] x, float[] w, int wAt, int biasAt, float[] y) {
    int n = shape.outputs;
    for (int o = 0; o < n; o += ROWS) {
      int first = Math.min(o, n - ROWS);
      for (int k = 0; k < shape.depth; k++) {
        System.arraycopy(w, wAt + k * n + first, factors, k * ROWS, ROWS);
      }
      System.arraycopy(w, biasAt + first, start, 0, ROWS);
      rows(blocks, shape.depth, x, y, n, first);
    }
  }

  /** dx = dy wᵀ. */
  void inputGradient(Convolution shape, int blocks, float[] dy, float[] w, int wAt, float[] dx) {
    int n = shape.outputs;
    Arrays.fill(start, 0f);
    for (int k = 0; k < shape.depth; k += ROWS) {
      int first = Math.min(k, shape.depth - ROWS);
      for (int o = 0; o < n; o++) {
        for (int r = 0; r < ROWS; r++) {
          factors[o * ROWS + r] = w[wAt + (first + r) * n + o];
        }
      }
      rows(blocks, n, dy, dx, shape.depth, first);
    }
  }

  /** Rows {@code first} to {@code first + ROWS - 1} of c[blocks, height, BLOCK]. */
  private void rows(int blocks, int terms, float[] v, float[] c, int height, int first) {
    for (int block = 0; block < blocks; block++) {
      for (int lane = 0; lane < BLOCK; lane += LANES) {
        int to = (block * height + first) * BLOCK + lane;
        tile(terms, factors, start, v, block * terms * BLOCK + lane, c, to);
      }
    }
  }

  /** c[r, l] = start[r] + the sum over j of factors[j, r] * v[j, l], l below LANES. */
  private static void tile(
      int n, float[] factors, float[] start, float[] v, int vAt, float[] c, int cAt) {
    FloatVector c0 = FloatVector.broadcast(SPECIES, start[0]);
    FloatVector c1 = FloatVector.broadcast(SPECIES, start[1]);
    FloatVector c2 = FloatVector.broadcast(SPECIES, start[2]);
    FloatVector c3 = FloatVector.broadcast(SPECIES, start[3]);
    FloatVector c4 = FloatVector.broadcast(SPECIES, start[4]);
    FloatVector c5 = FloatVector.broadcast(SPECIES, start[5]);
    FloatVector c6 = FloatVector.broadcast(SPECIES, start[6]);
    FloatVector c7 = FloatVector.broadcast(SPECIES, start[7]);
    FloatVector c8 = FloatVector.broadcast(SPECIES, start[8]);
    FloatVector c9 = FloatVector.broadcast(SPECIES, start[9]);
    for (int j = 0; j < n; j++) {
      FloatVector x = FloatVector.fromArray(SPECIES, v, vAt + j * BLOCK);
      c0 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 0]).fma(x, c0);
      c1 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 1]).fma(x, c1);
      c2 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 2]).fma(x, c2);
      c3 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 3]).fma(x, c3);
      c4 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 4]).fma(x, c4);
      c5 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 5]).fma(x, c5);
      c6 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 6]).fma(x, c6);
      c7 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 7]).fma(x, c7);
      c8 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 8]).fma(x, c8);
      c9 = FloatVector.broadcast(SPECIES, factors[j * ROWS + 9]).fma(x, c9);
    }
    c0.intoArray(c, cAt + 0 * BLOCK);
    c1.intoArray(c, cAt + 1 * BLOCK);
    c2.intoArray(c, cAt + 2 * BLOCK);
    c3.intoArray(c, cAt + 3 * BLOCK);
    c4.intoArray(c, cAt + 4 * BLOCK);
    c5.intoArray(c, cAt + 5 * BLOCK);
    c6.intoArray(c, cAt + 6 * BLOCK);
    c7.intoArray(c, cAt + 7 * BLOCK);
    c8.intoArray(c, cAt + 8 * BLOCK);
    c9.intoArray(c, cAt + 9 * BLOCK);
  }
}
