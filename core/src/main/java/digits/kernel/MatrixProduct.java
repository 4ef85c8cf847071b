package digits.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C = A B for large and small matrices, in the manner of Goto and van de Geijn ("Anatomy of
 * High-Performance Matrix Multiplication", 2008): blocks of both factors are copied to where a
 * register tile of 6 rows and 2 vectors of C walks over them in one go, the columns of B padded
 * with zeros to whole tiles. 12 accumulators, 2 vectors of B and 1 of A fit the 16 registers of
 * AVX2 and hide the latency of the multiply-add.
 */
final class MatrixProduct {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final int TILE_ROWS = 6;
  private static final int TILE_COLUMNS = 2 * LANES;

  /** Largest block of A (rows x depth) is 120 kB, of B (depth x columns) 512 kB: both in L2. */
  private static final int BLOCK_ROWS = 20 * TILE_ROWS;

  private static final int BLOCK_COLUMNS = 512;
  private static final int BLOCK_DEPTH = 256;

  /** From row to row of a block of A. */
  private static final int ROW = BLOCK_DEPTH + 16;

  private static final ThreadLocal<MatrixProduct> SCRATCH =
      ThreadLocal.withInitial(MatrixProduct::new);

  private final float[] packedA = new float[BLOCK_ROWS * ROW];
  private final float[] packedB = new float[BLOCK_COLUMNS * BLOCK_DEPTH];
  private final float[] edge = new float[TILE_ROWS * TILE_COLUMNS];

  private MatrixProduct() {}

  /** This thread's own scratch memory, allocated once. */
  static MatrixProduct onThisThread() {
    return SCRATCH.get();
  }

  /** c[m,n] = (c +) a[m,k] b[k,n]. */
  void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      boolean add) {
    int depths = (k + BLOCK_DEPTH - 1) / BLOCK_DEPTH;
    int depth = (k + depths - 1) / depths;
    for (int p = 0; p < k; p += depth) {
      int kc = Math.min(depth, k - p);
      boolean addBlock = add || p > 0;
      for (int j = 0; j < n; j += BLOCK_COLUMNS) {
        int nc = Math.min(BLOCK_COLUMNS, n - j);
        packB(kc, nc, b, bAt + p * n + j, n);
        for (int i = 0; i < m; i += BLOCK_ROWS) {
          int mc = Math.min(BLOCK_ROWS, m - i);
          packA(mc, kc, a, aAt + i * k + p, k);
          multiplyBlock(mc, nc, kc, c, cAt + i * n + j, n, addBlock);
        }
      }
    }
  }

  /**
   * Rows of one length, an odd number of cache lines: those of a tile do not push each other out.
   */
  private void packA(int mc, int kc, float[] a, int at, int row) {
    for (int i = 0; i < mc; i++) {
      System.arraycopy(a, at + i * row, packedA, i * ROW, kc);
    }
  }

  /** Panels of TILE_COLUMNS columns; inside a panel, the columns' values at depth p. */
  private void packB(int kc, int nc, float[] b, int at, int row) {
    int to = 0;
    for (int j = 0; j < nc; j += TILE_COLUMNS) {
      int width = Math.min(TILE_COLUMNS, nc - j);
      if (width < TILE_COLUMNS) {
        Arrays.fill(packedB, to, to + TILE_COLUMNS * kc, 0f);
      }
      for (int p = 0; p < kc; p++) {
        int from = at + p * row + j;
        if (width == TILE_COLUMNS) {
          FloatVector.fromArray(SPECIES, b, from).intoArray(packedB, to + p * TILE_COLUMNS);
          FloatVector.fromArray(SPECIES, b, from + LANES)
              .intoArray(packedB, to + p * TILE_COLUMNS + LANES);
        } else {
          System.arraycopy(b, from, packedB, to + p * TILE_COLUMNS, width);
        }
      }
      to += TILE_COLUMNS * kc;
    }
  }

  private void multiplyBlock(int mc, int nc, int kc, float[] c, int cAt, int n, boolean add) {
    for (int j = 0; j < nc; j += TILE_COLUMNS) {
      int width = Math.min(TILE_COLUMNS, nc - j);
      int bAt = j * kc;
      for (int i = 0; i < mc; i += TILE_ROWS) {
        int height = Math.min(TILE_ROWS, mc - i);
        int at = cAt + i * n + j;
        if (height == TILE_ROWS && width == TILE_COLUMNS) {
          tile(kc, packedA, i * ROW, TILE_ROWS, packedB, bAt, c, at, n, add);
        } else {
          tile(kc, packedA, i * ROW, height, packedB, bAt, edge, 0, TILE_COLUMNS, false);
          copyEdge(height, width, c, at, n, add);
        }
      }
    }
  }

  private void copyEdge(int height, int width, float[] c, int cAt, int n, boolean add) {
    for (int i = 0; i < height; i++) {
      int at = cAt + i * n;
      int from = i * TILE_COLUMNS;
      if (add) {
        for (int j = 0; j < width; j++) {
          c[at + j] += edge[from + j];
        }
      } else {
        for (int j = 0; j < width; j++) {
          c[at + j] = edge[from + j];
        }
      }
    }
  }

  /**
   * c[6, 2 vectors] = (c +) rows of A times one panel of B. Rows that are too many repeat the last
   * one. Flat: vectors only in locals.
   */
  private static void tile(
      int k,
      float[] a,
      int aAt,
      int height,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      int n,
      boolean add) {
    int r0 = aAt;
    int r1 = aAt + Math.min(1, height - 1) * ROW;
    int r2 = aAt + Math.min(2, height - 1) * ROW;
    int r3 = aAt + Math.min(3, height - 1) * ROW;
    int r4 = aAt + Math.min(4, height - 1) * ROW;
    int r5 = aAt + Math.min(5, height - 1) * ROW;
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int q = bAt + p * TILE_COLUMNS;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[r0 + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[r1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[r2 + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[r3 + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[r4 + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[r5 + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
    }
    if (add) {
      c00 = c00.add(FloatVector.fromArray(SPECIES, c, cAt));
      c01 = c01.add(FloatVector.fromArray(SPECIES, c, cAt + LANES));
      c10 = c10.add(FloatVector.fromArray(SPECIES, c, cAt + n));
      c11 = c11.add(FloatVector.fromArray(SPECIES, c, cAt + n + LANES));
      c20 = c20.add(FloatVector.fromArray(SPECIES, c, cAt + 2 * n));
      c21 = c21.add(FloatVector.fromArray(SPECIES, c, cAt + 2 * n + LANES));
      c30 = c30.add(FloatVector.fromArray(SPECIES, c, cAt + 3 * n));
      c31 = c31.add(FloatVector.fromArray(SPECIES, c, cAt + 3 * n + LANES));
      c40 = c40.add(FloatVector.fromArray(SPECIES, c, cAt + 4 * n));
      c41 = c41.add(FloatVector.fromArray(SPECIES, c, cAt + 4 * n + LANES));
      c50 = c50.add(FloatVector.fromArray(SPECIES, c, cAt + 5 * n));
      c51 = c51.add(FloatVector.fromArray(SPECIES, c, cAt + 5 * n + LANES));
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c10.intoArray(c, cAt + n);
    c11.intoArray(c, cAt + n + LANES);
    c20.intoArray(c, cAt + 2 * n);
    c21.intoArray(c, cAt + 2 * n + LANES);
    c30.intoArray(c, cAt + 3 * n);
    c31.intoArray(c, cAt + 3 * n + LANES);
    c40.intoArray(c, cAt + 4 * n);
    c41.intoArray(c, cAt + 4 * n + LANES);
    c50.intoArray(c, cAt + 5 * n);
    c51.intoArray(c, cAt + 5 * n + LANES);
  }
}
