package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import digits.TestData;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the products with pictures must do, for every kind of kernels. */
interface PixelContract {
  int[] OUTPUTS = {1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 16, 31, 32, 33, 40};
  int[] ROWS = {65, 1, 33, 2, 64, 3, 31, 5, 32, 7, 63, 8, 9};
  int CAPACITY = 65;
  int PICTURES = 23;
  float SCALE = 1f / 255;

  Kernels kernels();

  /** Where output 0 of row r stands in [blocks, n, BLOCK]. */
  private static int at(int r, int n) {
    return r / Kernels.BLOCK * n * Kernels.BLOCK + r % Kernels.BLOCK;
  }

  /** Order arrays begin somewhere and name pictures twice, and not in order. */
  private static int[] order(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[CAPACITY + 5];
    for (int i = 0; i < order.length; i++) {
      order[i] = random.nextInt(PICTURES);
    }
    return order;
  }

  /** Most pictures are sparse, as MNIST's are; some are full, some empty. */
  private static byte[] pictures(int width, int seed) {
    double[] inks = {0.2, 1, 0.02, 0};
    return TestData.pixels(PICTURES * width, inks[seed % inks.length], seed);
  }

  /** One batch for all loads: what an earlier load of more rows left must not show. */
  @ParameterizedTest
  @ValueSource(ints = {784, 1, 7, 8, 9, 25, 49, 100, 783})
  default void multipliesPicturesOfAwkwardSizesInOneBatch(int width) {
    PixelBatch batch = new PixelBatch(CAPACITY, width, SCALE);
    int loads = 0;
    for (int n : OUTPUTS) {
      for (int i = 0; i < 3; i++) {
        check(batch, n, ROWS[loads % ROWS.length], loads);
        loads++;
      }
    }
  }

  @Test
  default void readsBytesAsNumbersFrom0To255() {
    byte[] pixels = new byte[256];
    int[] order = new int[256];
    for (int i = 0; i < 256; i++) {
      pixels[i] = (byte) i;
      order[i] = 255 - i;
    }
    for (int n : OUTPUTS) {
      PixelBatch batch = new PixelBatch(256, 1, SCALE);
      batch.load(pixels, order, 0, 256);
      checkForward(batch, pixels, order, 0, n, "every byte");
      checkBackward(batch, pixels, order, 0, n, "every byte");
    }
  }

  private void check(PixelBatch batch, int n, int rows, int load) {
    byte[] pixels = pictures(batch.width(), load);
    byte[] before = pixels.clone();
    int[] order = order(load);
    int from = load % 5;
    batch.load(pixels, order, from, rows);
    String what = "width " + batch.width() + ", " + rows + " rows, " + n + " outputs";
    checkForward(batch, pixels, order, from, n, what);
    checkBackward(batch, pixels, order, from, n, what);
    assertArrayEquals(before, pixels, what);
    assertArrayEquals(order(load), order, what);
  }

  private void checkForward(
      PixelBatch batch, byte[] pixels, int[] order, int from, int n, String what) {
    int width = batch.width();
    float[] weights = TestData.numbers(width * n + n, 1);
    float[] biases = new float[batch.blocks() * Kernels.BLOCK * n];
    for (int i = 0; i < biases.length; i++) {
      biases[i] = weights[width * n + i / Kernels.BLOCK % n];
    }
    Expected expected = new Expected(biases);
    for (int r = 0; r < batch.rows(); r++) {
      for (int i = 0; i < width; i++) {
        double x = (pixels[order[from + r] * width + i] & 255) / 255.0;
        for (int j = 0; j < n; j++) {
          expected.add(at(r, n) + j * Kernels.BLOCK, x, weights[i * n + j]);
        }
      }
    }
    Guarded w = Guarded.input(weights, n % 4);
    Guarded y = Guarded.overwritten(biases.length, 0);
    kernels().pixelsMultiply(batch, w.array, w.at, w.at + width * n, n, y.array);
    expected.assertNear(y.numbers(), width + 2, () -> "forward, " + what);
    y.assertGuardsUnchanged(what);
    w.assertUnchanged(what);
  }

  /** Places without an example have no gradient. */
  private void checkBackward(
      PixelBatch batch, byte[] pixels, int[] order, int from, int n, String what) {
    int width = batch.width();
    float[] numbers = TestData.numbers(batch.blocks() * Kernels.BLOCK * n, 3);
    float[] gradients = new float[numbers.length];
    float[] start = TestData.numbers(width * n, 4);
    Expected expected = new Expected(start);
    for (int r = 0; r < batch.rows(); r++) {
      for (int j = 0; j < n; j++) {
        int at = at(r, n) + j * Kernels.BLOCK;
        gradients[at] = numbers[at];
        for (int i = 0; i < width; i++) {
          double x = (pixels[order[from + r] * width + i] & 255) / 255.0;
          expected.add(i * n + j, x, gradients[at]);
        }
      }
    }
    Guarded dy = Guarded.input(gradients, 0);
    Guarded dw = Guarded.output(start, 1 + n % 3);
    kernels().pixelsMultiplyTransposed(batch, dy.array, n, dw.array, dw.at);
    expected.assertNear(dw.numbers(), batch.rows() + 2, () -> "backward, " + what);
    dw.assertGuardsUnchanged(what);
    dy.assertUnchanged(what);
  }
}
