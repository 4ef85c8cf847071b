package digits.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A convolution's outputs in tiles of {@link PanelTile}, or {@link DenseTile}: weights come number
 * by number, and inputs as vectors of examples where they stand in memory, without copying windows
 * into a matrix.
 */
final class ForwardConvolution {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int BLOCK = Kernels.BLOCK;
  private static final int PANEL = PanelTile.PANEL;

  /**
   * Outputs of a dense layer that meet the same inputs in the nearest cache: more where a narrower
   * panel has too few of them.
   */
  private static final int TOGETHER = PANEL < 16 ? 4 * PANEL : PANEL;

  private static final ThreadLocal<ForwardConvolution> SCRATCH =
      ThreadLocal.withInitial(ForwardConvolution::new);

  private final Tiler tiler = Tiler.onThisThread();

  /** [output, Tile.COLUMNS]: the biases, each as often as a tile has columns. */
  private float[] start = new float[0];

  /** [panel, term, PANEL]; rows of the last panel that are too many repeat the last output. */
  private float[] weights = new float[0];

  private ForwardConvolution() {}

  /** This thread's own scratch memory. */
  static ForwardConvolution onThisThread() {
    return SCRATCH.get();
  }

  /** y, from output {@code first} on. */
  void run(
      Convolution shape,
      int first,
      int blocks,
      float[] x,
      float[] w,
      int wAt,
      int biasAt,
      float[] y) {
    // Weights that each example meets once are packed a few at a time, which stay near.
    int group = shape.outPixels == 1 ? TOGETHER : (shape.outputs + PANEL - 1) / PANEL * PANEL;
    for (int o = first; o < shape.outputs; o += group) {
      int count = Math.min(group, shape.outputs - o);
      pack(shape, o, count, w, wAt, biasAt);
      for (int block = 0; block < blocks; block++) {
        run(shape, o, count, block, x, y);
      }
    }
  }

  private void pack(Convolution shape, int first, int count, float[] w, int wAt, int biasAt) {
    int panels = (count + PANEL - 1) / PANEL;
    if (weights.length < panels * PANEL * shape.depth) {
      weights = new float[panels * PANEL * shape.depth];
    }
    if (start.length < count * Tile.COLUMNS) {
      start = new float[count * Tile.COLUMNS];
    }
    for (int o = 0; o < count; o++) {
      Arrays.fill(start, o * Tile.COLUMNS, (o + 1) * Tile.COLUMNS, w[biasAt + first + o]);
    }
    for (int panel = 0; panel < panels; panel++) {
      int from = wAt + first + panel * PANEL;
      int to = panel * PANEL * shape.depth;
      int width = Math.min(PANEL, count - panel * PANEL);
      for (int k = 0; k < shape.depth; k++) {
        if (width == PANEL) {
          FloatVector.fromArray(SPECIES, w, from + k * shape.outputs)
              .intoArray(weights, to + k * PANEL);
        } else {
          for (int o = 0; o < PANEL; o++) {
            weights[to + k * PANEL + o] = w[from + k * shape.outputs + Math.min(o, width - 1)];
          }
        }
      }
    }
  }

  /** Some outputs of a block. */
  private void run(Convolution shape, int first, int count, int block, float[] x, float[] y) {
    int channels = Math.max(1, Tiler.MOST_TERMS / shape.taps);
    int parts = (shape.channels + channels - 1) / channels;
    float[] input = tiler.padded(shape, x, block);
    int xAt = shape.padding > 0 ? 0 : block * shape.inputBlock();
    int yAt = block * shape.outputBlock() + first * shape.outPixels * BLOCK;
    int band = Tiler.band(shape.channels * shape.width * shape.stride);
    for (int row = 0; row < shape.outHeight; row += band) {
      int rows = Math.min(band, shape.outHeight - row);
      for (int part = 0; part < parts; part++) {
        int from = Parallel.start(shape.channels, parts, part) * shape.taps;
        int to = Parallel.start(shape.channels, parts, part + 1) * shape.taps;
        forward(shape, count, row, rows, from, to, input, xAt, y, yAt);
      }
    }
  }

  /** Terms {@code from} to {@code to - 1} of the sums of some rows of one block. */
  private void forward(
      Convolution shape,
      int count,
      int firstRow,
      int rowCount,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] y,
      int yAt) {
    if (DenseProduct.fits(shape)) {
      dense(shape, count, from, to, x, xAt, y, yAt);
      return;
    }
    int end = (firstRow + rowCount) * shape.outWidth;
    int row = shape.outPixels * BLOCK;
    for (int o = 0; o < count; o += Tile.ROWS) {
      int height = Math.min(Tile.ROWS, count - o);
      int s = o / PANEL * PANEL * shape.depth + from * PANEL + o % PANEL;
      for (int q = firstRow * shape.outWidth; q < end; q++) {
        for (int lane = 0; lane < BLOCK; lane += Tile.COLUMNS) {
          int at = yAt + (o * shape.outPixels + q) * BLOCK + lane;
          PanelTile.run(
              height,
              to - from,
              weights,
              s,
              x,
              xAt + shape.pixelOffsets[2 * q] + lane,
              shape.inputOffsets,
              from,
              from > 0 ? y : start,
              from > 0 ? at : o * Tile.COLUMNS,
              from > 0 ? row : Tile.COLUMNS,
              y,
              at,
              row);
        }
      }
    }
  }

  /** {@link #forward} where each input meets the kernel once, as in a dense layer. */
  private void dense(
      Convolution shape, int count, int from, int to, float[] x, int xAt, float[] y, int yAt) {
    for (int o = 0; o < count; o += Tile.ROWS) {
      int height = Math.min(Tile.ROWS, count - o);
      int s = o / PANEL * PANEL * shape.depth + from * PANEL + o % PANEL;
      for (int lane = 0; lane < BLOCK; lane += Tile.COLUMNS) {
        int at = yAt + o * BLOCK + lane;
        DenseTile.run(
            height,
            to - from,
            weights,
            s,
            x,
            xAt + from * BLOCK + lane,
            from > 0 ? y : start,
            from > 0 ? at : o * Tile.COLUMNS,
            from > 0 ? BLOCK : Tile.COLUMNS,
            y,
            at,
            BLOCK);
      }
    }
  }
}
