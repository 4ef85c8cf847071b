package digits.kernel;

import java.util.Arrays;

/**
 * The gradient of a convolution's inputs in tiles of {@link Tile}: input pixel by input pixel, the
 * sum over the output pixels it had a part in.
 */
final class InputGradient {
  private static final int BLOCK = Kernels.BLOCK;
  private static final float[] ZEROS = new float[Tile.ROWS];

  private static final ThreadLocal<InputGradient> SCRATCH =
      ThreadLocal.withInitial(InputGradient::new);

  private final Tiler tiler = Tiler.onThisThread();

  private InputGradient() {}

  /** This thread's own scratch memory. */
  static InputGradient onThisThread() {
    return SCRATCH.get();
  }

  /** dx from dy. */
  void run(Convolution shape, int blocks, float[] dy, float[] w, int wAt, float[] dx) {
    for (int block = 0; block < blocks; block++) {
      float[] spread = dy;
      int dyAt = block * shape.outputBlock();
      if (shape.outputStride != shape.outPixels * BLOCK) {
        spread = tiler.scratch(shape.outputs * shape.outputStride);
        spread(shape.outputs, shape.outPixels, shape.outputStride, dy, block, spread);
        dyAt = 0;
      }
      int dxAt = block * shape.inputBlock();
      int band = Tiler.band(shape.outputs * shape.outWidth) * shape.stride;
      for (int first = 0; first < shape.height; first += band) {
        int end = Math.min(shape.height, first + band);
        for (int row = 0; row < shape.kernel; row++) {
          addRow(shape, row, first, end, spread, dyAt, w, wAt, dx, dxAt);
        }
      }
    }
  }

  /** What one row of the kernels adds to some rows of dx; the first row begins the sums. */
  private void addRow(
      Convolution shape,
      int row,
      int firstY,
      int endY,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int dxAt) {
    int channel = 0;
    while (channel < shape.channels) {
      int height = Tile.height(shape.channels - channel);
      tiler.stepRows(height, shape.taps * shape.outputs);
      for (int y = firstY; y < endY; y++) {
        int at = dxAt + (channel * shape.height + y) * shape.width * BLOCK;
        int outRow = (y + shape.padding - row) / shape.stride;
        boolean met =
            y + shape.padding >= row
                && (y + shape.padding - row) % shape.stride == 0
                && outRow < shape.outHeight;
        if (met) {
          int dyRow = dyAt + outRow * shape.outWidth * BLOCK;
          int wRow = wAt + (channel * shape.taps + row * shape.kernel) * shape.outputs;
          inputRow(shape, height, row, dy, dyRow, w, wRow, dx, at);
        } else if (row == 0) {
          clear(shape, height, dx, at, shape.width);
        }
      }
      channel += height;
    }
  }

  private void inputRow(
      Convolution shape,
      int height,
      int row,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int dxAt) {
    int outputs = shape.outputs;
    // Neighbours in a kernel's row meet neighbouring outputs, in one run; with a stride they do
    // not.
    int most = shape.stride == 1 ? Math.max(1, 2 * Tiler.MOST_TERMS / outputs) : 1;
    for (int x = 0; x < shape.width; x++) {
      int reach = x + shape.padding;
      int first = Math.max(0, reach - (shape.outWidth - 1) * shape.stride);
      first += Math.floorMod(reach - first, shape.stride);
      int last = Math.min(shape.kernel - 1, reach);
      boolean add = row > 0;
      if (first > last && !add) {
        clear(shape, height, dx, dxAt + x * BLOCK, 1);
      }
      int column = first;
      while (column <= last) {
        int run = Math.min(most, last - column + 1);
        int tap = row * shape.kernel + column;
        int pixel = (reach - column) / shape.stride;
        // outputOffsets count from the output of tap 0.
        int origin = dyAt + (pixel + row * shape.outWidth + column) * BLOCK;
        for (int lane = 0; lane < BLOCK; lane += Tile.COLUMNS) {
          tiler.tile(
              height,
              add,
              ZEROS,
              run * outputs,
              w,
              wAt + column * outputs,
              1,
              dy,
              origin + lane,
              shape.outputOffsets,
              tap * outputs,
              dx,
              dxAt + x * BLOCK + lane,
              shape.height * shape.width * BLOCK);
        }
        add = true;
        column += shape.stride == 1 ? run : shape.stride;
      }
    }
  }

  private static void clear(Convolution shape, int height, float[] dx, int at, int pixels) {
    for (int r = 0; r < height; r++) {
      int from = at + r * shape.height * shape.width * BLOCK;
      Arrays.fill(dx, from, from + pixels * BLOCK, 0f);
    }
  }

  /** One block with {@code stride} floats from channel to channel. */
  private static void spread(
      int channels, int pixels, int stride, float[] from, int block, float[] to) {
    int length = pixels * BLOCK;
    for (int c = 0; c < channels; c++) {
      System.arraycopy(from, (block * channels + c) * length, to, c * stride, length);
    }
  }
}
