package digits.kernel;

import java.util.Arrays;

/** Sums over the examples and pixels of a channel, and what is done with them. */
final class ScalarChannels {
  private static final int BLOCK = Kernels.BLOCK;

  private ScalarChannels() {}

  static void addSums(int blocks, int channels, int length, float[] a, float[] sums, int sumsAt) {
    for (int i = 0; i < blocks * channels * length; i++) {
      sums[sumsAt + i / length % channels] += a[i];
    }
  }

  static void moments(
      int rows, int channels, int length, float[] x, float[] means, float[] variances) {
    int count = length / BLOCK * rows;
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    for (int i = 0; i < blocks(rows) * channels * length; i++) {
      sums[i / length % channels] += x[i] * inside(i, rows, channels * length);
    }
    for (int i = 0; i < blocks(rows) * channels * length; i++) {
      int c = i / length % channels;
      double apart = (x[i] - sums[c] / count) * inside(i, rows, channels * length);
      squares[c] += apart * apart;
    }
    for (int c = 0; c < channels; c++) {
      means[c] = (float) (sums[c] / count);
      variances[c] = (float) (squares[c] / count);
    }
  }

  private static int blocks(int rows) {
    return (rows + BLOCK - 1) / BLOCK;
  }

  /** 1 where place i belongs to one of the first {@code rows} examples, otherwise 0. */
  private static int inside(int i, int rows, int blockLength) {
    return i / blockLength * BLOCK + i % BLOCK < rows ? 1 : 0;
  }

  static void products(
      int blocks,
      int channels,
      int length,
      float[] dy,
      float[] x,
      float[] means,
      float[] sums,
      float[] products) {
    Arrays.fill(sums, 0, channels, 0f);
    Arrays.fill(products, 0, channels, 0f);
    for (int i = 0; i < blocks * channels * length; i++) {
      int c = i / length % channels;
      sums[c] += dy[i];
      products[c] += dy[i] * (x[i] - means[c]);
    }
  }

  static void scale(
      int blocks, int channels, int length, float[] x, float[] scale, float[] shift, float[] y) {
    for (int i = 0; i < blocks * channels * length; i++) {
      int c = i / length % channels;
      y[i] = scale[c] * x[i] + shift[c];
    }
  }

  static void combine(
      int rows,
      int channels,
      int length,
      float[] dy,
      float[] x,
      float[] p,
      float[] q,
      float[] r,
      float[] dx) {
    for (int i = 0; i < blocks(rows) * channels * length; i++) {
      int c = i / length % channels;
      dx[i] = (p[c] * dy[i] + q[c] * x[i] + r[c]) * inside(i, rows, channels * length);
    }
  }
}
