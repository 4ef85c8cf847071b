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
  public int lanes() {
    return 1;
  }

  @Override
  public void convolve(
      Convolution shape, int blocks, float[] x, float[] w, int wAt, int biasAt, float[] y) {
    ScalarConvolution.forward(shape, blocks, x, w, wAt, biasAt, y);
  }

  @Override
  public void convolveInputGradient(
      Convolution shape, int blocks, float[] dy, float[] w, int wAt, float[] dx) {
    ScalarConvolution.inputGradient(shape, blocks, dy, w, wAt, dx);
  }

  @Override
  public void convolveWeightGradient(
      Convolution shape, int blocks, float[] x, float[] dy, float[] dw, int dwAt) {
    ScalarConvolution.weightGradient(shape, blocks, x, dy, dw, dwAt);
  }

  @Override
  public void pixelsMultiply(PixelBatch x, float[] w, int wAt, int biasAt, int n, float[] y) {
    for (int i = 0; i < x.blocks() * n * BLOCK; i++) {
      y[i] = w[biasAt + i / BLOCK % n];
    }
    for (int r = 0; r < x.rows(); r++) {
      int at = r / BLOCK * n * BLOCK + r % BLOCK;
      for (int i = 0; i < x.width(); i++) {
        int pixel = x.pixels()[x.rowAt(r) + i] & 255;
        for (int o = 0; pixel > 0 && o < n; o++) {
          y[at + o * BLOCK] += pixel * x.scale() * w[wAt + i * n + o];
        }
      }
    }
  }

  @Override
  public void pixelsMultiplyTransposed(PixelBatch x, float[] dy, int n, float[] dw, int dwAt) {
    for (int r = 0; r < x.rows(); r++) {
      int at = r / BLOCK * n * BLOCK + r % BLOCK;
      for (int i = 0; i < x.width(); i++) {
        int pixel = x.pixels()[x.rowAt(r) + i] & 255;
        for (int o = 0; pixel > 0 && o < n; o++) {
          dw[dwAt + i * n + o] += pixel * x.scale() * dy[at + o * BLOCK];
        }
      }
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
  public void sigmoid(int length, float[] x, float[] y) {
    for (int i = 0; i < length; i++) {
      y[i] = (float) sigmoid(x[i]);
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public void sigmoidGradient(int length, float[] y, float[] dy, float[] dx) {
    for (int i = 0; i < length; i++) {
      dx[i] = dy[i] * y[i] * (1 - y[i]);
    }
  }

  @Override
  public void tanh(int length, float[] x, float[] y) {
    for (int i = 0; i < length; i++) {
      y[i] = (float) Math.tanh(x[i]);
    }
  }

  @Override
  public void tanhGradient(int length, float[] y, float[] dy, float[] dx) {
    for (int i = 0; i < length; i++) {
      dx[i] = dy[i] * (1 - y[i] * y[i]);
    }
  }

  @Override
  public void gelu(int length, float[] x, float[] y) {
    for (int i = 0; i < length; i++) {
      double u = GELU_SLOPE * (x[i] + GELU_CUBE * Math.pow(x[i], 3));
      y[i] = (float) (x[i] * sigmoid(2 * u));
    }
  }

  @Override
  public void geluGradient(int length, float[] x, float[] dy, float[] dx) {
    for (int i = 0; i < length; i++) {
      double s = sigmoid(2 * GELU_SLOPE * (x[i] + GELU_CUBE * Math.pow(x[i], 3)));
      double du = GELU_SLOPE * (1 + 3 * GELU_CUBE * Math.pow(x[i], 2));
      dx[i] = (float) (dy[i] * (s + 2 * x[i] * s * (1 - s) * du));
    }
  }

  @Override
  public void dropout(int length, long noise, double rate, float[] x, float[] y) {
    DropoutHash hash = new DropoutHash(noise, rate);
    for (int i = 0; i < length; i++) {
      y[i] = hash.drops(i) ? 0f : x[i] * hash.factor;
    }
  }

  @Override
  public void maxPool(int planes, int height, int width, int size, float[] x, float[] y) {
    ScalarPooling.max(planes, height, width, size, x, y);
  }

  @Override
  public void maxPoolGradient(
      int planes, int height, int width, int size, float[] x, float[] y, float[] dy, float[] dx) {
    ScalarPooling.maxGradient(planes, height, width, size, x, y, dy, dx);
  }

  @Override
  public void meanPool(int planes, int height, int width, int size, float[] x, float[] y) {
    ScalarPooling.mean(planes, height, width, size, x, y);
  }

  @Override
  public void meanPoolGradient(
      int planes, int height, int width, int size, float[] dy, float[] dx) {
    ScalarPooling.meanGradient(planes, height, width, size, dy, dx);
  }

  @Override
  public void addChannelSums(
      int blocks, int channels, int length, float[] a, float[] sums, int sumsAt) {
    ScalarChannels.addSums(blocks, channels, length, a, sums, sumsAt);
  }

  @Override
  public void channelMoments(
      int rows, int channels, int length, float[] x, float[] means, float[] variances) {
    ScalarChannels.moments(rows, channels, length, x, means, variances);
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
    ScalarChannels.products(blocks, channels, length, dy, x, means, sums, products);
  }

  @Override
  public void scaleChannels(
      int blocks, int channels, int length, float[] x, float[] scale, float[] shift, float[] y) {
    ScalarChannels.scale(blocks, channels, length, x, scale, shift, y);
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
    ScalarChannels.combine(rows, channels, length, dy, x, p, q, r, dx);
  }

  @Override
  public void softmax(int blocks, int n, float[] z, float[] p) {
    for (int r = 0; r < blocks * BLOCK; r++) {
      int at = r / BLOCK * n * BLOCK + r % BLOCK;
      ScalarPicture.softmax(n, z, at, BLOCK, p, at);
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
    for (int i = 0; i < m; i++) {
      clearUnless(add, c, cAt + i * n, n);
      for (int p = 0; p < k; p++) {
        ScalarConvolution.addScaled(n, a[aAt + i * k + p], b, bAt + p * n, c, cAt + i * n);
      }
    }
  }

  private static void clearUnless(boolean add, float[] c, int at, int length) {
    if (!add) {
      Arrays.fill(c, at, at + length, 0f);
    }
  }

  @Override
  public void loadPixels(int length, byte[] x, int xAt, float scale, float[] y, int yAt) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] = (x[xAt + i] & 255) * scale;
    }
  }

  @Override
  public void convolvePicture(
      PictureConvolution shape, int pictures, float[] x, float[][] w, boolean rectify, float[] y) {
    ScalarPicture.convolve(shape, pictures, x, w, rectify, y);
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
    ScalarPicture.convolve(shape, pictures, x, w, rectify, y);
  }

  @Override
  public void winogradInput(Winograd shape, int pictures, float[] x, float[] v) {
    ScalarWinograd.input(shape, pictures, x, v);
  }

  @Override
  public void winogradProducts(Winograd shape, int pictures, float[] v, float[] u, float[] m) {
    ScalarWinograd.products(shape, pictures, v, u, m);
  }

  @Override
  public void winogradOutput(Winograd shape, int pictures, float[] m, boolean rectify, float[] y) {
    ScalarWinograd.output(shape, pictures, m, rectify, y);
  }

  @Override
  public void multiplySparse(
      int n, int count, int[] places, float[] values, float[] w, int biasAt, float[] y, int yAt) {
    ScalarPicture.multiply(n, count, places, values, w, biasAt, y, yAt);
  }

  @Override
  public void maxPoolPicture(
      PicturePooling shape, int pictures, boolean positive, float[] x, float[] y) {
    ScalarPicture.maxPool(shape, pictures, x, y);
  }

  @Override
  public void meanPoolPicture(PicturePooling shape, int pictures, float[] x, float[] y) {
    ScalarPicture.meanPool(shape, pictures, x, y);
  }

  @Override
  public void softmaxPicture(int n, float[] z, int zAt, float[] p) {
    ScalarPicture.softmax(n, z, zAt, 1, p, 0);
  }
}
