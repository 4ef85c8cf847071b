package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("digits.kernel.VectorApi#isPresent")
class VectorKernelsTest extends KernelsContract {
  @Override
  public Kernels kernels() {
    return new VectorKernels();
  }

  /*
   * Hashes of many results. The build runs this class with vectors of 128, 256 and as many bits as
   * the machine has, and all must come to these numbers: no result may depend on the lanes. Only
   * a kernel that adds in another order than before may change its number.
   */
  private static final long PRODUCTS = 1480130959L;
  private static final long PIXELS = 1646260146L;
  private static final long ROWS = 2366754854L;

  @Test
  void productsHaveTheSameBitsAtEveryLaneWidth() {
    CRC32 crc = new CRC32();
    int[][] sizes = {{1, 1, 1}, {7, 13, 257}, {121, 33, 300}, {6, 32, 16}, {5, 10, 784}};
    for (int[] size : sizes) {
      for (MatrixContract.Product product : MatrixContract.Product.values()) {
        for (boolean add : new boolean[] {false, true}) {
          hashProduct(product, size[0], size[1], size[2], add, crc);
        }
      }
    }
    assertEquals(PRODUCTS, crc.getValue(), kernels().description());
  }

  @Test
  void productsWithPicturesHaveTheSameBitsAtEveryLaneWidth() {
    CRC32 crc = new CRC32();
    for (int width : new int[] {784, 100, 9, 783}) {
      for (int n : new int[] {1, 4, 5, 9, 10, 11, 32, 33}) {
        hashPixels(width, n, 37, crc);
      }
    }
    assertEquals(PIXELS, crc.getValue(), kernels().description());
  }

  @Test
  void rowsHaveTheSameBitsAtEveryLaneWidth() {
    CRC32 crc = new CRC32();
    for (int length : new int[] {1, 7, 10, 16, 33, 130}) {
      for (int rows : new int[] {1, 3, 37}) {
        hashRows(rows, length, crc);
      }
    }
    assertEquals(ROWS, crc.getValue(), kernels().description());
  }

  private void hashProduct(
      MatrixContract.Product product, int m, int n, int k, boolean add, CRC32 crc) {
    Guarded a = Guarded.input(TestData.numbers(m * k, 1), 1);
    Guarded b = Guarded.input(TestData.numbers(k * n, 2), 2);
    Guarded c = Guarded.output(TestData.numbers(m * n, 3), 3);
    product.run(kernels(), m, n, k, a, b, c, add);
    update(crc, c.numbers());
  }

  private void hashPixels(int width, int n, int rows, CRC32 crc) {
    PixelBatch batch = new PixelBatch(rows, width, 1f / 255);
    batch.load(TestData.pixels(rows * width, 0.2, n), IntStream.range(0, rows).toArray(), 0, rows);
    float[] y = TestData.numbers(rows * n, 1);
    kernels().pixelsMultiply(batch, TestData.numbers(width * n, 2), 0, n, y);
    update(crc, y);
    float[] dw = TestData.numbers(width * n, 3);
    kernels().pixelsMultiplyTransposed(batch, y, n, dw, 0);
    update(crc, dw);
  }

  private void hashRows(int rows, int n, CRC32 crc) {
    float[] x = TestData.numbers(rows * n, n);
    float[] y = new float[rows * n];
    kernels().softmax(rows, n, x, y);
    update(crc, y);
    kernels().relu(rows * n, x, y);
    update(crc, y);
    kernels().reluGradient(rows * n, x, x, y);
    update(crc, y);
    kernels().addColumnSums(rows, n, x, y, 0);
    update(crc, y);
  }

  private static void update(CRC32 crc, float[] numbers) {
    for (float number : numbers) {
      int bits = Float.floatToIntBits(number);
      for (int shift = 0; shift < 32; shift += 8) {
        crc.update(bits >>> shift);
      }
    }
  }
}
