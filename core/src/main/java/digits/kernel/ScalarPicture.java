package digits.kernel;

/**
 * What the kernels for one picture mean, as plain loops. Those over weights are the whole time a
 * program takes to read one picture without the Vector API. They leave out zeros. Java's second
 * compiler makes vectors of a loop only where one number indexes all arrays: otherwise they could
 * be the same one, shifted. So a convolution's weights come as an array for each term of the sums.
 */
final class ScalarPicture {
  /** Terms that a sum is loaded and stored for once. */
  private static final int TERMS = 4;

  private ScalarPicture() {}

  /**
   * @param w for each term of a sum its weights [outputs], then the biases
   */
  static void convolve(
      PictureConvolution shape, int pictures, float[] x, float[][] w, boolean rectify, float[] y) {
    int outputs = shape.outputs;
    float[] numbers = new float[shape.depth + TERMS];
    float[][] weights = new float[numbers.length][];
    float[] sums = new float[outputs];
    int[] positions = shape.positions(pictures);
    for (int q = 0; q < pictures * shape.outPixels; q++) {
      int count = nonZeros(shape, x, positions[q], w, numbers, weights);
      System.arraycopy(w[shape.depth], 0, sums, 0, outputs);
      for (int e = 0; e < count; e += TERMS) {
        addTerms(
            numbers[e],
            weights[e],
            numbers[e + 1],
            weights[e + 1],
            numbers[e + 2],
            weights[e + 2],
            numbers[e + 3],
            weights[e + 3],
            sums);
      }
      if (rectify) {
        rectify(sums);
      }
      System.arraycopy(sums, 0, y, q * outputs, outputs);
    }
  }

  /** Gathers the numbers of a sum and their weights, with zeros behind them. */
  private static int nonZeros(
      PictureConvolution shape,
      float[] x,
      int at,
      float[][] w,
      float[] numbers,
      float[][] weights) {
    int count = 0;
    for (int k = 0; k < shape.depth; k++) {
      float number = x[at + shape.offsets[k]];
      if (number != 0) {
        numbers[count] = number;
        weights[count++] = w[k];
      }
    }
    for (int e = count; e < count + TERMS; e++) {
      numbers[e] = 0;
      weights[e] = w[0];
    }
    return count;
  }

  private static void addTerms(
      float a, float[] u, float b, float[] v, float c, float[] w, float d, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = y[i] + a * u[i] + b * v[i] + c * w[i] + d * x[i];
    }
  }

  private static void rectify(float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(y[i], 0f);
    }
  }

  static void multiply(
      int n, int count, int[] places, float[] values, float[] w, int biasAt, float[] y, int yAt) {
    System.arraycopy(w, biasAt, y, yAt, n);
    for (int e = 0; e < count; e++) {
      addScaled(n, values[e], w, places[e] * n, y, yAt);
    }
  }

  static void maxPool(PicturePooling shape, int pictures, float[] x, float[] y) {
    for (int q = 0; q < pictures * shape.outPixels; q++) {
      for (int c = 0; c < shape.channels; c++) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int place : shape.window) {
          largest = Math.max(largest, x[shape.positions[q] + place + c]);
        }
        y[q * shape.channels + c] = largest;
      }
    }
  }

  static void meanPool(PicturePooling shape, int pictures, float[] x, float[] y) {
    for (int q = 0; q < pictures * shape.outPixels; q++) {
      for (int c = 0; c < shape.channels; c++) {
        float sum = 0;
        for (int place : shape.window) {
          sum += x[shape.positions[q] + place + c];
        }
        y[q * shape.channels + c] = sum * (1f / shape.window.length);
      }
    }
  }

  /** Of n logits from {@code at} on, {@code step} apart, to places as far apart of p. */
  static void softmax(int n, float[] z, int at, int step, float[] p, int pAt) {
    int end = at + n * step;
    float max = z[at];
    for (int i = at; i < end; i += step) {
      max = Math.max(max, z[i]);
    }
    float sum = 0;
    for (int i = at; i < end; i += step) {
      float power = (float) Math.exp(z[i] - max);
      p[pAt + i - at] = power;
      sum += power;
    }
    for (int i = at; i < end; i += step) {
      p[pAt + i - at] /= sum;
    }
  }

  /** y[i] += scale * x[i], four at a time, which the first compiler does not do by itself. */
  private static void addScaled(int length, float scale, float[] x, int xAt, float[] y, int yAt) {
    int i = 0;
    for (; i < length - 3; i += 4) {
      y[yAt + i] += scale * x[xAt + i];
      y[yAt + i + 1] += scale * x[xAt + i + 1];
      y[yAt + i + 2] += scale * x[xAt + i + 2];
      y[yAt + i + 3] += scale * x[xAt + i + 3];
    }
    for (; i < length; i++) {
      y[yAt + i] += scale * x[xAt + i];
    }
  }
}
