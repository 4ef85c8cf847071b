package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What the three products of a convolution must do, for every kind of kernels. The numbers are
 * small whole ones, whose sums are exact in any order, so not one term may be missing.
 */
interface ConvolutionContract {
  int BLOCK = Kernels.BLOCK;
  int[] CHANNELS = {1, 2, 3, 5, 6, 7, 10, 16, 24, 33};
  int[][] PICTURES = {{1, 1}, {3, 7}, {9, 5}, {28, 28}};

  /** Products of a block that a test has patience for. */
  long MOST_PRODUCTS = 600_000;

  Kernels kernels();

  /** A number from -3 to 3, not 0. */
  static float[] wholeNumbers(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
    }
    return numbers;
  }

  /** Every kernel, stride, padding and picture, with awkward channels in turn. */
  private static List<Convolution> everyGeometry() {
    List<Convolution> shapes = new ArrayList<>();
    for (int[] picture : PICTURES) {
      for (int kernel = 1; kernel <= 5; kernel++) {
        for (int stride = 1; stride <= 3; stride++) {
          for (int padding = 0; padding < kernel; padding++) {
            if (kernel <= Math.min(picture[0], picture[1]) + 2 * padding) {
              shapes.add(affordable(picture, kernel, stride, padding, shapes.size()));
            }
          }
        }
      }
    }
    return shapes;
  }

  private static Convolution affordable(
      int[] picture, int kernel, int stride, int padding, int turn) {
    for (int i = turn; ; i++) {
      int c = CHANNELS[i % CHANNELS.length];
      int o = CHANNELS[i * 7 / 3 % CHANNELS.length];
      Convolution s = new Convolution(c, picture[0], picture[1], o, kernel, stride, padding);
      if ((long) s.depth * s.outputs * s.outPixels <= MOST_PRODUCTS) {
        return s;
      }
    }
  }

  @Test
  default void convolvesEveryGeometry() {
    List<Convolution> shapes = everyGeometry();
    assertEquals(156, shapes.size());
    for (int i = 0; i < shapes.size(); i++) {
      check(shapes.get(i), i % 2 == 0 ? 1 : 3);
    }
  }

  @Test
  default void convolvesEveryPairOfChannels() {
    for (int channels : CHANNELS) {
      for (int outputs : CHANNELS) {
        check(new Convolution(channels, 3, 7, outputs, 3, 1, 1), 1);
        check(Convolution.dense(channels, outputs), 3);
      }
    }
  }

  /** More terms than one partial sum has, and more than one row of the turned gradient. */
  @Test
  default void convolvesTheSizesOfNetworks() {
    check(Convolution.dense(784, 10), 1);
    check(Convolution.dense(801, 33), 2);
    check(Convolution.dense(120, 84), 1);
    check(Convolution.dense(64, 11), 2);
    check(Convolution.dense(10, 64), 2);
    check(Convolution.dense(65, 10), 1);
    check(new Convolution(1, 28, 28, 24, 5, 1, 0), 1);
    check(new Convolution(24, 12, 12, 32, 3, 1, 0), 2);
    check(new Convolution(33, 8, 8, 17, 5, 2, 2), 1);
    check(new Convolution(64, 6, 6, 66, 3, 1, 1), 1);
    check(new Convolution(2, 28, 28, 66, 5, 2, 2), 1); // several bands of rows
  }

  /** One output pixel, but not of all inputs: no dense layer. */
  @Test
  default void convolvesPartOfThePictureToOnePixel() {
    check(new Convolution(2, 4, 4, 33, 3, 2, 0), 2);
    check(new Convolution(2, 4, 4, 12, 3, 2, 0), 2);
    check(new Convolution(3, 3, 4, 33, 3, 2, 0), 2);
    check(new Convolution(3, 3, 3, 33, 3, 3, 1), 2);
  }

  private void check(Convolution shape, int blocks) {
    String what =
        "%d x %d x %d, %d kernels of %d, stride %d, padding %d, %d blocks"
            .formatted(
                shape.channels,
                shape.height,
                shape.width,
                shape.outputs,
                shape.kernel,
                shape.stride,
                shape.padding,
                blocks);
    Terms terms = new Terms(shape, blocks);
    float[] x = wholeNumbers(blocks * shape.inputBlock(), 1);
    float[] weights = wholeNumbers(shape.depth * shape.outputs + shape.outputs, 2);
    float[] dy = wholeNumbers(blocks * shape.outputBlock(), 3);
    checkForward(terms, x, weights, what);
    checkInputGradient(terms, dy, weights, what + ", dx");
    checkWeightGradient(terms, x, dy, what + ", dw");
  }

  private void checkForward(Terms terms, float[] x, float[] weights, String what) {
    Guarded input = Guarded.input(x, 0);
    Guarded w = Guarded.input(weights, 3);
    float[] expected = terms.forward(x, weights);
    Guarded y = Guarded.overwritten(expected.length, 0);
    int biasAt = w.at + terms.shape.depth * terms.shape.outputs;
    kernels().convolve(terms.shape, terms.blocks, input.array, w.array, w.at, biasAt, y.array);
    assertSame(expected, y, what);
    input.assertUnchanged(what);
    w.assertUnchanged(what);
  }

  private void checkInputGradient(Terms terms, float[] dy, float[] weights, String what) {
    Guarded gradient = Guarded.input(dy, 0);
    Guarded w = Guarded.input(weights, 1);
    float[] expected = terms.inputGradient(dy, weights);
    Guarded dx = Guarded.overwritten(expected.length, 0);
    kernels()
        .convolveInputGradient(terms.shape, terms.blocks, gradient.array, w.array, w.at, dx.array);
    assertSame(expected, dx, what);
    gradient.assertUnchanged(what);
    w.assertUnchanged(what);
  }

  private void checkWeightGradient(Terms terms, float[] x, float[] dy, String what) {
    Guarded input = Guarded.input(x, 0);
    Guarded gradient = Guarded.input(dy, 0);
    float[] start = wholeNumbers(terms.shape.depth * terms.shape.outputs, 4);
    float[] expected = terms.weightGradient(x, dy, start);
    Guarded dw = Guarded.output(start, 5);
    kernels()
        .convolveWeightGradient(
            terms.shape, terms.blocks, input.array, gradient.array, dw.array, dw.at);
    assertSame(expected, dw, what);
    input.assertUnchanged(what);
    gradient.assertUnchanged(what);
  }

  /** To the last bit, but 0 and -0 are the same. */
  static void assertSame(float[] expected, Guarded actual, String what) {
    float[] numbers = actual.numbers();
    for (int i = 0; i < expected.length; i++) {
      if (!(expected[i] == numbers[i])) {
        assertEquals(expected[i], numbers[i], what + ": at " + i);
      }
    }
    actual.assertGuardsUnchanged(what);
  }

  /** Sums are rounded once a term: the numbers are not whole here. */
  @Test
  default void convolvesInFloat() {
    Convolution shape = new Convolution(10, 5, 5, 7, 3, 1, 1);
    float[] x = TestData.numbers(2 * shape.inputBlock(), 1);
    float[] w = TestData.numbers(shape.depth * 7 + 7, 2);
    Expected expected = new Expected(new float[2 * shape.outputBlock()]);
    new Terms(shape, 2)
        .forEach(
            (in, weight, out) -> {
              for (int n = 0; n < BLOCK; n++) {
                expected.add(out + n, x[in + n], w[weight]);
              }
            });
    for (int i = 0; i < 2 * shape.outputBlock(); i++) {
      expected.add(i, w[shape.depth * 7 + i / BLOCK / 25 % 7], 1);
    }
    float[] y = new float[2 * shape.outputBlock()];
    kernels().convolve(shape, 2, x, w, 0, shape.depth * 7, y);
    expected.assertNear(y, shape.depth + 1, () -> "convolution in float");
  }

  /** The products of a convolution, found from its inputs: which output does this pixel meet? */
  record Terms(Convolution shape, int blocks) {
    interface Term {
      void at(int in, int weight, int out);
    }

    void forEach(Term term) {
      int in = 0;
      for (int plane = 0; plane < blocks * shape.channels; plane++) {
        for (int row = 0; row < shape.height; row++) {
          for (int column = 0; column < shape.width; column++) {
            forEachTap(plane, row, column, in, term);
            in += BLOCK;
          }
        }
      }
    }

    private void forEachTap(int plane, int row, int column, int in, Term term) {
      int c = plane % shape.channels;
      int block = plane / shape.channels;
      for (int i = 0; i < shape.kernel; i++) {
        int y = row + shape.padding - i;
        for (int j = 0; j < shape.kernel; j++) {
          int x = column + shape.padding - j;
          boolean meets = y >= 0 && x >= 0 && y % shape.stride == 0 && x % shape.stride == 0;
          if (meets && y / shape.stride < shape.outHeight && x / shape.stride < shape.outWidth) {
            for (int o = 0; o < shape.outputs; o++) {
              int pixel = y / shape.stride * shape.outWidth + x / shape.stride;
              int out = ((block * shape.outputs + o) * shape.outPixels + pixel) * BLOCK;
              term.at(in, (c * shape.taps + i * shape.kernel + j) * shape.outputs + o, out);
            }
          }
        }
      }
    }

    float[] forward(float[] x, float[] w) {
      float[] y = new float[blocks * shape.outputBlock()];
      for (int i = 0; i < y.length; i++) {
        y[i] = w[shape.depth * shape.outputs + i / BLOCK / shape.outPixels % shape.outputs];
      }
      forEach((in, weight, out) -> add(w[weight], x, in, y, out));
      return y;
    }

    float[] inputGradient(float[] dy, float[] w) {
      float[] dx = new float[blocks * shape.inputBlock()];
      forEach((in, weight, out) -> add(w[weight], dy, out, dx, in));
      return dx;
    }

    float[] weightGradient(float[] x, float[] dy, float[] start) {
      float[] dw = start.clone();
      forEach(
          (in, weight, out) -> {
            float sum = 0;
            for (int n = 0; n < BLOCK; n++) {
              sum += x[in + n] * dy[out + n];
            }
            dw[weight] += sum;
          });
      return dw;
    }

    private static void add(float factor, float[] a, int from, float[] sums, int to) {
      for (int n = 0; n < BLOCK; n++) {
        sums[to + n] += factor * a[from + n];
      }
    }
  }
}
