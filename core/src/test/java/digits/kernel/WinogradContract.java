package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The convolution with fewer multiplications must come to what the plain one means. What it adds is
 * larger than the results, and so is its rounding: the tolerance is relative to the sum of the
 * terms' magnitudes, and a hundred units in the last place.
 */
interface WinogradContract {
  Kernels kernels();

  /** Channels, height and width with padding, outputs. */
  @ParameterizedTest
  @CsvSource({
    "1, 6, 6, 16",
    "3, 7, 6, 16",
    "16, 6, 11, 48",
    "17, 13, 9, 16",
    "24, 12, 12, 32",
    "33, 8, 10, 80",
    "64, 12, 12, 64"
  })
  default void agreesWithThePlainConvolution(int channels, int height, int width, int outputs) {
    for (int pictures : new int[] {1, 3}) {
      agreesForSoMany(pictures, channels, height, width, outputs);
    }
  }

  private void agreesForSoMany(int pictures, int channels, int height, int width, int outputs) {
    String what = "%d channels %d x %d, %d outputs".formatted(channels, height, width, outputs);
    float[] numbers = TestData.numbers(pictures * channels * height * width, 1);
    Guarded x = Guarded.input(withOverhang(numbers), 0);
    float[] parameters = TestData.numbers(3 + (channels * 9 + 1) * outputs, 2);
    Winograd shape = new Winograd(channels, height, width, outputs, kernels());
    Guarded v = Guarded.overwritten(shape.inputLength(pictures), 0);
    Guarded m = Guarded.overwritten(shape.productLength(pictures), 0);
    Guarded y = Guarded.overwritten(shape.outputLength(pictures), 0);
    kernels().winogradInput(shape, pictures, x.array, v.array);
    float[] u = shape.weights(parameters, 3);
    kernels().winogradProducts(shape, pictures, v.array, u, m.array);
    kernels().winogradOutput(shape, pictures, m.array, true, y.array);
    int outWidth = width - 2;
    int outHeight = height - 2;
    for (int i = 0; i < pictures * outHeight * outWidth * outputs; i++) {
      int o = i % outputs;
      int row = i / outputs / outWidth / outHeight * height + i / outputs / outWidth % outHeight;
      int first = row * width + i / outputs % outWidth;
      double sum = parameters[3 + channels * 9 * outputs + o];
      double magnitude = Math.abs(sum);
      for (int k = 0; k < channels * 9; k++) {
        int pixel = first + k % 9 / 3 * width + k % 3;
        double term = (double) x.array[pixel * channels + k / 9] * parameters[3 + k * outputs + o];
        sum += term;
        magnitude += Math.abs(term);
      }
      assertEquals(Math.max(sum, 0), y.array[i], 100 * 0x1p-24 * magnitude, what + ": at " + i);
    }
    x.assertUnchanged(what);
    v.assertGuardsUnchanged(what);
    m.assertGuardsUnchanged(what);
    y.assertGuardsUnchanged(what);
  }

  private static float[] withOverhang(float[] numbers) {
    return Arrays.copyOf(numbers, numbers.length + Kernels.OVERHANG);
  }

  @Test
  default void paysWhereItDoesFewerMultiplications() {
    assertTrue(Winograd.pays(32, 24, 24, 32, 3, 1));
    assertTrue(Winograd.pays(64, 10, 10, 64, 3, 1));
    assertFalse(Winograd.pays(64, 3, 3, 128, 3, 1), "smaller than a tile");
    assertFalse(Winograd.pays(64, 5, 5, 64, 3, 1), "tiles that overlap by three quarters");
    assertFalse(Winograd.pays(1, 26, 26, 32, 3, 1), "one channel");
    assertFalse(Winograd.pays(32, 24, 24, 33, 3, 1), "vectors that stand out");
    assertFalse(Winograd.pays(32, 24, 24, 32, 5, 1), "kernels of 5 x 5");
    assertFalse(Winograd.pays(32, 24, 24, 32, 3, 2), "a stride");
  }
}
