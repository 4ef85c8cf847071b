package digits.kernel;

/**
 * The gradient of a convolution's weights: a sum over examples and pixels. The output's gradient is
 * turned around first, so that its channels become the lanes of {@link Tile}; dense layers are left
 * to {@link DenseProduct}. Where few channels would leave lanes idle, {@link ExampleSums} keeps the
 * examples as lanes and adds these up at the end.
 */
final class WeightGradient {
  private static final int BLOCK = Kernels.BLOCK;

  /** Floats of the turned gradient that stay near while all weights take from them. */
  private static final int TURNED = 1 << 14;

  /** Below so many outputs the gradient of a weight is summed with examples as lanes. */
  private static final int FEW_OUTPUTS = 16;

  /** The same for so few terms: turning the gradient around would cost as much as the product. */
  private static final int FEW_TERMS = 32;

  /** Pixels of a slice that are worth adding the lanes up in the end. */
  private static final int MANY_PIXELS = 16;

  private static final ThreadLocal<WeightGradient> SCRATCH =
      ThreadLocal.withInitial(WeightGradient::new);

  private final Tiler tiler = Tiler.onThisThread();

  /** A tile that stands out over the result's right edge. */
  private final float[] edge = new float[Tile.ROWS * Tile.COLUMNS];

  private float[] turned = new float[0];

  private WeightGradient() {}

  /** This thread's own scratch memory. */
  static WeightGradient onThisThread() {
    return SCRATCH.get();
  }

  /**
   * dw += the sum over examples and output pixels of input times dy.
   *
   * @param pictures whether x is pixels, most of them zeros
   */
  void run(
      Convolution shape,
      int blocks,
      float[] x,
      boolean pictures,
      float[] dy,
      float[] dw,
      int dwAt) {
    if (DenseProduct.fits(shape) && shape.outputs >= BLOCK) {
      DenseProduct.onThisThread().weightGradient(shape, blocks, x, pictures, dy, dw, dwAt);
      return;
    }
    boolean few = shape.outputs <= FEW_OUTPUTS || shape.depth <= FEW_TERMS;
    if (few && shape.outPixels * blocks >= MANY_PIXELS) {
      ExampleSums sums = ExampleSums.onThisThread();
      sums.begin(shape);
      if (DenseProduct.fits(shape)) {
        sums.addDense(shape, blocks, x, dy);
        sums.addTo(shape, dw, dwAt);
        return;
      }
      for (int block = 0; block < blocks; block++) {
        float[] input = tiler.padded(shape, x, block);
        int xAt = shape.padding > 0 ? 0 : block * shape.inputBlock();
        sums.add(shape, input, xAt, dy, block * shape.outputBlock());
      }
      sums.addTo(shape, dw, dwAt);
      return;
    }
    for (int block = 0; block < blocks; block++) {
      float[] input = tiler.padded(shape, x, block);
      int xAt = shape.padding > 0 ? 0 : block * shape.inputBlock();
      turn(shape, dy, block * shape.outputBlock());
      add(shape, input, xAt, dw, dwAt);
    }
  }

  /** turned[pixel, example, o] = dy[o, pixel, example] of one block. */
  private void turn(Convolution shape, float[] dy, int at) {
    if (turned.length < shape.outputBlock() + Tile.COLUMNS) {
      turned = new float[shape.outputBlock() + Tile.COLUMNS];
    }
    for (int q = 0; q < shape.outPixels; q++) {
      int to = q * BLOCK * shape.outputs;
      Tiler.turn(
          shape.outputs, dy, at + q * BLOCK, shape.outPixels * BLOCK, turned, to, shape.outputs);
    }
  }

  private void add(Convolution shape, float[] x, int xAt, float[] dw, int dwAt) {
    // With a stride of 1 a row of input pixels is one run of examples.
    int most = shape.stride == 1 ? Math.max(1, TURNED / shape.outputs / BLOCK) : 1;
    for (int y = 0; y < shape.outHeight; y++) {
      for (int column = 0; column < shape.outWidth; column += most) {
        int run = Math.min(most, shape.outWidth - column);
        int q = y * shape.outWidth + column;
        int from = xAt + shape.pixelOffsets[2 * q];
        int k = 0;
        while (k < shape.depth) {
          int height = Math.min(Tile.ROWS, shape.depth - k);
          for (int r = 0; r < Tile.ROWS; r++) {
            tiler.rows[r] = shape.inputOffsets[k + Math.min(r, height - 1)];
          }
          for (int o = 0; o < shape.outputs; o += Tile.COLUMNS) {
            int to = dwAt + k * shape.outputs + o;
            int width = Math.min(Tile.COLUMNS, shape.outputs - o);
            weightTile(shape, height, width, run, x, from, q * BLOCK * shape.outputs + o, dw, to);
          }
          k += height;
        }
      }
    }
  }

  private void weightTile(
      Convolution shape,
      int height,
      int width,
      int run,
      float[] x,
      int from,
      int turnedAt,
      float[] dw,
      int to) {
    boolean whole = width == Tile.COLUMNS;
    if (!whole) {
      Tiler.copyRows(height, width, dw, to, shape.outputs, edge, 0, Tile.COLUMNS);
    }
    tiler.tile(
        height,
        run * BLOCK,
        x,
        from,
        turned,
        turnedAt,
        shape.transposedOffsets,
        0,
        whole ? dw : edge,
        whole ? to : 0,
        whole ? shape.outputs : Tile.COLUMNS);
    if (!whole) {
      Tiler.copyRows(height, width, edge, 0, Tile.COLUMNS, dw, to, shape.outputs);
    }
  }
}
