package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/**
 * What sums over channels, and what is done with them, must do for every kind of kernels. Places of
 * examples that are not there hold garbage.
 */
interface ChannelContract {
  int BLOCK = Kernels.BLOCK;
  int[] ROWS = {1, 2, 5, 31, 32, 33, 64, 70, 96};
  int[][] SIZES = {{1, 1}, {2, 21}, {3, 1}, {5, 45}, {7, 4}, {16, 3}, {33, 9}};
  float GARBAGE = 1e6f;

  Kernels kernels();

  /** Sizes of [blocks, channels, length] of which {@code rows} examples count. */
  record Sizes(int rows, int channels, int pixels) {
    int blocks() {
      return (rows + BLOCK - 1) / BLOCK;
    }

    int length() {
      return pixels * BLOCK;
    }

    int size() {
      return blocks() * channels * length();
    }

    int channel(int i) {
      return i / length() % channels;
    }

    boolean counts(int i) {
      return i / (channels * length()) * BLOCK + i % BLOCK < rows;
    }

    /** The numbers, and something else in the places that do not count. */
    float[] with(float[] numbers, float elsewhere) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = counts(i) ? numbers[i] : elsewhere;
      }
      return numbers;
    }

    void forEachCounted(IntConsumer task) {
      for (int i = 0; i < size(); i++) {
        if (counts(i)) {
          task.accept(i);
        }
      }
    }
  }

  private static void forEachSize(Consumer<Sizes> task) {
    for (int rows : ROWS) {
      for (int[] size : SIZES) {
        task.accept(new Sizes(rows, size[0], size[1]));
      }
    }
  }

  @Test
  default void channelSumsAreAdded() {
    forEachSize(
        s -> {
          float[] numbers = ConvolutionContract.wholeNumbers(s.size(), 1);
          float[] start = ConvolutionContract.wholeNumbers(s.channels, 2);
          float[] expected = start.clone();
          for (int i = 0; i < numbers.length; i++) {
            expected[s.channel(i)] += numbers[i];
          }
          Guarded a = Guarded.input(numbers, 0);
          Guarded sums = Guarded.output(start, 1 + s.channels % 3);
          kernels()
              .addChannelSums(s.blocks(), s.channels, s.length(), a.array, sums.array, sums.at);
          ConvolutionContract.assertSame(expected, sums, s.toString());
          a.assertUnchanged(s.toString());
        });
  }

  /** A mean far from zero would spoil a variance that is a difference of squares. */
  @Test
  default void momentsAreThoseOfTheExamplesThatCount() {
    for (float offset : new float[] {0, 100}) {
      forEachSize(s -> checkMoments(s, offset));
    }
  }

  private void checkMoments(Sizes s, float offset) {
    float[] numbers = s.with(TestData.numbers(s.size(), 1), GARBAGE);
    s.forEachCounted(i -> numbers[i] += offset + s.channel(i));
    double[] means = new double[s.channels];
    double[] variances = new double[s.channels];
    double count = (double) s.rows * s.pixels;
    s.forEachCounted(i -> means[s.channel(i)] += numbers[i] / count);
    s.forEachCounted(
        i -> variances[s.channel(i)] += Math.pow(numbers[i] - means[s.channel(i)], 2) / count);
    Guarded x = Guarded.input(numbers, 0);
    Guarded actualMeans = Guarded.overwritten(s.channels, 0);
    Guarded actualVariances = Guarded.overwritten(s.channels, 0);
    kernels()
        .channelMoments(
            s.rows, s.channels, s.length(), x.array, actualMeans.array, actualVariances.array);
    for (int c = 0; c < s.channels; c++) {
      assertEquals(means[c], actualMeans.array[c], 1e-6 * (1 + offset + c), s + ", mean " + c);
      assertEquals(variances[c], actualVariances.array[c], 3e-6, s + ", variance " + c);
    }
    actualMeans.assertGuardsUnchanged(s.toString());
    actualVariances.assertGuardsUnchanged(s.toString());
    x.assertUnchanged(s.toString());
  }

  @Test
  default void equalNumbersHaveNoVariance() {
    float[] x = new float[2 * 3 * 5 * BLOCK];
    Arrays.fill(x, 123.456f);
    float[] means = new float[3];
    float[] variances = {9, 9, 9};
    kernels().channelMoments(40, 3, 5 * BLOCK, x, means, variances);
    for (int c = 0; c < 3; c++) {
      assertEquals(123.456f, means[c]);
      assertEquals(0f, variances[c]);
    }
  }

  @Test
  default void productsAreSumsOfGradientsTimesDistances() {
    forEachSize(
        s -> {
          float[] dy = s.with(ConvolutionContract.wholeNumbers(s.size(), 1), 0f);
          float[] x = s.with(ConvolutionContract.wholeNumbers(s.size(), 2), GARBAGE);
          float[] means = ConvolutionContract.wholeNumbers(s.channels, 3);
          float[] sums = new float[s.channels];
          float[] products = new float[s.channels];
          s.forEachCounted(
              i -> {
                int c = s.channel(i);
                sums[c] += dy[i];
                products[c] += dy[i] * (x[i] - means[c]);
              });
          Guarded gradient = Guarded.input(dy, 0);
          Guarded input = Guarded.input(x, 0);
          Guarded actualSums = Guarded.overwritten(s.channels, 0);
          Guarded actualProducts = Guarded.overwritten(s.channels, 0);
          kernels()
              .channelProducts(
                  s.blocks(),
                  s.channels,
                  s.length(),
                  gradient.array,
                  input.array,
                  means,
                  actualSums.array,
                  actualProducts.array);
          ConvolutionContract.assertSame(sums, actualSums, s + ", sums");
          ConvolutionContract.assertSame(products, actualProducts, s + ", products");
          gradient.assertUnchanged(s.toString());
          input.assertUnchanged(s.toString());
        });
  }

  @Test
  default void channelsAreScaledAndShifted() {
    forEachSize(
        s -> {
          Guarded x = Guarded.input(ConvolutionContract.wholeNumbers(s.size(), 1), 0);
          float[] scale = ConvolutionContract.wholeNumbers(s.channels, 2);
          float[] shift = ConvolutionContract.wholeNumbers(s.channels, 3);
          float[] expected = new float[s.size()];
          for (int i = 0; i < expected.length; i++) {
            expected[i] = scale[s.channel(i)] * x.array[i] + shift[s.channel(i)];
          }
          Guarded y = Guarded.overwritten(s.size(), 0);
          kernels()
              .scaleChannels(s.blocks(), s.channels, s.length(), x.array, scale, shift, y.array);
          ConvolutionContract.assertSame(expected, y, s.toString());
          x.assertUnchanged(s.toString());
        });
  }

  @Test
  default void channelsAreCombinedAndNothingIsLeftBeyondTheLastExample() {
    forEachSize(
        s -> {
          Guarded dy = Guarded.input(ConvolutionContract.wholeNumbers(s.size(), 1), 0);
          float[] numbers = s.with(ConvolutionContract.wholeNumbers(s.size(), 2), GARBAGE);
          Guarded x = Guarded.input(numbers, 0);
          float[] p = ConvolutionContract.wholeNumbers(s.channels, 3);
          float[] q = ConvolutionContract.wholeNumbers(s.channels, 4);
          float[] r = ConvolutionContract.wholeNumbers(s.channels, 5);
          float[] expected = new float[s.size()];
          s.forEachCounted(
              i -> {
                int c = s.channel(i);
                expected[i] = p[c] * dy.array[i] + q[c] * numbers[i] + r[c];
              });
          Guarded dx = Guarded.overwritten(s.size(), 0);
          kernels()
              .combineChannels(
                  s.rows, s.channels, s.length(), dy.array, x.array, p, q, r, dx.array);
          ConvolutionContract.assertSame(expected, dx, s.toString());
          dy.assertUnchanged(s.toString());
          x.assertUnchanged(s.toString());
        });
  }
}
