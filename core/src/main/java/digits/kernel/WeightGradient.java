package digits.kernel;

/**
 * The gradient of a convolution's weights: a sum over examples and pixels. The output's gradient is
 * turned around first, so that its channels become the lanes of {@link BlockTile}; dense layers are
 * left to {@link DenseProduct}. Where few channels would leave lanes idle, {@link ExampleSums}
 * keeps the examples as lanes and adds these up at the end.
 */
final class WeightGradient {
  private static final int BLOCK = Kernels.BLOCK;

  /** Pixels whose terms are summed at a time: the rows of a {@link BlockTile} hold no more. */
  private static final int PIXELS = MatrixProduct.BLOCK_DEPTH / BLOCK;

  /** Below so many outputs the gradient of a weight is summed with examples as lanes. */
  private static final int FEW_OUTPUTS = 16;

  /** The same for so few terms: turning the gradient around would cost as much as the product. */
  private static final int FEW_TERMS = 32;

  /** Pixels of a slice that are worth adding the lanes up in the end. */
  private static final int MANY_PIXELS = 16;

  private static final ThreadLocal<WeightGradient> SCRATCH =
      ThreadLocal.withInitial(WeightGradient::new);

  private final Tiler tiler = Tiler.onThisThread();

  /** A tile that stands out over the result's edge. */
  private final float[] edge = new float[Tile.ROWS * Tile.COLUMNS];

  /** The inputs of a tile, [row, pixel, example]. */
  private final float[] rows = new float[Tile.ROWS * MatrixProduct.ROW];

  /** [panel of outputs, pixel, example, output of the panel]. */
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

  /** Turns the gradient of one block around, in panels of as many outputs as a tile has columns. */
  private void turn(Convolution shape, float[] dy, int at) {
    int panels = (shape.outputs + Tile.COLUMNS - 1) / Tile.COLUMNS;
    int length = panels * shape.outPixels * BLOCK * Tile.COLUMNS;
    if (turned.length < length) {
      turned = new float[length];
    }
    int to = 0;
    for (int o = 0; o < shape.outputs; o += Tile.COLUMNS) {
      int width = Math.min(Tile.COLUMNS, shape.outputs - o);
      for (int q = 0; q < shape.outPixels; q++) {
        int from = at + (o * shape.outPixels + q) * BLOCK;
        Tiler.turn(width, dy, from, shape.outPixels * BLOCK, turned, to, Tile.COLUMNS);
        to += BLOCK * Tile.COLUMNS;
      }
    }
  }

  private void add(Convolution shape, float[] x, int xAt, float[] dw, int dwAt) {
    // With a stride of 1 a row of input pixels is one run of examples.
    int most = shape.stride == 1 ? PIXELS : 1;
    for (int y = 0; y < shape.outHeight; y++) {
      for (int column = 0; column < shape.outWidth; column += most) {
        int run = Math.min(most, shape.outWidth - column);
        int q = y * shape.outWidth + column;
        int from = xAt + shape.pixelOffsets[2 * q];
        for (int k = 0; k < shape.depth; k += Tile.ROWS) {
          int height = Math.min(Tile.ROWS, shape.depth - k);
          for (int r = 0; r < height; r++) {
            int row = from + shape.inputOffsets[k + r];
            System.arraycopy(x, row, rows, r * MatrixProduct.ROW, run * BLOCK);
          }
          addRows(shape, height, run, q, dw, dwAt + k * shape.outputs);
        }
      }
    }
  }

  /** What the inputs in {@link #rows} add to the weights between them and all outputs. */
  private void addRows(Convolution shape, int height, int run, int q, float[] dw, int dwAt) {
    int outputs = shape.outputs;
    int n = run * BLOCK;
    for (int o = 0; o < outputs; o += Tile.COLUMNS) {
      int width = Math.min(Tile.COLUMNS, outputs - o);
      int v = (o * shape.outPixels + q * Tile.COLUMNS) * BLOCK;
      int to = dwAt + o;
      if (BlockTile.fits(height) && width == Tile.COLUMNS) {
        BlockTile.run(height, n, rows, 0, turned, v, dw, to, outputs, dw, to, outputs);
      } else {
        BlockTile.run(height, n, rows, 0, turned, v, Tile.ZEROS, 0, 0, edge, 0, Tile.COLUMNS);
        MatrixProduct.copyEdge(edge, height, width, dw, to, outputs, true);
      }
    }
  }
}
