package digits.kernel;

/**
 * A convolution's outputs in tiles of {@link Tile}: weights come number by number, and inputs as
 * vectors of examples where they stand in memory, without copying windows into a matrix.
 */
final class ForwardConvolution {
  private static final int BLOCK = Kernels.BLOCK;

  private static final ThreadLocal<ForwardConvolution> SCRATCH =
      ThreadLocal.withInitial(ForwardConvolution::new);

  private final Tiler tiler = Tiler.onThisThread();
  private final float[] start = new float[Tile.ROWS];

  /** [outputs, depth], rows {@link #rowStep} apart. */
  private float[] weights = new float[0];

  private int rowStep;

  private ForwardConvolution() {}

  /** This thread's own scratch memory. */
  static ForwardConvolution onThisThread() {
    return SCRATCH.get();
  }

  void run(Convolution shape, int blocks, float[] x, float[] w, int wAt, int biasAt, float[] y) {
    int first = 0;
    if (DenseProduct.fits(shape)) {
      first = DenseProduct.onThisThread().forward(shape, blocks, x, w, wAt, biasAt, y);
      if (first == shape.outputs) {
        return;
      }
    }
    turnWeights(shape, w, wAt, first);
    int channels = Math.max(1, Tiler.MOST_TERMS / shape.taps);
    int parts = (shape.channels + channels - 1) / channels;
    for (int block = 0; block < blocks; block++) {
      float[] input = tiler.padded(shape, x, block);
      int xAt = shape.padding > 0 ? 0 : block * shape.inputBlock();
      int yAt = block * shape.outputBlock();
      int band = Tiler.band(shape.channels * shape.width * shape.stride);
      for (int row = 0; row < shape.outHeight; row += band) {
        int rows = Math.min(band, shape.outHeight - row);
        for (int part = 0; part < parts; part++) {
          int from = Parallel.start(shape.channels, parts, part) * shape.taps;
          int to = Parallel.start(shape.channels, parts, part + 1) * shape.taps;
          forward(shape, first, row, rows, from, to, input, xAt, w, biasAt, y, yAt);
        }
      }
    }
  }

  /** An odd number of cache lines from row to row: rows of a tile shall not push each other out. */
  private void turnWeights(Convolution shape, float[] w, int wAt, int first) {
    rowStep = shape.depth | 16;
    if (weights.length < shape.outputs * rowStep) {
      weights = new float[shape.outputs * rowStep];
    }
    for (int k = 0; k < shape.depth; k++) {
      for (int o = first; o < shape.outputs; o++) {
        weights[o * rowStep + k] = w[wAt + k * shape.outputs + o];
      }
    }
  }

  /**
   * Terms {@code from} to {@code to - 1} of the sums of some rows of one block, from output {@code
   * first} on.
   */
  private void forward(
      Convolution shape,
      int first,
      int firstRow,
      int rowCount,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] biases,
      int biasAt,
      float[] y,
      int yAt) {
    int o = first;
    while (o < shape.outputs) {
      int height = Math.min(Tile.ROWS, shape.outputs - o);
      tiler.stepRows(height, rowStep);
      for (int r = 0; r < Tile.ROWS; r++) {
        start[r] = biases[biasAt + o + Math.min(r, height - 1)];
      }
      int end = (firstRow + rowCount) * shape.outWidth;
      for (int q = firstRow * shape.outWidth; q < end; q++) {
        for (int lane = 0; lane < BLOCK; lane += Tile.COLUMNS) {
          tiler.tile(
              height,
              from > 0,
              start,
              to - from,
              weights,
              o * rowStep + from,
              x,
              xAt + shape.pixelOffsets[2 * q] + lane,
              shape.inputOffsets,
              from,
              y,
              yAt + (o * shape.outPixels + q) * BLOCK + lane,
              shape.outPixels * BLOCK);
        }
      }
      o += height;
    }
  }
}
