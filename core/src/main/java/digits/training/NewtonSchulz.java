package digits.training;

import digits.kernel.Kernels;

/**
 * Makes a matrix about orthogonal: with the singular value decomposition X = U S Vᵀ, U Vᵀ but for
 * singular values between about 0.7 and 1.2, by products alone; equation (41) of
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
    double squares = 0;
    for (float number : x) {
      squares += (double) number * number;
    }
    float scale = (float) (1 / (Math.sqrt(squares) + EPSILON));
    for (int i = 0; i < x.length; i++) {
      x[i] *= scale;
    }
    int least = Math.min(m, n);
    float[] gram = new float[least * least];
    float[] square = new float[least * least];
    float[] product = new float[m * n];
    for (int round = 0; round < ROUNDS; round++) {
      // G is the smaller one of X Xᵀ and Xᵀ X.
      if (m <= n) {
        KERNELS.multiplyTransposedRight(m, m, n, x, 0, x, 0, gram, 0, false);
      } else {
        KERNELS.multiplyTransposedLeft(n, n, m, x, 0, x, 0, gram, 0, false);
      }
      KERNELS.multiply(least, least, least, gram, 0, gram, 0, square, 0, false);
      for (int i = 0; i < gram.length; i++) {
        gram[i] = B * gram[i] + C * square[i]; // (41)
      }
      if (m <= n) {
        KERNELS.multiply(m, n, m, gram, 0, x, 0, product, 0, false);
      } else {
        KERNELS.multiply(m, n, n, x, 0, gram, 0, product, 0, false);
      }
      for (int i = 0; i < x.length; i++) {
        x[i] = A * x[i] + product[i]; // (41)
      }
    }
  }
}
