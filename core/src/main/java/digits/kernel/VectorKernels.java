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
  public int lanes() {
    return LANES;
  }

  @Override
  public void convolve(
      Convolution shape, int blocks, float[] x, float[] w, int wAt, int biasAt, float[] y) {
    if (SmallDense.fits(shape)) {
      SmallDense.onThisThread().forward(shape, blocks, x, w, wAt, biasAt, y);
    } else {
      ForwardConvolution.onThisThread().run(shape, 0, blocks, x, w, wAt, biasAt, y);
    }
  }

  @Override
  public void convolveInputGradient(
      Convolution shape, int blocks, float[] dy, float[] w, int wAt, float[] dx) {
    if (SmallDense.fits(shape)) {
      SmallDense.onThisThread().inputGradient(shape, blocks, dy, w, wAt, dx);
    } else {
      InputGradient.onThisThread().run(shape, blocks, dy, w, wAt, dx);
    }
  }

  @Override
  public void convolveWeightGradient(
      Convolution shape, int blocks, float[] x, float[] dy, float[] dw, int dwAt) {
    WeightGradient.onThisThread().run(shape, blocks, x, false, dy, dw, dwAt);
  }

  @Override
  public void addChannelSums(
      int blocks, int channels, int length, float[] a, float[] sums, int sumsAt) {
    VectorChannels.addSums(blocks, channels, length, a, sums, sumsAt);
  }

  @Override
  public void pixelsMultiply(PixelBatch x, float[] w, int wAt, int biasAt, int n, float[] y) {
    if (PixelProduct.TILE <= n && n <= FEW_OUTPUTS) {
      PixelProduct.onThisThread().multiply(x, w, wAt, biasAt, n, y);
    } else {
      Convolution shape = x.dense(n);
      float[] floats = x.floats();
      int blocks = x.blocks();
      int done = DenseProduct.onThisThread().forward(shape, blocks, floats, w, wAt, biasAt, y);
      ForwardConvolution.onThisThread().run(shape, done, blocks, floats, w, wAt, biasAt, y);
    }
  }

  @Override
  public void pixelsMultiplyTransposed(PixelBatch x, float[] dy, int n, float[] dw, int dwAt) {
    if (PixelProduct.TILE <= n && n <= FEW_OUTPUTS) {
      PixelProduct.onThisThread().multiplyTransposed(x, dy, n, dw, dwAt);
    } else {
      WeightGradient.onThisThread().run(x.dense(n), x.blocks(), x.floats(), true, dy, dw, dwAt);
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
  public void sigmoid(int length, float[] x, float[] y) {
    VectorActivations.sigmoid(length, x, y);
  }

  @Override
  public void sigmoidGradient(int length, float[] y, float[] dy, float[] dx) {
    VectorActivations.sigmoidGradient(length, y, dy, dx);
  }

  @Override
  public void tanh(int length, float[] x, float[] y) {
    VectorActivations.tanh(length, x, y);
  }

  @Override
  public void tanhGradient(int length, float[] y, float[] dy, float[] dx) {
    VectorActivations.tanhGradient(length, y, dy, dx);
  }

  @Override
  public void gelu(int length, float[] x, float[] y) {
    VectorActivations.gelu(length, x, y);
  }

  @Override
  public void geluGradient(int length, float[] x, float[] dy, float[] dx) {
    VectorActivations.geluGradient(length, x, dy, dx);
  }

  @Override
  public void dropout(int length, long noise, double rate, float[] x, float[] y) {
    VectorActivations.dropout(length, noise, rate, x, y);
  }

  @Override
  public void maxPool(int planes, int height, int width, int size, float[] x, float[] y) {
    VectorPooling.max(planes, height, width, size, x, y);
  }

  @Override
  public void maxPoolGradient(
      int planes, int height, int width, int size, float[] x, float[] y, float[] dy, float[] dx) {
    VectorPooling.maxGradient(planes, height, width, size, x, y, dy, dx);
  }

  @Override
  public void meanPool(int planes, int height, int width, int size, float[] x, float[] y) {
    VectorPooling.mean(planes, height, width, size, x, y);
  }

  @Override
  public void meanPoolGradient(
      int planes, int height, int width, int size, float[] dy, float[] dx) {
    VectorPooling.meanGradient(planes, height, width, size, dy, dx);
  }

  @Override
  public void channelMoments(
      int rows, int channels, int length, float[] x, float[] means, float[] variances) {
    VectorChannels.moments(rows, channels, length, x, means, variances);
  }

  @Override
  public void channelProducts(
      int blocks,
      int channels,
      int length,
      float[] dy,
      float[] x,
      float[] means,
      float[] sums,
      float[] products) {
    VectorChannels.products(blocks, channels, length, dy, x, means, sums, products);
  }

  @Override
  public void scaleChannels(
      int blocks, int channels, int length, float[] x, float[] scale, float[] shift, float[] y) {
    VectorChannels.scale(blocks, channels, length, x, scale, shift, y);
  }

  @Override
  public void combineChannels(
      int rows,
      int channels,
      int length,
      float[] dy,
      float[] x,
      float[] p,
      float[] q,
      float[] r,
      float[] dx) {
    VectorChannels.combine(rows, channels, length, dy, x, p, q, r, dx);
  }

  @Override
  public void softmax(int blocks, int n, float[] z, float[] p) {
    for (int block = 0; block < blocks; block++) {
      for (int lane = 0; lane < BLOCK; lane += LANES) {
        softmax(n, z, p, block * n * BLOCK + lane);
      }
    }
  }

  private static void softmax(int n, float[] z, float[] p, int at) {
    FloatVector max = FloatVector.fromArray(SPECIES, z, at);
    for (int j = 1; j < n; j++) {
      max = max.max(FloatVector.fromArray(SPECIES, z, at + j * BLOCK));
    }
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j++) {
      FloatVector shifted = FloatVector.fromArray(SPECIES, z, at + j * BLOCK).sub(max);
      FloatVector power = Exponential.exp(shifted);
      power.intoArray(p, at + j * BLOCK);
      sum = sum.add(power);
    }
    for (int j = 0; j < n; j++) {
      FloatVector.fromArray(SPECIES, p, at + j * BLOCK).div(sum).intoArray(p, at + j * BLOCK);
    }
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
    MatrixProduct.onThisThread().multiply(m, n, k, a, aAt, b, bAt, c, cAt, add);
  }

  @Override
  public void loadPixels(int length, byte[] x, int xAt, float scale, float[] y, int yAt) {
    VectorPicture.load(length, x, xAt, scale, y, yAt);
  }

  @Override
  public void convolvePicture(
      PictureConvolution shape, int pictures, float[] x, float[][] w, boolean rectify, float[] y) {
    VectorPicture.convolve(shape, pictures, x, 0, w[0], 0, rectify, y, 0);
  }

  @Override
  public void convolveInk(
      PictureConvolution shape,
      int pictures,
      InkedPixels ink,
      float[] x,
      float[][] w,
      boolean rectify,
      float[] y) {
    VectorPicture.convolveInk(shape, pictures, ink, x, w[0], rectify, y);
  }

  @Override
  public void winogradInput(Winograd shape, int pictures, float[] x, float[] v) {
    WinogradTransforms.input(shape, pictures, x, v);
  }

  @Override
  public void winogradProducts(Winograd shape, int pictures, float[] v, float[] u, float[] m) {
    VectorPicture.products(shape, pictures, v, u, m);
  }

  @Override
  public void winogradOutput(Winograd shape, int pictures, float[] m, boolean rectify, float[] y) {
    WinogradTransforms.output(shape, pictures, m, rectify, y);
  }

  @Override
  public void multiplySparse(
      int n, int count, int[] places, float[] values, float[] w, int biasAt, float[] y, int yAt) {
    SparseProduct.multiply(n, count, places, values, w, biasAt, y, yAt);
  }

  @Override
  public void maxPoolPicture(
      PicturePooling shape, int pictures, boolean positive, float[] x, float[] y) {
    VectorPicture.maxPool(shape, pictures, positive, x, y);
  }

  @Override
  public void meanPoolPicture(PicturePooling shape, int pictures, float[] x, float[] y) {
    VectorPicture.meanPool(shape, pictures, x, y);
  }

  @Override
  public void softmaxPicture(int n, float[] z, int zAt, float[] p) {
    VectorPicture.softmax(n, z, zAt, p);
  }
}
