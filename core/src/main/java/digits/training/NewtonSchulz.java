package digits.training;

import digits.kernel.Kernels;

/**
 * Makes a matrix about orthogonal: with the singular value decomposition X = U S Vᵀ, U Vᵀ but for
 * singular values between about 0.7 and 1.2, by products alone; equation (59) of
 * docs/mathematics.md. Five rounds with the coefficients of Jordan 2024.
 */
final class NewtonSchulz {
  private static final Kernels KERNELS = Kernels.fastest();
  private static final int ROUNDS = 5;
  private static final float A = 3.4445f;
  private static final float B = -4.7750f;
  private static final float C = 2.0315f;

  /** Keeps a matrix of zeros what it is. */
  private static final double EPSILON = 1e-7;

  private NewtonSchulz() {}

  /** x[m,n] in its place. */
  static void orthogonalise(int m, int n, float[] x) {
    if (m > n) {
      float[] turned = transpose(m, n, x);
      orthogonalise(n, m, turned);
      System.arraycopy(transpose(n, m, turned), 0, x, 0, x.length);
      return;
    }
    double squares = 0;
    for (float number : x) {
      squares += (double) number * number;
    }
    float scale = (float) (1 / (Math.sqrt(squares) + EPSILON));
    for (int i = 0; i < x.length; i++) {
      x[i] *= scale;
    }
    float[] gram = new float[m * m];
    float[] square = new float[m * m];
    float[] product = new float[m * n];
    for (int round = 0; round < ROUNDS; round++) {
      KERNELS.multiply(m, m, n, x, 0, transpose(m, n, x), 0, gram, 0, false);
      KERNELS.multiply(m, m, m, gram, 0, gram, 0, square, 0, false);
      for (int i = 0; i < gram.length; i++) {
        gram[i] = B * gram[i] + C * square[i]; // (59)
      }
      KERNELS.multiply(m, n, m, gram, 0, x, 0, product, 0, false);
      for (int i = 0; i < x.length; i++) {
        x[i] = A * x[i] + product[i]; // (59)
      }
    }
  }

  private static float[] transpose(int m, int n, float[] x) {
    float[] turned = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        turned[j * m + i] = x[i * n + j];
      }
    }
    return turned;
  }
}
