package digits.kernel;

import java.util.Arrays;

/**
 * What every kernel means, as plain loops: the fallback, and what the fast ones are held against.
 */
public final class ScalarKernels implements Kernels {

  @Override
  public String description() {
    return "scalar";
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
    for (int i = 0; i < m; i++) {
      clearUnless(add, c, cAt + i * n, n);
      for (int p = 0; p < k; p++) {
        addScaled(n, a[aAt + i * k + p], b, bAt + p * n, c, cAt + i * n);
      }
    }
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
    for (int i = 0; i < m; i++) {
      clearUnless(add, c, cAt + i * n, n);
      for (int p = 0; p < k; p++) {
        addScaled(n, a[aAt + p * m + i], b, bAt + p * n, c, cAt + i * n);
      }
    }
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
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[aAt + i * k + p] * b[bAt + j * k + p];
        }
        c[cAt + i * n + j] = add ? c[cAt + i * n + j] + sum : sum;
      }
    }
  }

  private static void clearUnless(boolean add, float[] c, int at, int length) {
    if (!add) {
      Arrays.fill(c, at, at + length, 0f);
    }
  }

  /** y[i] += scale * x[i]. */
  private static void addScaled(int length, float scale, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] += scale * x[xAt + i];
    }
  }

  @Override
  public void pixelsMultiply(PixelBatch x, float[] w, int wAt, int n, float[] y) {
    for (int r = 0; r < x.rows(); r++) {
      for (int i = 0; i < x.width(); i++) {
        int pixel = x.pixels()[x.rowAt(r) + i] & 255;
        if (pixel > 0) {
          addScaled(n, pixel * x.scale(), w, wAt + i * n, y, r * n);
        }
      }
    }
  }

  @Override
  public void pixelsMultiplyTransposed(PixelBatch x, float[] dy, int n, float[] dw, int dwAt) {
    for (int r = 0; r < x.rows(); r++) {
      for (int i = 0; i < x.width(); i++) {
        int pixel = x.pixels()[x.rowAt(r) + i] & 255;
        if (pixel > 0) {
          addScaled(n, pixel * x.scale(), dy, r * n, dw, dwAt + i * n);
        }
      }
    }
  }

  @Override
  public void addColumnSums(int rows, int n, float[] a, float[] sums, int sumsAt) {
    for (int r = 0; r < rows; r++) {
      addScaled(n, 1f, a, r * n, sums, sumsAt);
    }
  }

  @Override
  public void relu(int length, float[] x, float[] y) {
    for (int i = 0; i < length; i++) {
      y[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void reluGradient(int length, float[] y, float[] dy, float[] dx) {
    for (int i = 0; i < length; i++) {
      dx[i] = y[i] > 0 ? dy[i] : 0f;
    }
  }

  @Override
  public void softmax(int rows, int n, float[] z, float[] p) {
    for (int at = 0; at < rows * n; at += n) {
      float max = z[at];
      for (int j = 1; j < n; j++) {
        max = Math.max(max, z[at + j]);
      }
      float sum = 0;
      for (int j = 0; j < n; j++) {
        p[at + j] = (float) Math.exp(z[at + j] - max);
        sum += p[at + j];
      }
      for (int j = 0; j < n; j++) {
        p[at + j] /= sum;
      }
    }
  }
}
