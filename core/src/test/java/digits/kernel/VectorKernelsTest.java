package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import java.util.Arrays;
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
  private static final long PRODUCTS = 2383123418L;

  private static final long CONVOLUTIONS = 37178615L;
  private static final long PIXELS = 1373687938L;
  private static final long CHANNELS = 655560606L;
  private static final long PICTURES = 2236915585L;
  private static final long WINOGRAD = 2998202929L;

  @Test
  void productsHaveTheSameBitsAtEveryLaneWidth() {
    CRC32 crc = new CRC32();
    int[][] sizes = {{1, 1, 1}, {7, 13, 257}, {121, 33, 300}, {6, 32, 16}, {5, 10, 784}};
    for (int[] size : sizes) {
      int m = size[0];
      int n = size[1];
      int k = size[2];
      float[] a = TestData.numbers(m * k, 1);
      float[] b = TestData.numbers(k * n, 2);
      for (boolean add : new boolean[] {false, true}) {
        float[] c = TestData.numbers(m * n, 3);
        kernels().multiply(m, n, k, a, 0, b, 0, c, 0, add);
        update(crc, c);
      }
    }
    assertEquals(PRODUCTS, crc.getValue(), kernels().description());
  }

  @Test
  void convolutionsHaveTheSameBitsAtEveryLaneWidth() {
    CRC32 crc = new CRC32();
    for (int outputs : new int[] {1, 3, 6, 10, 16, 17, 33, 65}) {
      hashConvolution(new Convolution(3, 9, 7, outputs, 3, 1, 1), crc);
      hashConvolution(new Convolution(17, 7, 7, outputs, 5, 2, 2), crc);
      hashConvolution(new Convolution(33, 4, 4, outputs, 1, 1, 0), crc);
      hashConvolution(Convolution.dense(300, outputs), crc);
    }
    assertEquals(CONVOLUTIONS, crc.getValue(), kernels().description());
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
  void channelsHaveTheSameBitsAtEveryLaneWidth() {
    CRC32 crc = new CRC32();
    for (int channels : new int[] {1, 7, 10, 33}) {
      for (int rows : new int[] {1, 32, 37}) {
        hashChannels(rows, channels, 15, crc);
      }
    }
    assertEquals(CHANNELS, crc.getValue(), kernels().description());
  }

  @Test
  void singlePicturesHaveTheSameBitsAtEveryLaneWidth() {
    CRC32 crc = new CRC32();
    for (int n : new int[] {1, 3, 4, 6, 8, 10, 16, 17, 24, 33, 65}) {
      PictureConvolution shape = new PictureConvolution(3, 9, 8, n, 3, 1, kernels());
      float[] x = TestData.numbers(1000, n);
      float[] y = new float[shape.outputLength(1)];
      float[][] w = shape.weights(TestData.numbers(28 * n, 2), 0);
      kernels().convolvePicture(shape, 1, x, w, false, y);
      update(crc, Arrays.copyOf(y, 42 * n));
      int[] places = IntStream.range(0, 40).map(e -> e * 19 % 41).toArray();
      kernels()
          .multiplySparse(
              n, 40, places, x, TestData.numbers(42 * n + Kernels.OVERHANG, 3), 41 * n, y, 0);
      update(crc, Arrays.copyOf(y, n));
    }
    assertEquals(PICTURES, crc.getValue(), kernels().description());
  }

  @Test
  void winogradHasTheSameBitsAtEveryLaneWidth() {
    CRC32 crc = new CRC32();
    for (int channels : new int[] {16, 17, 24, 31}) {
      Winograd shape = new Winograd(channels, 8, 7, 48, kernels());
      float[] v = new float[shape.inputLength(1)];
      float[] m = new float[shape.productLength(1)];
      float[] y = new float[shape.outputLength(1)];
      kernels().winogradInput(shape, 1, TestData.numbers(57 * channels, 1), v);
      float[] u = shape.weights(TestData.numbers((9 * channels + 1) * 48, 2), 0);
      kernels().winogradProducts(shape, 1, v, u, m);
      kernels().winogradOutput(shape, 1, m, true, y);
      update(crc, Arrays.copyOf(y, 30 * 48));
    }
    assertEquals(WINOGRAD, crc.getValue(), kernels().description());
  }

  private void hashConvolution(Convolution shape, CRC32 crc) {
    float[] x = TestData.numbers(2 * shape.inputBlock(), 1);
    float[] w = TestData.numbers((shape.depth + 1) * shape.outputs, 2);
    float[] y = new float[2 * shape.outputBlock()];
    kernels().convolve(shape, 2, x, w, 0, shape.depth * shape.outputs, y);
    update(crc, y);
    kernels().convolveWeightGradient(shape, 2, x, y, w, 0);
    update(crc, w);
    kernels().convolveInputGradient(shape, 2, y, w, 0, x);
    update(crc, x);
  }

  private void hashPixels(int width, int n, int rows, CRC32 crc) {
    PixelBatch batch = new PixelBatch(rows, width, 1f / 255);
    batch.load(TestData.pixels(rows * width, 0.2, n), IntStream.range(0, rows).toArray(), 0, rows);
    float[] y = new float[batch.blocks() * Kernels.BLOCK * n];
    kernels().pixelsMultiply(batch, TestData.numbers((width + 1) * n, 2), 0, width * n, n, y);
    update(crc, y);
    float[] dw = TestData.numbers(width * n, 3);
    kernels().pixelsMultiplyTransposed(batch, y, n, dw, 0);
    update(crc, dw);
  }

  /** Pictures of 3 x 5, or classes where there is but one number a channel. */
  private void hashChannels(int rows, int channels, int pixels, CRC32 crc) {
    int blocks = (rows + Kernels.BLOCK - 1) / Kernels.BLOCK;
    int length = pixels * Kernels.BLOCK;
    float[] x = TestData.numbers(blocks * channels * length, rows);
    float[] y = new float[x.length];
    float[] dx = new float[x.length];
    kernels().softmax(blocks * pixels, channels, x, y);
    update(crc, y);
    kernels().relu(x.length, x, y);
    update(crc, y);
    kernels().reluGradient(x.length, x, x, y);
    update(crc, y);
    kernels().sigmoid(x.length, x, y);
    kernels().sigmoidGradient(x.length, y, x, dx);
    update(crc, dx);
    kernels().tanh(x.length, x, y);
    kernels().tanhGradient(x.length, y, x, dx);
    update(crc, dx);
    kernels().gelu(x.length, x, y);
    update(crc, y);
    kernels().geluGradient(x.length, x, y, dx);
    update(crc, dx);
    kernels().dropout(x.length, 5, 0.3, x, y);
    update(crc, y);
    kernels().maxPool(blocks * channels, 3, 5, 2, x, y);
    kernels().maxPoolGradient(blocks * channels, 3, 5, 2, x, y, y, dx);
    update(crc, dx);
    kernels().meanPool(blocks * channels, 3, 5, 2, x, y);
    kernels().meanPoolGradient(blocks * channels, 3, 5, 2, y, dx);
    update(crc, dx);
    float[] a = new float[channels];
    float[] b = new float[channels];
    kernels().addChannelSums(blocks, channels, length, x, a, 0);
    update(crc, a);
    kernels().channelMoments(rows, channels, length, x, a, b);
    update(crc, a);
    update(crc, b);
    kernels().scaleChannels(blocks, channels, length, x, b, a, y);
    update(crc, y);
    kernels().combineChannels(rows, channels, length, y, x, a, b, a, dx);
    update(crc, dx);
    kernels().channelProducts(blocks, channels, length, y, x, a.clone(), a, b);
    update(crc, a);
    update(crc, b);
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
