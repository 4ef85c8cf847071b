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

  private ForwardConvolution() {}

  /** This thread's own scratch memory. */
  static ForwardConvolution onThisThread() {
    return SCRATCH.get();
  }

  void run(Convolution shape, int blocks, float[] x, float[] w, int wAt, int biasAt, float[] y) {
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
          forward(shape, row, rows, from, to, input, xAt, w, wAt, biasAt, y, yAt);
        }
      }
    }
  }

  /** Terms {@code from} to {@code to - 1} of the sums of some rows of one block. */
  private void forward(
      Convolution shape,
      int firstRow,
      int rowCount,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      int biasAt,
      float[] y,
      int yAt) {
    int o = 0;
    while (o < shape.outputs) {
      int height = Tile.height(shape.outputs - o);
      tiler.stepRows(height, 1);
      for (int r = 0; r < Tile.ROWS; r++) {
        start[r] = w[biasAt + o + tiler.rows[r]];
      }
      int end = (firstRow + rowCount) * shape.outWidth;
      for (int q = firstRow * shape.outWidth; q < end; q++) {
        for (int lane = 0; lane < BLOCK; lane += Tile.COLUMNS) {
          tiler.tile(
              height,
              from > 0,
              start,
              to - from,
              w,
              wAt + from * shape.outputs + o,
              shape.outputs,
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
