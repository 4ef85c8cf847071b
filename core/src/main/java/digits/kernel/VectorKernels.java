package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on the Vector API: one body for every lane width, a scalar tail where lengths are odd.
 */
public final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Up to so many outputs the first layer gains by leaving out zeros. */
  private static final int FEW_OUTPUTS = 32;

  @Override
  public String description() {
    return LANES + " lanes of float";
  }

  @Override
  public void multiply(
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
    MatrixProduct.onThisThread().multiply(m, n, k, a, aAt, k, 1, b, bAt, n, 1, c, cAt, add);
  }

  @Override
  public void multiplyTransposedLeft(
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
    MatrixProduct.onThisThread().multiply(m, n, k, a, aAt, 1, m, b, bAt, n, 1, c, cAt, add);
  }

  @Override
  public void multiplyTransposedRight(
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
    MatrixProduct.onThisThread().multiply(m, n, k, a, aAt, k, 1, b, bAt, 1, k, c, cAt, add);
  }

  @Override
  public void pixelsMultiply(PixelBatch x, float[] w, int wAt, int n, float[] y) {
    if (PixelProduct.TILE <= n && n <= FEW_OUTPUTS) {
      PixelProduct.onThisThread().multiply(x, w, wAt, n, y);
    } else {
      multiply(x.rows(), n, x.width(), x.floats(), 0, w, wAt, y, 0, true);
    }
  }

  @Override
  public void pixelsMultiplyTransposed(PixelBatch x, float[] dy, int n, float[] dw, int dwAt) {
    if (PixelProduct.TILE <= n && n <= FEW_OUTPUTS) {
      PixelProduct.onThisThread().multiplyTransposed(x, dy, n, dw, dwAt);
    } else {
      multiplyTransposedLeft(x.width(), n, x.rows(), x.floats(), 0, dy, 0, dw, dwAt, true);
    }
  }

  @Override
  public void addColumnSums(int rows, int n, float[] a, float[] sums, int sumsAt) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        sums[sumsAt + j] += a[r * n + j];
      }
    }
  }

  @Override
  public void relu(int length, float[] x, float[] y) {
    int i = 0;
    for (; i < SPECIES.loopBound(length); i += LANES) {
      FloatVector.fromArray(SPECIES, x, i).max(0f).intoArray(y, i);
    }
    for (; i < length; i++) {
      y[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void reluGradient(int length, float[] y, float[] dy, float[] dx) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < SPECIES.loopBound(length); i += LANES) {
      var positive = FloatVector.fromArray(SPECIES, y, i).compare(VectorOperators.GT, zero);
      zero.blend(FloatVector.fromArray(SPECIES, dy, i), positive).intoArray(dx, i);
    }
    for (; i < length; i++) {
      dx[i] = y[i] > 0 ? dy[i] : 0f;
    }
  }

  @Override
  public void softmax(int rows, int n, float[] z, float[] p) {
    Softmax.onThisThread().rows(rows, n, z, p);
  }
}
