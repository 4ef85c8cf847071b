package digits.kernel;

import java.util.Arrays;

/** Windows of pixels become one pixel. */
final class ScalarPooling {
  private static final int BLOCK = Kernels.BLOCK;

  private ScalarPooling() {}

  static void max(int planes, int height, int width, int size, float[] x, float[] y) {
    Arrays.fill(y, 0, planes * (height / size) * (width / size) * BLOCK, Float.NEGATIVE_INFINITY);
    forEachWindowPixel(
        planes,
        height,
        width,
        size,
        (in, out) -> {
          for (int n = 0; n < BLOCK; n++) {
            y[out + n] = Math.max(y[out + n], x[in + n]);
          }
        });
  }

  static void maxGradient(
      int planes, int height, int width, int size, float[] x, float[] y, float[] dy, float[] dx) {
    boolean[] given = new boolean[planes * (height / size) * (width / size) * BLOCK];
    Arrays.fill(dx, 0, planes * height * width * BLOCK, 0f);
    forEachWindowPixel(
        planes,
        height,
        width,
        size,
        (in, out) -> {
          for (int n = 0; n < BLOCK; n++) {
            if (!given[out + n] && x[in + n] == y[out + n]) {
              given[out + n] = true;
              dx[in + n] = dy[out + n];
            }
          }
        });
  }

  static void mean(int planes, int height, int width, int size, float[] x, float[] y) {
    Arrays.fill(y, 0, planes * (height / size) * (width / size) * BLOCK, 0f);
    float share = 1f / (size * size);
    forEachWindowPixel(
        planes, height, width, size, (in, out) -> addScaled(BLOCK, share, x, in, y, out));
  }

  static void meanGradient(int planes, int height, int width, int size, float[] dy, float[] dx) {
    Arrays.fill(dx, 0, planes * height * width * BLOCK, 0f);
    float share = 1f / (size * size);
    forEachWindowPixel(
        planes, height, width, size, (in, out) -> addScaled(BLOCK, share, dy, out, dx, in));
  }

  /** An input pixel and the window it lies in, as the first of their examples. */
  private interface WindowPixel {
    void at(int in, int out);
  }

  private static void forEachWindowPixel(
      int planes, int height, int width, int size, WindowPixel task) {
    int rows = height / size;
    int columns = width / size;
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < rows * size; y++) {
        for (int x = 0; x < columns * size; x++) {
          int in = ((plane * height + y) * width + x) * BLOCK;
          int out = ((plane * rows + y / size) * columns + x / size) * BLOCK;
          task.at(in, out);
        }
      }
    }
  }

  /** y[i] += scale * x[i]. */
  private static void addScaled(int length, float scale, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] += scale * x[xAt + i];
    }
  }
}
