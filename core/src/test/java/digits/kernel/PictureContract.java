package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the kernels for pictures must do, for every kind of kernels. Whole numbers, whose sums are
 * exact in any order; results are surrounded by numbers that must stay, but for the overhang.
 */
interface PictureContract {
  Kernels kernels();

  /** Channels, height and width with padding, outputs, kernel, stride. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1, 1",
    "1, 3, 4, 6, 2, 1",
    "1, 32, 32, 6, 5, 1",
    "1, 32, 32, 8, 5, 1",
    "1, 9, 6, 2, 3, 1",
    "2, 9, 6, 7, 3, 1",
    "3, 8, 9, 8, 2, 1",
    "6, 14, 14, 16, 5, 1",
    "3, 5, 5, 5, 5, 1",
    "7, 4, 3, 17, 3, 1",
    "2, 7, 7, 31, 3, 2",
    "5, 6, 9, 33, 1, 3",
    "3, 11, 8, 40, 4, 2",
    "16, 12, 12, 64, 5, 2",
    "24, 14, 13, 40, 3, 1",
    "33, 3, 5, 65, 3, 1"
  })
  default void convolvesPictures(
      int channels, int height, int width, int outputs, int kernel, int stride) {
    for (int pictures = 1; pictures <= Kernels.PICTURES; pictures++) {
      convolvesSoMany(pictures, channels, height, width, outputs, kernel, stride);
    }
  }

  private void convolvesSoMany(
      int pictures, int channels, int height, int width, int outputs, int kernel, int stride) {
    String what = "%d kernels of %d, stride %d".formatted(outputs, kernel, stride);
    int outHeight = (height - kernel) / stride + 1;
    int outWidth = (width - kernel) / stride + 1;
    int taps = kernel * kernel;
    int inputs = channels * height * width;
    Guarded x = Guarded.input(ConvolutionContract.wholeNumbers(pictures * inputs, 1), 0);
    float[] parameters = ConvolutionContract.wholeNumbers(3 + (channels * taps + 1) * outputs, 2);
    float[] expected = new float[pictures * outHeight * outWidth * outputs];
    for (int i = 0; i < expected.length; i++) {
      int o = i % outputs;
      int row = i / outputs / outWidth % outHeight * stride;
      int picture = i / outputs / outWidth / outHeight;
      int first = (picture * height + row) * width + i / outputs % outWidth * stride;
      expected[i] = parameters[3 + channels * taps * outputs + o];
      for (int k = 0; k < channels * taps; k++) {
        int pixel = first + k % taps / kernel * width + k % taps % kernel;
        expected[i] += x.array[pixel * channels + k / taps] * parameters[3 + k * outputs + o];
      }
    }
    PictureConvolution shape =
        new PictureConvolution(channels, height, width, outputs, kernel, stride, kernels());
    Guarded y = Guarded.overwritten(shape.outputLength(pictures), 0);
    float[][] w = shape.weights(parameters, 3);
    kernels().convolvePicture(shape, pictures, x.array, w, false, y.array);
    ConvolutionContract.assertSame(expected, y, what);
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Math.max(expected[i], 0);
    }
    kernels().convolvePicture(shape, pictures, x.array, w, true, y.array);
    ConvolutionContract.assertSame(expected, y, what);
    x.assertUnchanged(what);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10, 16, 17, 40})
  default void softmaxOfLogits(int n) {
    float[] logits = TestData.numbers(n, 3);
    logits[n / 2] = 90; // exp of it is no float
    float[] withOverhang = new float[2 + n + Kernels.OVERHANG];
    System.arraycopy(logits, 0, withOverhang, 2, n);
    Guarded p = Guarded.overwritten(n, 0);
    kernels().softmaxPicture(n, withOverhang, 2, p.array);
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - 90.0);
    }
    for (int i = 0; i < n; i++) {
      assertEquals(Math.exp(logits[i] - 90.0) / sum, p.array[i], 3e-7, n + " logits");
    }
    p.assertGuardsUnchanged(n + " logits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 28, 33, 784})
  default void loadsPixels(int length) {
    byte[] pixels = new byte[3 + length];
    float[] expected = new float[length];
    for (int i = 0; i < length; i++) {
      pixels[3 + i] = (byte) (i % 3 == 0 ? 0 : 255 - i);
      expected[i] = (pixels[3 + i] & 255) * 0.5f;
    }
    Guarded y = Guarded.overwritten(length, 5);
    kernels().loadPixels(length, pixels, 3, 0.5f, y.array, 5);
    ConvolutionContract.assertSame(expected, y, length + " pixels");
  }

  /** Height and width with padding, outputs, kernel, stride, inked pixels. */
  @ParameterizedTest
  @CsvSource({
    "32, 32, 6, 5, 1, 0",
    "32, 32, 6, 5, 1, 1",
    "28, 28, 24, 5, 1, 40",
    "9, 64, 33, 3, 1, 5",
    "9, 64, 3, 3, 2, 5",
    "7, 6, 2, 2, 1, 42",
    "5, 5, 17, 5, 1, 3"
  })
  default void convolvesInkAsAnyPicture(
      int height, int width, int outputs, int kernel, int stride, int inked) {
    String what = "%d pixels of %d x %d, %d outputs".formatted(inked, height, width, outputs);
    int pictures = Kernels.PICTURES;
    int length = pictures * height * width;
    float[] x = new float[length + Kernels.OVERHANG];
    for (int i = 0; i < inked; i++) {
      x[i * 37 % (height * width)] = 1 + i;
      x[length - 1 - i * 23 % (2 * height * width)] = 1 - i; // of the last two, and of one none
    }
    Arrays.fill(x, length, x.length, 9);
    PictureConvolution shape =
        new PictureConvolution(1, height, width, outputs, kernel, stride, kernels());
    float[][] w =
        shape.weights(ConvolutionContract.wholeNumbers((kernel * kernel + 1) * outputs, 2), 0);
    float[] expected = new float[shape.outputLength(pictures)];
    kernels().convolvePicture(shape, pictures, x, w, true, expected);
    InkedPixels ink = new InkedPixels();
    for (int some : new int[] {1, pictures, 2}) {
      Guarded y = Guarded.overwritten(shape.outputLength(some), 0);
      kernels().convolveInk(shape, some, ink, x, w, true, y.array);
      float[] outputsAlone = Arrays.copyOf(expected, some * shape.outPixels * shape.outputs);
      ConvolutionContract.assertSame(outputsAlone, y, what);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 15, 16, 17, 33, 84, 120, 800})
  default void multipliesSparseRows(int n) {
    for (int count : new int[] {0, 4, 36, 152}) {
      String what = count + " entries, " + n + " outputs";
      int inputs = 201;
      Guarded w = Guarded.input(ConvolutionContract.wholeNumbers((inputs + 1) * n, 1), 0);
      float[] values = ConvolutionContract.wholeNumbers(count, 2);
      int[] places = new int[count];
      float[] expected = new float[n];
      System.arraycopy(w.array, inputs * n, expected, 0, n);
      for (int e = 0; e < count; e++) {
        places[e] = (e * 37 + 200) % inputs;
        for (int o = 0; o < n; o++) {
          expected[o] += values[e] * w.array[places[e] * n + o];
        }
      }
      Guarded y = Guarded.overwritten(n + Kernels.OVERHANG, 5);
      kernels().multiplySparse(n, count, places, values, w.array, inputs * n, y.array, 5);
      ConvolutionContract.assertSame(expected, y, what);
      w.assertUnchanged(what);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "6, 28, 28, 2",
    "24, 5, 7, 2",
    "33, 7, 5, 3",
    "16, 8, 9, 4",
    "3, 6, 6, 6"
  })
  default void poolsPictures(int channels, int height, int width, int size) {
    String what = channels + " channels, windows of " + size;
    int columns = width / size;
    int rows = height / size;
    int pictures = 3;
    int inputs = channels * height * width;
    Guarded x = Guarded.input(ConvolutionContract.wholeNumbers(pictures * inputs, 1), 0);
    float[] largest = new float[pictures * rows * columns * channels];
    float[] mean = new float[largest.length];
    for (int i = 0; i < largest.length; i++) {
      int pixel = i / channels;
      largest[i] = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < size * size; j++) {
        int row = pixel / columns / rows * height + pixel / columns % rows * size + j / size;
        int column = pixel % columns * size + j % size;
        float number = x.array[(row * width + column) * channels + i % channels];
        largest[i] = Math.max(largest[i], number);
        mean[i] += number / (size * size);
      }
    }
    PicturePooling shape = new PicturePooling(channels, height, width, size);
    Guarded y = Guarded.overwritten(largest.length + Kernels.OVERHANG, 0);
    kernels().maxPoolPicture(shape, pictures, false, x.array, y.array);
    ConvolutionContract.assertSame(largest, y, what);
    for (int i = 0; i < largest.length; i++) {
      largest[i] = Math.max(largest[i], 0);
    }
    float[] positive = x.array.clone();
    kernels().relu(positive.length, positive, positive);
    kernels().maxPoolPicture(shape, pictures, true, positive, y.array);
    ConvolutionContract.assertSame(largest, y, what);
    Guarded means = Guarded.overwritten(largest.length + Kernels.OVERHANG, 0);
    kernels().meanPoolPicture(shape, pictures, x.array, means.array);
    for (int i = 0; i < mean.length; i++) {
      assertEquals(mean[i], means.array[i], 1e-5, what + ": at " + i);
    }
    means.assertGuardsUnchanged(what);
    x.assertUnchanged(what);
  }

  /** Sums are rounded once a term: the numbers are not whole here. */
  @Test
  default void convolvesPicturesInFloat() {
    PictureConvolution shape = new PictureConvolution(10, 5, 5, 7, 3, 1, kernels());
    float[] x = TestData.numbers(250, 1);
    float[] parameters = TestData.numbers(91 * 7, 2);
    float[] y = new float[shape.outputLength(1)];
    float[][] w = shape.weights(parameters, 0);
    kernels().convolvePicture(shape, 1, x, w, false, y);
    Expected expected = new Expected(new float[63]);
    for (int i = 0; i < 63; i++) {
      expected.add(i, parameters[630 + i % 7], 1);
      for (int k = 0; k < 90; k++) {
        int pixel = (i / 21 + k % 9 / 3) * 5 + i / 7 % 3 + k % 3;
        expected.add(i, x[pixel * 10 + k / 9], parameters[k * 7 + i % 7]);
      }
    }
    expected.assertNear(Arrays.copyOf(y, 63), 91, () -> "convolution in float");
  }
}
