package digits.kernel;

import java.util.Arrays;

/**
 * The sizes of a 3 x 3 convolution of a picture, or several, by Winograd's minimal filtering, F(4 x
 * 4, 3 x 3) of Lavin and Gray (2015), and where its numbers stand. A tile of 6 x 6 pixels is taken
 * to 36 values, whose products with 36 values of the kernel come back as 4 x 4 outputs: a quarter
 * of the multiplications, at the price of additions. Each of the 36 is a product of matrices
 * [tiles, channels] and [channels, outputs], done as a convolution of pictures of as many pixels as
 * there are tiles. Immutable and safe for use by many threads.
 */
public final class Winograd {
  /** Height and width of the kernels. */
  private static final int KERNEL = 3;

  /** Height and width of a tile's outputs. */
  static final int OUT = 4;

  /** Height and width of a tile. */
  static final int SIDE = OUT + KERNEL - 1;

  static final int VALUES = SIDE * SIDE;

  /** Where polynomials are evaluated; the last point is infinity. */
  private static final int[] POINTS = {0, 1, -1, 2, -2};

  /** Vectors of at most so many lanes write whole vectors of outputs. */
  private static final int OUTPUTS = 16;

  /** What the additions and the tiles' small products cost, in multiplications. */
  private static final double OVERHEAD = 1.6;

  final int channels;
  final int outputs;

  /** Of the padded picture. */
  final int width;

  final int outWidth;

  /** Of a picture. */
  final int outPixels;

  /** Of a picture. */
  final int tiles;

  /**
   * The first input number of each tile, of {@link Kernels#PICTURES} pictures; the last ones of a
   * row or column overlap others.
   */
  final int[] tilesIn;

  final int[] tilesOut;

  /** Of one of the 36 values, for all tiles: x[tile, channel] to y[tile, output]. */
  final PictureConvolution product;

  /**
   * From a tile to the next, [tiles, values, channels]: a tile's values are written into few pages
   * of memory, side by side.
   */
  final int stepIn;

  final int stepWeights;

  /**
   * @param height of the padded picture
   * @param width of the padded picture
   */
  public Winograd(int channels, int height, int width, int outputs, Kernels kernels) {
    this.channels = channels;
    this.outputs = outputs;
    this.width = width;
    outWidth = width - KERNEL + 1;
    int outHeight = height - KERNEL + 1;
    outPixels = outHeight * outWidth;
    int columns = tiles(outWidth);
    tiles = tiles(outHeight) * columns;
    tilesIn = new int[Kernels.PICTURES * tiles];
    tilesOut = new int[tilesIn.length];
    for (int t = 0; t < tilesIn.length; t++) {
      int picture = t / tiles;
      int row = Math.min(t % tiles / columns * OUT, outHeight - OUT);
      int column = Math.min(t % columns * OUT, outWidth - OUT);
      tilesIn[t] = ((picture * height + row) * width + column) * channels;
      tilesOut[t] = (picture * outPixels + row * outWidth + column) * outputs;
    }
    // A column of pixels, of which every 36th is taken: the next tile's same value.
    int values = tiles * VALUES;
    product = new PictureConvolution(channels, values, 1, outputs, 1, VALUES, kernels);
    stepIn = VALUES * channels;
    stepWeights = product.weightsLength();
  }

  private static int tiles(int length) {
    return (length + OUT - 1) / OUT;
  }

  /**
   * Whether a convolution is faster this way, by its sizes alone.
   *
   * @param outHeight of the result
   * @param outWidth of the result
   */
  public static boolean pays(
      int channels, int outHeight, int outWidth, int outputs, int kernel, int stride) {
    if (kernel != KERNEL || stride != 1 || outHeight < OUT || outWidth < OUT) {
      return false;
    }
    int products = tiles(outHeight) * tiles(outWidth) * VALUES;
    return outputs % OUTPUTS == 0
        && channels >= OUTPUTS
        && products * OVERHEAD < outHeight * outWidth * KERNEL * KERNEL;
  }

  /** From one of the 36 values to the next; vectors may stand out over the end of each. */
  int stepOut(int pictures) {
    return pictures * tiles * outputs + Kernels.OVERHANG;
  }

  /**
   * The length of the array of the tiles' values, with room for the last vector and 36 behind them.
   */
  public int inputLength(int pictures) {
    return pictures * tiles * stepIn + (VALUES + 1) * Kernels.OVERHANG;
  }

  /** The length of the array of the values' products, with room as above. */
  public int productLength(int pictures) {
    return VALUES * (stepOut(pictures) + Kernels.OVERHANG);
  }

  /** The length of the result's array. */
  public int outputLength(int pictures) {
    return pictures * outPixels * outputs + Kernels.OVERHANG;
  }

  /**
   * The parameters [C, 3, 3, O] at {@code at} and [O] behind them as 36 times [C, O] in the order
   * of {@link PictureConvolution#weights}, each with what its sums begin with as its biases. That
   * is zero but for the value at the points (1, 1), all of whose powers are 1: there the biases
   * come to every output.
   */
  public float[] weights(float[] parameters, int at) {
    float[] weights = new float[VALUES * stepWeights];
    double[][] g = kernelTransform();
    int taps = KERNEL * KERNEL;
    double[] sums = new double[channels * outputs];
    float[] plain = new float[(channels + 1) * outputs];
    for (int value = 0; value < VALUES; value++) {
      Arrays.fill(sums, 0);
      for (int tap = 0; tap < taps; tap++) {
        double factor = g[value / SIDE][tap / KERNEL] * g[value % SIDE][tap % KERNEL]; // (68)
        if (factor != 0) {
          addTap(parameters, at + tap * outputs, factor, sums);
        }
      }
      for (int i = 0; i < sums.length; i++) {
        plain[i] = (float) sums[i];
      }
      boolean ones = value == SIDE + 1;
      int biasAt = at + channels * taps * outputs;
      for (int o = 0; o < outputs; o++) {
        plain[sums.length + o] = ones ? parameters[biasAt + o] : 0;
      }
      System.arraycopy(product.panels(plain, 0), 0, weights, value * stepWeights, stepWeights);
    }
    return weights;
  }

  private void addTap(float[] parameters, int at, double factor, double[] sums) {
    for (int c = 0; c < channels; c++) {
      int from = at + c * KERNEL * KERNEL * outputs;
      for (int o = 0; o < outputs; o++) {
        sums[c * outputs + o] += factor * parameters[from + o];
      }
    }
  }

  /** G of equation (69). */
  private static double[][] kernelTransform() {
    double[][] g = new double[SIDE][KERNEL];
    for (int i = 0; i < POINTS.length; i++) {
      double differences = 1;
      for (int j = 0; j < POINTS.length; j++) {
        differences *= i == j ? 1 : POINTS[i] - POINTS[j];
      }
      for (int k = 0; k < KERNEL; k++) {
        g[i][k] = Math.pow(POINTS[i], k) / differences;
      }
    }
    g[SIDE - 1][KERNEL - 1] = 1;
    return g;
  }

  /** B of equation (69), transposed: row i has the coefficients of N_i. */
  static float[][] inputTransform() {
    float[][] b = new float[SIDE][SIDE];
    for (int i = 0; i < SIDE; i++) {
      b[i][0] = 1;
      int degree = 0;
      for (int j = 0; j < POINTS.length; j++) {
        if (j != i) {
          degree++;
          for (int k = degree; k >= 0; k--) {
            b[i][k] = (k > 0 ? b[i][k - 1] : 0) - POINTS[j] * b[i][k];
          }
        }
      }
    }
    return b;
  }

  /** A of equation (69), transposed. */
  static float[][] outputTransform() {
    float[][] a = new float[OUT][SIDE];
    for (int k = 0; k < OUT; k++) {
      for (int i = 0; i < POINTS.length; i++) {
        a[k][i] = (float) Math.pow(POINTS[i], k);
      }
    }
    a[OUT - 1][SIDE - 1] = 1;
    return a;
  }
}
