package digits.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C = A B for large and small matrices, in the manner of Goto and van de Geijn ("Anatomy of
 * High-Performance Matrix Multiplication", 2008): blocks of both factors are copied to where a
 * {@link BlockTile} walks over them in one go, the columns of B padded with zeros to whole tiles.
 */
final class MatrixProduct {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final int BLOCK = Kernels.BLOCK;
  private static final int TILE_ROWS = Tile.ROWS;
  private static final int TILE_COLUMNS = Tile.COLUMNS;

  /**
   * The largest block of A (rows x depth) is 120 kB, of B (depth x columns) 512 kB: both in L2,
   * which is half as large where vectors are narrower.
   */
  private static final int BLOCK_ROWS = 120;

  private static final int BLOCK_FLOATS = LANES < 16 ? 1 << 16 : 1 << 17;

  /** Terms that rows of A have room for. */
  static final int BLOCK_DEPTH = 256;

  /** From row to row of a block of A: at an odd number of cache lines they share no places. */
  static final int ROW = BLOCK_DEPTH + 16;

  private static final ThreadLocal<MatrixProduct> SCRATCH =
      ThreadLocal.withInitial(MatrixProduct::new);

  private final float[] packedA = new float[BLOCK_ROWS * ROW];
  private final float[] packedB = new float[BLOCK_FLOATS];

  /**
   * Number p of a row of A stands at {@code p / piece * pieceStep + p % piece}; rows are a {@code
   * row} apart.
   */
  private int row;

  private int piece;
  private int pieceStep;

  /** Columns of B and C that stand side by side, and from row to row; the next ones elsewhere. */
  private int columns;

  private int bStep;
  private int cStep;

  /** Whether B is [blocks, n, BLOCK]: its columns in rows, by blocks of examples. */
  private boolean turned;

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
    rows(k, k, k);
    columns(n, 0, 0);
    multiplyAll(m, n, k, a, aAt, b, bAt, c, cAt, add);
  }

  /** c[m,n] += a bᵀ, the sum over examples of a[blocks, m, BLOCK] and b[blocks, n, BLOCK]. */
  void multiplyExamples(int m, int n, int blocks, float[] a, float[] b, float[] c, int cAt) {
    rows(BLOCK, BLOCK, m * BLOCK);
    columns(n, 0, 0);
    turned = true;
    multiplyAll(m, n, blocks * BLOCK, a, 0, b, 0, c, cAt, true);
  }

  /** c[blocks, m, BLOCK] = a[m, k] b[blocks, k, BLOCK]. */
  void multiplyBlocks(int m, int k, int blocks, float[] a, int aAt, float[] b, float[] c) {
    rows(k, k, k);
    columns(BLOCK, k * BLOCK, m * BLOCK);
    multiplyAll(m, blocks * BLOCK, k, a, aAt, b, 0, c, 0, false);
  }

  private void rows(int step, int piece, int pieceStep) {
    this.row = step;
    this.piece = piece;
    this.pieceStep = pieceStep;
  }

  private void columns(int columns, int bStep, int cStep) {
    this.columns = columns;
    this.bStep = bStep;
    this.cStep = cStep;
    turned = false;
  }

  private void multiplyAll(
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
    if (turned) {
      depth = (depth + BLOCK - 1) / BLOCK * BLOCK;
    }
    for (int p = 0; p < k; p += depth) {
      int kc = Math.min(depth, k - p);
      boolean addBlock = add || p > 0;
      int most = BLOCK_FLOATS / kc / TILE_COLUMNS * TILE_COLUMNS;
      for (int j = 0; j < n; j += most) {
        int nc = Math.min(most, n - j);
        if (turned) {
          packTurned(p, kc, j, nc, b);
        } else {
          packB(kc, j, nc, b, bAt + p * columns);
        }
        for (int i = 0; i < m; i += BLOCK_ROWS) {
          int mc = Math.min(BLOCK_ROWS, m - i);
          packA(mc, p, kc, a, aAt + i * row);
          multiplyBlock(mc, j, nc, kc, c, cAt + i * columns, addBlock);
        }
      }
    }
  }

  private void packA(int mc, int first, int kc, float[] a, int at) {
    int end = first + kc;
    for (int p = first; p < end; p += piece - p % piece) {
      int length = Math.min(piece - p % piece, end - p);
      int from = at + p / piece * pieceStep + p % piece;
      for (int i = 0; i < mc; i++) {
        if (length <= BLOCK) {
          copy(length, a, from + i * row, packedA, i * ROW + p - first);
        } else {
          System.arraycopy(a, from + i * row, packedA, i * ROW + p - first, length);
        }
      }
    }
  }

  /** Short, so that a call of System.arraycopy would take as long again. */
  private static void copy(int length, float[] from, int fromAt, float[] to, int toAt) {
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      FloatVector.fromArray(SPECIES, from, fromAt + i).intoArray(to, toAt + i);
    }
    for (; i < length; i++) {
      to[toAt + i] = from[fromAt + i];
    }
  }

  /** Panels of TILE_COLUMNS columns; inside a panel, the columns' values at depth p. */
  private void packB(int kc, int first, int nc, float[] b, int bAt) {
    int to = 0;
    for (int j = first; j < first + nc; j += TILE_COLUMNS) {
      int width = Math.min(TILE_COLUMNS, first + nc - j);
      int at = bAt + j / columns * bStep + j % columns;
      if (width == TILE_COLUMNS) {
        for (int p = 0; p < kc; p++) {
          int row = at + p * columns;
          int panel = to + p * TILE_COLUMNS;
          FloatVector.fromArray(SPECIES, b, row).intoArray(packedB, panel);
          FloatVector.fromArray(SPECIES, b, row + LANES).intoArray(packedB, panel + LANES);
        }
      } else {
        Arrays.fill(packedB, to, to + TILE_COLUMNS * kc, 0f);
        for (int p = 0; p < kc; p++) {
          copy(width, b, at + p * columns, packedB, to + p * TILE_COLUMNS);
        }
      }
      to += TILE_COLUMNS * kc;
    }
  }

  /** The same of examples {@code p} to {@code p + kc - 1}, whole blocks of them. */
  private void packTurned(int p, int kc, int first, int nc, float[] b) {
    int to = 0;
    for (int j = first; j < first + nc; j += TILE_COLUMNS) {
      int width = Math.min(TILE_COLUMNS, first + nc - j);
      if (width < TILE_COLUMNS) {
        Arrays.fill(packedB, to, to + TILE_COLUMNS * kc, 0f);
      }
      for (int block = p / BLOCK; block < (p + kc) / BLOCK; block++) {
        Tiler.turn(width, b, (block * columns + j) * BLOCK, BLOCK, packedB, to, TILE_COLUMNS);
        to += BLOCK * TILE_COLUMNS;
      }
    }
  }

  private void multiplyBlock(int mc, int first, int nc, int kc, float[] c, int cAt, boolean add) {
    int n = columns;
    for (int i = 0; i < mc; i += TILE_ROWS) {
      int height = Math.min(TILE_ROWS, mc - i);
      int aAt = i * ROW;
      for (int j = first; j < first + nc; j += TILE_COLUMNS) {
        int width = Math.min(TILE_COLUMNS, first + nc - j);
        int bAt = (j - first) * kc;
        int at = cAt + j / columns * cStep + j % columns + i * n;
        if (!BlockTile.fits(height) || width < TILE_COLUMNS) {
          BlockTile.run(
              height, kc, packedA, aAt, packedB, bAt, Tile.ZEROS, 0, 0, edge, 0, TILE_COLUMNS);
          copyEdge(edge, height, width, c, at, n, add);
        } else if (add) {
          BlockTile.run(height, kc, packedA, aAt, packedB, bAt, c, at, n, c, at, n);
        } else {
          BlockTile.run(height, kc, packedA, aAt, packedB, bAt, Tile.ZEROS, 0, 0, c, at, n);
        }
      }
    }
  }

  /** c (+)= as much of a tile as lies inside of the result. */
  static void copyEdge(
      float[] edge, int height, int width, float[] c, int cAt, int n, boolean add) {
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
}
