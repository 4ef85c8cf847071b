package digits.kernel;

import java.util.Arrays;

/**
 * The sizes of a convolution of one picture and where its numbers stand. The picture is [row,
 * column, channel] with its padding around it, the result [row, column, output], the weights are
 * panels of a few outputs, [KH, KW, C, outputs of the panel] and their biases: channels and outputs
 * are the fastest index, so that the lanes of a vector are outputs, strides and rows of any length
 * waste nothing, and a panel is read in one go. The result has {@link Kernels#OVERHANG} floats
 * more. Immutable and safe for use by many threads.
 *
 * <p>Few outputs would leave lanes idle: then 2 or 4 neighbouring pixels of a row count as one with
 * so many times the outputs, in the same places. Its kernels are 1 or 3 columns wider, with zeros
 * where a pixel has no weights.
 */
public final class PictureConvolution {
  /** The most pixels of a register tile. */
  static final int TILE = 9;

  /** So many tiles have their sums in memory, while they share the weights of a row of kernels. */
  static final int TILES = 8;

  private static final int MOST_TOGETHER = 4;

  final int kernel;
  private final int channels;

  /** Whether the kernels have no vectors. */
  private final boolean ofTerms;

  /** Outputs of a panel: two vectors, or all for kernels without vectors. */
  private final int panel;

  /** Output pixels that count as one. */
  private final int together;

  /** Of the output pixels that count as one. */
  final int outputs;

  /** Numbers an output is the sum of. */
  final int depth;

  final int outPixels;

  /** Of the padded picture. */
  final int width;

  /** Outputs that count as one, in a row. */
  final int columns;

  /** Columns of the kernels of outputs that count as one. */
  final int kernelWidth;

  final int stride;

  /** Where term k of a sum stands, from the output's first input number on. */
  final int[] offsets;

  /** Numbers of a row of a kernel: they stand in a row in the picture too. */
  final int run;

  /** From a row of the picture to the next. */
  final int rowStep;

  /** Where the first input number of output pixel q stands; at least a tile of them. */
  final int[] positions;

  /** Where the outputs of output pixel q stand. */
  final int[] places;

  /**
   * @param height of the padded picture
   * @param width of the padded picture
   * @param kernel K, height and width of the kernels
   * @param kernels whose vectors are to be filled
   */
  public PictureConvolution(
      int channels, int height, int width, int outputs, int kernel, int stride, Kernels kernels) {
    this.kernel = kernel;
    this.width = width;
    this.stride = stride;
    this.channels = channels;
    int outHeight = (height - kernel) / stride + 1;
    int outWidth = (width - kernel) / stride + 1;
    together = stride == 1 ? together(outWidth, outputs, kernel, kernels.lanes()) : 1;
    this.outputs = outputs * together;
    ofTerms = kernels.lanes() == 1;
    panel = ofTerms ? this.outputs : 2 * kernels.lanes();
    columns = outWidth / together;
    kernelWidth = kernel + together - 1;
    run = kernelWidth * channels;
    rowStep = width * channels;
    depth = kernel * run;
    outPixels = outHeight * columns;
    offsets = new int[depth];
    for (int k = 0; k < depth; k++) {
      offsets[k] = k / run * rowStep + k % run;
    }
    positions = new int[Math.max(outPixels, TILE)];
    places = new int[positions.length];
    for (int q = 0; q < positions.length; q++) {
      int pixel = Math.min(q, outPixels - 1);
      int column = pixel % columns * together;
      positions[q] = (pixel / columns * width + column) * stride * channels;
      places[q] = pixel * this.outputs;
    }
  }

  /** How many pixels are best taken as one. */
  private static int together(int outWidth, int outputs, int kernel, int lanes) {
    int best = 1;
    for (int pixels = 2; pixels <= MOST_TOGETHER && outWidth % pixels == 0; pixels *= 2) {
      if (cost(pixels, outputs, kernel, lanes) < cost(best, outputs, kernel, lanes)) {
        best = pixels;
      }
    }
    return best;
  }

  /** What a row of the kernels costs a pixel. */
  private static double cost(int pixels, int outputs, int kernel, int lanes) {
    int panels = (pixels * outputs + 2 * lanes - 1) / (2 * lanes);
    return (double) panels * (kernel + pixels - 1) / pixels;
  }

  /**
   * The parameters [C, K, K, O] at {@code at} and [O] behind them, as the kernels take them: one
   * array for those with vectors; for others one for each term of a sum and one for the biases.
   */
  public float[][] weights(float[] parameters, int at) {
    float[] panels = panels(parameters, at);
    if (!ofTerms) {
      return new float[][] {panels};
    }
    float[][] terms = new float[depth + 1][];
    for (int term = 0; term <= depth; term++) {
      int from = weightAt(term, 0);
      terms[term] = Arrays.copyOfRange(panels, from, from + outputs);
    }
    return terms;
  }

  /** Panel after panel. */
  float[] panels(float[] parameters, int at) {
    float[] weights = new float[weightsLength()];
    int width = outputs / together;
    int taps = kernel * kernel;
    for (int i = 0; i < taps * channels * together; i++) {
      int pixel = i % together;
      int from = i / together;
      int tap = from % taps;
      int place = tap / kernel * (kernel + together - 1) + tap % kernel + pixel;
      int term = place * channels + from / taps;
      put(parameters, at + from * width, width, weights, term, pixel * width);
    }
    for (int pixel = 0; pixel < together; pixel++) {
      int biasesAt = at + taps * channels * width;
      put(parameters, biasesAt, width, weights, depth, pixel * width);
      System.arraycopy(parameters, biasesAt, weights, biasAt() + pixel * width, width);
    }
    return weights;
  }

  /** Puts the weights of a term, or the biases, from output {@code o} on into their panels. */
  private void put(float[] from, int at, int count, float[] weights, int term, int o) {
    int done = 0;
    while (done < count) {
      int first = (o + done) / panel * panel;
      int run = Math.min(count - done, first + panel - o - done);
      int to = weightAt(term, first) + o + done - first;
      System.arraycopy(from, at + done, weights, to, run);
      done += run;
    }
  }

  /** Where the weights of a term, or with {@code depth} the biases, begin in a panel. */
  int weightAt(int term, int firstOutput) {
    return firstOutput * (depth + 1) + term * panel;
  }

  /** Where the biases stand once more, all in a row. */
  int biasAt() {
    return (outputs + panel - 1) / panel * panel * (depth + 1);
  }

  /** The length of the array of weights. */
  int weightsLength() {
    return biasAt() + outputs;
  }

  /** Where, behind the result, there is room for sums that are not done. */
  int sumsAt() {
    return outPixels * outputs + Kernels.OVERHANG;
  }

  /** The length of the result's array. */
  public int outputLength() {
    return sumsAt() + (kernel > 1 ? TILES * TILE * panel : 0);
  }
}
