package digits.kernel;

import java.util.Arrays;

/**
 * The sizes of a convolution of a picture, or several, and where its numbers stand. A picture is
 * [row, column, channel] with its padding around it, the result [row, column, output], the weights
 * are panels of a few outputs, [KH, KW, C, outputs of the panel] and their biases: channels and
 * outputs are the fastest index, so that the lanes of a vector are outputs, strides and rows of any
 * length waste nothing, and a panel is read in one go. Pictures follow each other, results too,
 * with {@link Kernels#OVERHANG} floats behind the last one. Immutable and safe for use by many
 * threads.
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

  /** Of a picture. */
  final int outPixels;

  /** Of the padded picture. */
  final int height;

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

  /** Of so many pictures, less one: where each output pixel's first input number stands. */
  private final int[][] positions = new int[Kernels.PICTURES][];

  /** Likewise where its outputs stand. */
  private final int[][] places = new int[Kernels.PICTURES][];

  /**
   * @param height of the padded picture
   * @param width of the padded picture
   * @param kernel K, height and width of the kernels
   * @param kernels whose vectors are to be filled
   */
  public PictureConvolution(
      int channels, int height, int width, int outputs, int kernel, int stride, Kernels kernels) {
    this.kernel = kernel;
    this.height = height;
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
    for (int pictures = Kernels.PICTURES; pictures > 0; pictures--) {
      place(pictures);
    }
  }

  /** Fills a last tile up with the last pixel; what is longer than a tile serves fewer pictures. */
  private void place(int pictures) {
    int pixels = pictures * outPixels;
    if (pictures < Kernels.PICTURES && pixels >= TILE) {
      positions[pictures - 1] = positions[pictures];
      places[pictures - 1] = places[pictures];
      return;
    }
    int[] from = new int[Math.max(pixels, TILE)];
    int[] to = new int[from.length];
    for (int q = 0; q < from.length; q++) {
      int last = Math.min(q, pixels - 1);
      int pixel = last % outPixels;
      int column = pixel % columns * together;
      int inPicture = (pixel / columns * width + column) * stride;
      from[q] = (last / outPixels * height * width + inPicture) * channels;
      to[q] = last * outputs;
    }
    positions[pictures - 1] = from;
    places[pictures - 1] = to;
  }

  /**
   * Where the first input number of each output pixel of so many pictures stands; a tile or more.
   */
  int[] positions(int pictures) {
    return positions[pictures - 1];
  }

  /** Where the outputs of each output pixel of so many pictures stand; a tile or more. */
  int[] places(int pictures) {
    return places[pictures - 1];
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

  /** Where, behind the results, there is room for sums that are not done. */
  int sumsAt(int pictures) {
    return pictures * outPixels * outputs + Kernels.OVERHANG;
  }

  /** The length of the results' array. */
  public int outputLength(int pictures) {
    return sumsAt(pictures) + (kernel > 1 ? TILES * TILE * panel : 0);
  }
}
