package digits.kernel;

/**
 * The arithmetic of the networks, on plain row-major {@code float[]} matrices. {@link
 * ScalarKernels} says what each operation means; {@link VectorKernels} is the speed. Offsets are
 * named {@code ...At} and count floats. Arguments are checked where networks are built, not here.
 * Every implementation is stateless and safe for use by many threads, and adds in an order that
 * depends on the sizes alone, never on the number of lanes or threads.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

  /** The fastest kernels this Java can run, chosen once a process. */
  static Kernels fastest() {
    return KernelChoice.FASTEST;
  }

  /** What these kernels are, for people: "scalar" or "16 lanes". */
  String description();

  /** c[m,n] = (c +) a[m,k] b[k,n]: the forward pass of a dense layer. */
  void multiply(
      int m, int n, int k, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, boolean add);

  /** c[m,n] = (c +) a[k,m]ᵀ b[k,n]: the gradient of its weights. */
  void multiplyTransposedLeft(
      int m, int n, int k, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, boolean add);

  /** c[m,n] = (c +) a[m,k] b[n,k]ᵀ: the gradient of its input. */
  void multiplyTransposedRight(
      int m, int n, int k, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, boolean add);

  /** y[rows,n] += x w[width,n], where x[rows,width] are pictures. */
  void pixelsMultiply(PixelBatch x, float[] w, int wAt, int n, float[] y);

  /** dw[width,n] += xᵀ dy[rows,n]. */
  void pixelsMultiplyTransposed(PixelBatch x, float[] dy, int n, float[] dw, int dwAt);

  /** sums[j] += the sum of column j of a[rows,n]. */
  void addColumnSums(int rows, int n, float[] a, float[] sums, int sumsAt);

  /** y[i] = max(x[i], 0) for i below {@code length}. */
  void relu(int length, float[] x, float[] y);

  /** dx[i] = dy[i] where y[i] is positive, otherwise 0. */
  void reluGradient(int length, float[] y, float[] dy, float[] dx);

  /** p[r,j] = exp(z[r,j] - max z[r]) / the sum of these over j: softmax of every row. */
  void softmax(int rows, int n, float[] z, float[] p);
}
