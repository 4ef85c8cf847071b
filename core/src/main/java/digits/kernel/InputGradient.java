package digits.kernel;

import java.util.Arrays;

/**
 * The gradient of a convolution's inputs in tiles of {@link PanelTile}: input pixel by input pixel,
 * the sum over the output pixels it had a part in, in the order of {@link GradientTerms}.
 */
final class InputGradient {
  private static final int BLOCK = Kernels.BLOCK;
  private static final int PANEL = PanelTile.PANEL;

  private static final ThreadLocal<InputGradient> SCRATCH =
      ThreadLocal.withInitial(InputGradient::new);

  /** [panel, term, PANEL]; channels of the last panel that are too many repeat the last one. */
  private float[] weights = new float[0];

  /** The rows of dy that a band of input rows had a part in. */
  private float[] near = new float[0];

  private InputGradient() {}

  /** This thread's own scratch memory. */
  static InputGradient onThisThread() {
    return SCRATCH.get();
  }

  /** dx from dy. */
  void run(Convolution shape, int blocks, float[] dy, float[] w, int wAt, float[] dx) {
    if (shape.inputBlock() == shape.channels * BLOCK && shape.padding == 0) {
      MatrixProduct.onThisThread()
          .multiplyBlocks(shape.channels, shape.outputs, blocks, w, wAt, dy, dx);
      return;
    }
    GradientTerms terms = shape.gradientTerms;
    pack(shape, w, wAt);
    for (int block = 0; block < blocks; block++) {
      int dxAt = block * shape.inputBlock();
      for (int first = 0; first < shape.height; first += terms.band) {
        int end = Math.min(shape.height, first + terms.band);
        int row = terms.firstRow(first);
        copy(shape, row, terms.lastRow(end - 1), dy, block * shape.outputBlock());
        for (int part = 0; part < terms.parts; part++) {
          for (int channel = 0; channel < shape.channels; channel += Tile.ROWS) {
            for (int y = first; y < end; y++) {
              int to = dxAt + (channel * shape.height + y) * shape.width * BLOCK;
              inputRow(shape, channel, part, y, -row * shape.outWidth * BLOCK, dx, to);
            }
          }
        }
      }
    }
  }

  private void pack(Convolution shape, float[] w, int wAt) {
    GradientTerms terms = shape.gradientTerms;
    int panels = (shape.channels + PANEL - 1) / PANEL;
    int count = shape.taps * shape.outputs;
    if (weights.length < panels * count * PANEL) {
      weights = new float[panels * count * PANEL];
    }
    for (int row = 0; row < panels * PANEL; row++) {
      int channel = wAt + Math.min(row, shape.channels - 1) * count;
      int panel = row / PANEL * count * PANEL + row % PANEL;
      for (int tap = 0; tap < shape.taps; tap++) {
        for (int part = 0; part < terms.parts; part++) {
          int from = channel + tap * shape.outputs + terms.first(part);
          int to = panel + terms.place(part, terms.tapOrder[tap]) * PANEL;
          for (int o = 0; o < terms.outputs(part); o++) {
            weights[to + o * PANEL] = w[from + o];
          }
        }
      }
    }
  }

  /** Rows {@code first} to {@code last} of each output, as far as there are any. */
  private void copy(Convolution shape, int first, int last, float[] dy, int dyAt) {
    int step = shape.gradientTerms.step;
    if (near.length < shape.outputs * step) {
      near = new float[shape.outputs * step];
    }
    int row = shape.outWidth * BLOCK;
    int length = (last - first + 1) * row;
    for (int o = 0; length > 0 && o < shape.outputs; o++) {
      int from = dyAt + o * shape.outPixels * BLOCK + first * row;
      System.arraycopy(dy, from, near, o * step, length);
    }
  }

  /**
   * What a part of the outputs adds to row y of the channels of a tile.
   *
   * @param nearAt where the first row of the output would stand in {@link #near}
   */
  private void inputRow(
      Convolution shape, int channel, int part, int y, int nearAt, float[] dx, int dxAt) {
    GradientTerms terms = shape.gradientTerms;
    int stride = shape.stride;
    int reachY = y + shape.padding;
    // Kernel rows top + i * stride meet output rows outY - i.
    int top = reachY % stride;
    int outY = reachY / stride;
    int firstRow = Math.max(0, outY - shape.outHeight + 1);
    int lastRow = Math.min((shape.kernel - 1 - top + stride) / stride - 1, outY);
    for (int x = 0; x < shape.width; x++) {
      int reachX = x + shape.padding;
      int left = reachX % stride;
      int outX = reachX / stride;
      int columns = (shape.kernel - 1 - left + stride) / stride;
      int first = Math.max(0, outX - shape.outWidth + 1);
      int last = Math.min(columns - 1, outX);
      int to = dxAt + x * BLOCK;
      if (firstRow > lastRow || first > last) {
        clear(shape, channel, dx, to);
        continue;
      }
      // Where all columns are met, the rows' terms follow each other too.
      boolean whole = last - first + 1 == columns;
      int runs = whole ? 1 : lastRow - firstRow + 1;
      int taps = whole ? (lastRow - firstRow + 1) * columns : last - first + 1;
      int tap = terms.tapOrder[top * shape.kernel + left] + firstRow * columns + first;
      int origin = nearAt + (outY * shape.outWidth + outX) * BLOCK;
      for (int run = 0; run < runs; run++) {
        int from = terms.place(part, tap + run * columns);
        int count = taps * terms.outputs(part);
        addTerms(shape, channel, part > 0 || run > 0, from, count, origin, dx, to);
      }
    }
  }

  /** What terms that stand side by side add to one pixel of the channels of a tile. */
  private void addTerms(
      Convolution shape,
      int channel,
      boolean add,
      int from,
      int count,
      int nearAt,
      float[] dx,
      int dxAt) {
    int height = Math.min(Tile.ROWS, shape.channels - channel);
    int panel = channel / PANEL * PANEL * shape.taps * shape.outputs;
    int row = shape.height * shape.width * BLOCK;
    for (int lane = 0; lane < BLOCK; lane += Tile.COLUMNS) {
      PanelTile.run(
          height,
          count,
          weights,
          panel + from * PANEL + channel % PANEL,
          near,
          nearAt + lane,
          shape.gradientTerms.offsets,
          from,
          add ? dx : Tile.ZEROS,
          add ? dxAt + lane : 0,
          add ? row : 0,
          dx,
          dxAt + lane,
          row);
    }
  }

  private static void clear(Convolution shape, int channel, float[] dx, int at) {
    for (int r = 0; r < Math.min(Tile.ROWS, shape.channels - channel); r++) {
      int from = at + r * shape.height * shape.width * BLOCK;
      Arrays.fill(dx, from, from + BLOCK, 0f);
    }
  }
}
