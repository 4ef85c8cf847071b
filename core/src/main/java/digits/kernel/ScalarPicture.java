package digits.kernel;

/**
 * What the kernels for one picture mean, as plain loops. Those over weights are the whole time a
 * program takes to read one picture without the Vector API: they take four weights at a time, which
 * the first compiler of Java does not do by itself, and leave out zeros.
 */
final class ScalarPicture {
  private ScalarPicture() {}

  static void convolve(
      PictureConvolution shape,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      boolean rectify,
      float[] y,
      int yAt) {
    int outputs = shape.outputs;
    for (int q = 0; q < shape.outPixels; q++) {
      int to = yAt + q * outputs;
      System.arraycopy(w, wAt + shape.depth * outputs, y, to, outputs);
      for (int k = 0; k < shape.depth; k++) {
        float number = x[xAt + shape.positions[q] + shape.offsets[k]];
        if (number != 0) {
          addScaled(outputs, number, w, wAt + k * outputs, y, to);
        }
      }
      for (int o = 0; o < outputs; o++) {
        y[to + o] = rectify ? Math.max(y[to + o], 0f) : y[to + o];
      }
    }
  }

  static void multiply(
      int n, int count, int[] places, float[] values, float[] w, int biasAt, float[] y) {
    System.arraycopy(w, biasAt, y, 0, n);
    for (int e = 0; e < count; e++) {
      addScaled(n, values[e], w, places[e] * n, y, 0);
    }
  }

  static void maxPool(PicturePooling shape, float[] x, float[] y) {
    for (int q = 0; q < shape.outPixels; q++) {
      for (int c = 0; c < shape.channels; c++) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int place : shape.window) {
          largest = Math.max(largest, x[shape.positions[q] + place + c]);
        }
        y[q * shape.channels + c] = largest;
      }
    }
  }

  static void meanPool(PicturePooling shape, float[] x, float[] y) {
    for (int q = 0; q < shape.outPixels; q++) {
      for (int c = 0; c < shape.channels; c++) {
        float sum = 0;
        for (int place : shape.window) {
          sum += x[shape.positions[q] + place + c];
        }
        y[q * shape.channels + c] = sum * (1f / shape.window.length);
      }
    }
  }

  /** y[i] += scale * x[i]. */
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
