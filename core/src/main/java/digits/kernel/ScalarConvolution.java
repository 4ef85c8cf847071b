package digits.kernel;

import java.util.Arrays;

/** The three products of a {@link Convolution}, product by product. */
final class ScalarConvolution {
  private static final int BLOCK = Kernels.BLOCK;

  private ScalarConvolution() {}

  /** Calls {@code term} for every product of an input, a weight and an output of a convolution. */
  private static void forEachTerm(Convolution s, int blocks, Term term) {
    for (int block = 0; block < blocks; block++) {
      for (int o = 0; o < s.outputs; o++) {
        for (int y = 0; y < s.outHeight; y++) {
          for (int x = 0; x < s.outWidth; x++) {
            int out = ((block * s.outputs + o) * s.outPixels + y * s.outWidth + x) * BLOCK;
            forEachTap(s, block, o, y, x, out, term);
          }
        }
      }
    }
  }

  private static void forEachTap(
      Convolution s, int block, int o, int y, int x, int out, Term term) {
    for (int c = 0; c < s.channels; c++) {
      for (int i = 0; i < s.kernel; i++) {
        for (int j = 0; j < s.kernel; j++) {
          int row = y * s.stride + i - s.padding;
          int column = x * s.stride + j - s.padding;
          if (row >= 0 && row < s.height && column >= 0 && column < s.width) {
            int in = (((block * s.channels + c) * s.height + row) * s.width + column) * BLOCK;
            int weight = ((c * s.kernel + i) * s.kernel + j) * s.outputs + o;
            term.at(in, weight, out);
          }
        }
      }
    }
  }

  /** One product for each example of a block. */
  private interface Term {
    void at(int in, int weight, int out);
  }

  static void forward(
      Convolution shape, int blocks, float[] x, float[] w, int wAt, int biasAt, float[] y) {
    for (int i = 0; i < blocks * shape.outputBlock(); i++) {
      y[i] = w[biasAt + i / BLOCK / shape.outPixels % shape.outputs];
    }
    forEachTerm(
        shape, blocks, (in, weight, out) -> addScaled(BLOCK, w[wAt + weight], x, in, y, out));
  }

  static void inputGradient(
      Convolution shape, int blocks, float[] dy, float[] w, int wAt, float[] dx) {
    Arrays.fill(dx, 0, blocks * shape.inputBlock(), 0f);
    forEachTerm(
        shape, blocks, (in, weight, out) -> addScaled(BLOCK, w[wAt + weight], dy, out, dx, in));
  }

  static void weightGradient(
      Convolution shape, int blocks, float[] x, float[] dy, float[] dw, int dwAt) {
    forEachTerm(
        shape,
        blocks,
        (in, weight, out) -> {
          for (int n = 0; n < BLOCK; n++) {
            dw[dwAt + weight] += x[in + n] * dy[out + n];
          }
        });
  }

  /** y[i] += scale * x[i]. */
  static void addScaled(int length, float scale, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] += scale * x[xAt + i];
    }
  }
}
