package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pooling must do, for every kind of kernels. Whole numbers make ties, and means exact. */
interface PoolingContract {
  int BLOCK = Kernels.BLOCK;

  Kernels kernels();

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "2, 4, 6, 2",
    "3, 5, 7, 2",
    "1, 7, 5, 3",
    "5, 9, 9, 4",
    "2, 3, 8, 3",
    "7, 6, 6, 6"
  })
  default void poolsWindows(int planes, int height, int width, int size) {
    String what = planes + " pictures of " + height + " x " + width + ", windows of " + size;
    int rows = height / size;
    int columns = width / size;
    int in = planes * height * width * BLOCK;
    int out = planes * rows * columns * BLOCK;
    Guarded x = Guarded.input(ConvolutionContract.wholeNumbers(in, 1), 0);
    Guarded dy = Guarded.input(ConvolutionContract.wholeNumbers(out, 2), 0);
    float[] largest = new float[out];
    float[] mean = new float[out];
    float[] ofLargest = new float[in];
    float[] ofMean = new float[in];
    float share = 1f / (size * size);
    int ties = 0;
    for (int window = 0; window < out; window++) {
      int pixel = window / BLOCK;
      int top = pixel / columns % rows * size;
      int left = pixel % columns * size;
      int first = (pixel / (rows * columns) * height + top) * width + left;
      int best = -1;
      float sum = 0;
      for (int i = 0; i < size * size; i++) {
        int at = (first + i / size * width + i % size) * BLOCK + window % BLOCK;
        ties += best >= 0 && x.array[at] == x.array[best] ? 1 : 0;
        best = best < 0 || x.array[at] > x.array[best] ? at : best;
        sum += x.array[at];
        ofMean[at] = dy.array[window] * share;
      }
      largest[window] = x.array[best];
      ofLargest[best] = dy.array[window];
      mean[window] = sum / (size * size);
    }
    assertEquals(size > 1, ties > 0, "ties");

    Guarded y = Guarded.overwritten(out, 0);
    kernels().maxPool(planes, height, width, size, x.array, y.array);
    ConvolutionContract.assertSame(largest, y, what);
    Guarded dx = Guarded.overwritten(in, 0);
    kernels().maxPoolGradient(planes, height, width, size, x.array, y.array, dy.array, dx.array);
    ConvolutionContract.assertSame(ofLargest, dx, what);

    Guarded means = Guarded.overwritten(out, 0);
    kernels().meanPool(planes, height, width, size, x.array, means.array);
    for (int i = 0; i < out; i++) {
      assertEquals(mean[i], means.array[i], 1e-6, what + ": at " + i);
    }
    means.assertGuardsUnchanged(what);
    Guarded dMeans = Guarded.overwritten(in, 0);
    kernels().meanPoolGradient(planes, height, width, size, dy.array, dMeans.array);
    ConvolutionContract.assertSame(ofMean, dMeans, what);
    x.assertUnchanged(what);
    dy.assertUnchanged(what);
  }
}
