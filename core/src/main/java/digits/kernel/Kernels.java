package digits.kernel;

/**
 * The arithmetic of the networks, on plain {@code float[]}. Activations are blocks of {@link
 * #BLOCK} examples, [channel, pixel, example], as {@link Convolution} describes them. {@link
 * ScalarKernels} says what each operation means; {@link VectorKernels} is the speed. Offsets are
 * named {@code ...At} and count floats. Arguments are checked where networks are built, not here.
 * Every implementation is stateless and safe for use by many threads, and adds in an order that
 * depends on the sizes alone, never on the number of lanes or threads.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {
  /** Examples side by side in memory; the last block of a batch is filled up with zeros. */
  int BLOCK = 32;

  /** sqrt(2 / pi). */
  float GELU_SLOPE = 0.7978845608f;

  float GELU_CUBE = 0.044715f;

  /** Floats behind the arrays of one picture, read and overwritten by vectors that stand out. */
  int OVERHANG = 64;

  /** The entries that {@link #multiplySparse} takes at a time. */
  int ENTRIES = 4;

  /** Pictures, side by side in memory, that the kernels for pictures take at a time, at most. */
  int PICTURES = 8;

  /** The fastest kernels this Java can run, chosen once a process. */
  static Kernels fastest() {
    return KernelChoice.FASTEST;
  }

  /** What these kernels are, for people: "scalar" or "16 lanes". */
  String description();

  /** Floats that these kernels compute at a time. */
  int lanes();

  /**
   * y = the convolution of x with w[C, K, K, O], plus the bias of each output at {@code biasAt}.
   */
  void convolve(
      Convolution shape, int blocks, float[] x, float[] w, int wAt, int biasAt, float[] y);

  /** dx: what the outputs' gradient dy means for the convolution's input. */
  void convolveInputGradient(
      Convolution shape, int blocks, float[] dy, float[] w, int wAt, float[] dx);

  /** dw += what dy means for the convolution's weights. */
  void convolveWeightGradient(
      Convolution shape, int blocks, float[] x, float[] dy, float[] dw, int dwAt);

  /** sums[c] += the sum of channel c of a[blocks, channels, length], length a multiple of BLOCK. */
  void addChannelSums(int blocks, int channels, int length, float[] a, float[] sums, int sumsAt);

  /** y[blocks, n, BLOCK] = x w[width, n] + the biases at {@code biasAt}, where x are pictures. */
  void pixelsMultiply(PixelBatch x, float[] w, int wAt, int biasAt, int n, float[] y);

  /** dw[width, n] += xᵀ dy[blocks, n, BLOCK]. */
  void pixelsMultiplyTransposed(PixelBatch x, float[] dy, int n, float[] dw, int dwAt);

  /** y[i] = max(x[i], 0) for i below {@code length}. */
  void relu(int length, float[] x, float[] y);

  /** dx[i] = dy[i] where y[i] is positive, otherwise 0. */
  void reluGradient(int length, float[] y, float[] dy, float[] dx);

  /** y[i] = 1 / (1 + exp(-x[i])), for a length that is a multiple of BLOCK. */
  void sigmoid(int length, float[] x, float[] y);

  /** dx[i] = dy[i] y[i] (1 - y[i]), for a length that is a multiple of BLOCK. */
  void sigmoidGradient(int length, float[] y, float[] dy, float[] dx);

  /** y[i] = tanh x[i], off by at most 2e-7, for a length that is a multiple of BLOCK. */
  void tanh(int length, float[] x, float[] y);

  /** dx[i] = dy[i] (1 - y[i]²), for a length that is a multiple of BLOCK. */
  void tanhGradient(int length, float[] y, float[] dy, float[] dx);

  /** y[i] = x[i] sigmoid(2 u), u = {@link #GELU_SLOPE} (x + {@link #GELU_CUBE} x³), as above. */
  void gelu(int length, float[] x, float[] y);

  /** dx[i] = dy[i] (s + 2 x s (1 - s) du/dx), s = sigmoid(2 u) of x[i], as above. */
  void geluGradient(int length, float[] x, float[] dy, float[] dx);

  /**
   * y[i] = 0 with probability {@code rate}, decided by a hash of the noise and i, otherwise x[i] /
   * (1 - rate).
   */
  void dropout(int length, long noise, double rate, float[] x, float[] y);

  /**
   * p = exp(z - max z) / the sum of these over the n classes: softmax of every example of [blocks,
   * n, BLOCK].
   */
  void softmax(int blocks, int n, float[] z, float[] p);

  /**
   * y = the largest of each window of size * size pixels, of {@code planes} pictures [height,
   * width, BLOCK]. Rows and columns that fill no window are left out.
   */
  void maxPool(int planes, int height, int width, int size, float[] x, float[] y);

  /** dx = dy where x is the window's largest, the first one on a tie, otherwise 0. */
  void maxPoolGradient(
      int planes, int height, int width, int size, float[] x, float[] y, float[] dy, float[] dx);

  /** y = the mean of each window, as {@link #maxPool} cuts them. */
  void meanPool(int planes, int height, int width, int size, float[] x, float[] y);

  /** dx = dy / size², otherwise 0. */
  void meanPoolGradient(int planes, int height, int width, int size, float[] dy, float[] dx);

  /**
   * The mean and the variance of every channel of x[blocks, channels, length] over its pixels and
   * the first {@code rows} examples.
   */
  void channelMoments(
      int rows, int channels, int length, float[] x, float[] means, float[] variances);

  /**
   * sums[c] = the sum of channel c of dy, products[c] = the sum of dy (x - means[c]); dy is zero
   * beyond the last example.
   */
  void channelProducts(
      int blocks,
      int channels,
      int length,
      float[] dy,
      float[] x,
      float[] means,
      float[] sums,
      float[] products);

  /** y = scale[c] x + shift[c] for channel c of x[blocks, channels, length]. */
  void scaleChannels(
      int blocks, int channels, int length, float[] x, float[] scale, float[] shift, float[] y);

  /** dx = p[c] dy + q[c] x + r[c] for the first {@code rows} examples, 0 beyond. */
  void combineChannels(
      int rows,
      int channels,
      int length,
      float[] dy,
      float[] x,
      float[] p,
      float[] q,
      float[] r,
      float[] dx);

  /** c[m,n] = (c +) a[m,k] b[k,n], of plain row-major matrices. */
  void multiply(
      int m, int n, int k, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, boolean add);

  /** y[yAt + i] = the byte x[xAt + i], 0 to 255, times {@code scale} for i below {@code length}. */
  void loadPixels(int length, byte[] x, int xAt, float scale, float[] y, int yAt);

  /**
   * y = the convolution of each of so many pictures x with the {@link PictureConvolution#weights}
   * w.
   *
   * @param rectify whether a ReLU follows: negative results become 0
   */
  void convolvePicture(
      PictureConvolution shape, int pictures, float[] x, float[][] w, boolean rectify, float[] y);

  /**
   * {@link #convolvePicture} for pictures of one channel, much of which may be 0. {@link #OVERHANG}
   * floats follow x.
   *
   * @param ink memory of this thread, used again and again
   */
  void convolveInk(
      PictureConvolution shape,
      int pictures,
      InkedPixels ink,
      float[] x,
      float[][] w,
      boolean rectify,
      float[] y);

  /** v = the tiles of so many pictures x as 36 values each. */
  void winogradInput(Winograd shape, int pictures, float[] x, float[] v);

  /** m = the products of each value of all tiles with the {@link Winograd#weights} u. */
  void winogradProducts(Winograd shape, int pictures, float[] v, float[] u, float[] m);

  /**
   * y = the outputs that the products m are the values of.
   *
   * @param rectify as of {@link #convolvePicture}
   */
  void winogradOutput(Winograd shape, int pictures, float[] m, boolean rectify, float[] y);

  /**
   * y[n] = the sum over the first {@code count} entries e of values[e] * w[places[e], n], plus the
   * biases [n] at {@code biasAt}: a row of numbers, of which zeros are left out, times a matrix.
   * {@link #OVERHANG} floats follow the biases and y; {@code count} is a multiple of {@link
   * #ENTRIES}.
   */
  void multiplySparse(
      int n, int count, int[] places, float[] values, float[] w, int biasAt, float[] y, int yAt);

  /**
   * y = the largest of each window of so many pictures.
   *
   * @param positive whether x is nowhere negative, which is faster
   */
  void maxPoolPicture(PicturePooling shape, int pictures, boolean positive, float[] x, float[] y);

  /** y = the mean of each window of so many pictures. */
  void meanPoolPicture(PicturePooling shape, int pictures, float[] x, float[] y);

  /**
   * {@link #softmax} of the n logits of one picture at {@code zAt}. They are overwritten, and
   * {@link #OVERHANG} floats behind them.
   */
  void softmaxPicture(int n, float[] z, int zAt, float[] p);
}
