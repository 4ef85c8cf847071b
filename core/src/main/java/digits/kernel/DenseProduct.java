package digits.kernel;

/**
 * The products of a dense layer, which is a convolution with one output pixel, that take outputs as
 * vectors: the gradient of its weights, and the layer itself where the inputs are pictures. Pixels
 * are gathered as numbers of {@link Tile}, and what is zero in a whole group of them is left out on
 * the way: more than half of the pixels of eight digits.
 */
final class DenseProduct {
  private static final int BLOCK = Kernels.BLOCK;

  /** Examples, or inputs, that are left out together; the same at every width of vectors. */
  private static final int GROUP = 8;

  /** Floats of the weights that stay in the second cache while all examples meet them. */
  private static final int PART = 1 << 17;

  private static final ThreadLocal<DenseProduct> SCRATCH =
      ThreadLocal.withInitial(DenseProduct::new);

  private final Tiler tiler = Tiler.onThisThread();

  /** A tile that stands out over the result's right edge. */
  private final float[] edge = new float[GROUP * Tile.COLUMNS];

  /** [GROUP, terms], rows {@link #rowStep} apart. */
  private float[] numbers = new float[0];

  private int rowStep;

  /** Where the vectors of each term stand. */
  private int[] places = new int[0];

  /** [example, output] of a result, or of the gradient of one. */
  private float[] turned = new float[0];

  private DenseProduct() {}

  /** This thread's own scratch memory. */
  static DenseProduct onThisThread() {
    return SCRATCH.get();
  }

  static boolean fits(Convolution shape) {
    return shape.outPixels == 1
        && shape.padding == 0
        && shape.inputBlock() == shape.depth * BLOCK; // each input meets the kernel
  }

  private void reserve(int terms, int results) {
    rowStep = terms | 16;
    if (numbers.length < GROUP * rowStep) {
      numbers = new float[GROUP * rowStep];
      places = new int[rowStep];
    }
    if (turned.length < results + Tile.COLUMNS) {
      turned = new float[results + Tile.COLUMNS];
    }
  }

  /**
   * y of pictures x, of as many outputs as fill vectors at every width.
   *
   * @return how many outputs these are
   */
  int forward(Convolution shape, int blocks, float[] x, float[] w, int wAt, int biasAt, float[] y) {
    int outputs = shape.outputs / BLOCK * BLOCK;
    int rows = blocks * BLOCK;
    int most = Math.min(shape.depth, Math.max(1, PART / shape.outputs));
    reserve(most, rows * outputs);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(w, biasAt, turned, row * outputs, outputs);
    }
    for (int from = 0; outputs > 0 && from < shape.depth; from += most) {
      int to = Math.min(shape.depth, from + most);
      for (int row = 0; row < rows; row += GROUP) {
        int at = row / BLOCK * shape.inputBlock() + row % BLOCK;
        int terms = gatherInputs(shape, x, at, from, to);
        for (int o = 0; o < outputs; o += Tile.COLUMNS) {
          for (int r = 0; r < GROUP; r += Tile.ROWS) {
            int result = (row + r) * outputs + o;
            tile(Tile.ROWS, terms, r, w, wAt + o, turned, result, outputs);
          }
        }
      }
    }
    for (int row = 0; row < rows; row++) {
      int to = row / BLOCK * shape.outputBlock() + row % BLOCK;
      for (int o = 0; o < outputs; o++) {
        y[to + o * BLOCK] = turned[row * outputs + o];
      }
    }
    return outputs;
  }

  /** The inputs of a group of examples, without those that all of them have zero. */
  private int gatherInputs(Convolution shape, float[] x, int xAt, int from, int to) {
    int terms = 0;
    for (int k = from; k < to; k++) {
      int at = xAt + shape.inputOffsets[k];
      int bits = 0;
      for (int r = 0; r < GROUP; r++) {
        float number = x[at + r];
        numbers[r * rowStep + terms] = number;
        bits |= Float.floatToRawIntBits(number);
      }
      places[terms] = k * shape.outputs;
      terms += bits << 1 == 0 ? 0 : 1;
    }
    return terms;
  }

  /**
   * dw += the sum over examples of input times dy.
   *
   * @param pictures whether looking for zeros among the inputs is worth the time
   */
  void weightGradient(
      Convolution shape,
      int blocks,
      float[] x,
      boolean pictures,
      float[] dy,
      float[] dw,
      int dwAt) {
    if (pictures) {
      pictureGradient(shape, blocks, x, dy, dw, dwAt);
    } else {
      MatrixProduct.onThisThread()
          .multiplyExamples(shape.depth, shape.outputs, blocks, x, dy, dw, dwAt);
    }
  }

  private void pictureGradient(
      Convolution shape, int blocks, float[] x, float[] dy, float[] dw, int dwAt) {
    int outputs = shape.outputs;
    int rows = blocks * BLOCK;
    reserve(rows, rows * outputs);
    for (int block = 0; block < blocks; block++) {
      int at = block * BLOCK * outputs;
      Tiler.turn(outputs, dy, at, BLOCK, turned, at, outputs);
    }
    for (int k = 0; k < shape.depth; k += GROUP) {
      int group = Math.min(GROUP, shape.depth - k);
      gatherExamples(shape, blocks, x, k, group);
      int terms = dropZeros(rows, outputs, group);
      for (int o = 0; terms > 0 && o < outputs; o += Tile.COLUMNS) {
        int width = Math.min(Tile.COLUMNS, outputs - o);
        for (int r = 0; r < group; r += Tile.ROWS) {
          int height = Math.min(Tile.ROWS, group - r);
          weightTile(height, width, terms, r, o, dw, dwAt + (k + r) * outputs + o, outputs);
        }
      }
    }
  }

  /** A group of inputs of all examples, in rows. */
  private void gatherExamples(Convolution shape, int blocks, float[] x, int k, int group) {
    for (int r = 0; r < group; r++) {
      for (int block = 0; block < blocks; block++) {
        int from = block * shape.inputBlock() + shape.inputOffsets[k + r];
        System.arraycopy(x, from, numbers, r * rowStep + block * BLOCK, BLOCK);
      }
    }
  }

  /** Leaves out the examples whose gathered inputs are zeros; returns how many are left. */
  private int dropZeros(int rows, int outputs, int group) {
    int terms = 0;
    for (int n = 0; n < rows; n++) {
      int bits = 0;
      for (int r = 0; r < group; r++) {
        float number = numbers[r * rowStep + n];
        numbers[r * rowStep + terms] = number;
        bits |= Float.floatToRawIntBits(number);
      }
      places[terms] = n * outputs;
      terms += bits << 1 == 0 ? 0 : 1;
    }
    return terms;
  }

  private void weightTile(
      int height, int width, int terms, int r, int o, float[] dw, int to, int outputs) {
    if (width == Tile.COLUMNS) {
      tile(height, terms, r, turned, o, dw, to, outputs);
      return;
    }
    Tiler.copyRows(height, width, dw, to, outputs, edge, 0, Tile.COLUMNS);
    tile(height, terms, r, turned, o, edge, 0, Tile.COLUMNS);
    Tiler.copyRows(height, width, edge, 0, Tile.COLUMNS, dw, to, outputs);
  }

  /** Adds the gathered terms, of numbers from row {@code r} on, to a tile of c. */
  private void tile(
      int height, int terms, int r, float[] v, int vAt, float[] c, int cAt, int cRow) {
    tiler.stepRows(height, rowStep);
    tiler.tile(height, terms, numbers, r * rowStep, v, vAt, places, 0, c, cAt, cRow);
  }
}
