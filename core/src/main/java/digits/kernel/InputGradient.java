package digits.kernel;

import java.util.Arrays;

/**
 * The gradient of a convolution's inputs in tiles of {@link Tile}: input pixel by input pixel, the
 * sum over the output pixels it had a part in.
 */
final class InputGradient {
  private static final int BLOCK = Kernels.BLOCK;
  private static final ThreadLocal<InputGradient> SCRATCH =
      ThreadLocal.withInitial(InputGradient::new);

  private final Tiler tiler = Tiler.onThisThread();

  private float[] ordered = new float[0];

  private InputGradient() {}

  /** This thread's own scratch memory. */
  static InputGradient onThisThread() {
    return SCRATCH.get();
  }

  /** dx from dy. */
  void run(Convolution shape, int blocks, float[] dy, float[] w, int wAt, float[] dx) {
    float[] ordered = w;
    int at = wAt;
    if (shape.stride > 1) {
      ordered = order(shape, w, wAt);
      at = 0;
    }
    for (int block = 0; block < blocks; block++) {
      int dyAt = block * shape.outputBlock();
      int dxAt = block * shape.inputBlock();
      int band = Tiler.band(shape.outputs * shape.outWidth) * shape.stride;
      for (int first = 0; first < shape.height; first += band) {
        int end = Math.min(shape.height, first + band);
        int channel = 0;
        while (channel < shape.channels) {
          int height = Math.min(Tile.ROWS, shape.channels - channel);
          tiler.stepRows(height, shape.taps * shape.outputs);
          int from = at + channel * shape.taps * shape.outputs;
          for (int y = first; y < end; y++) {
            int to = dxAt + (channel * shape.height + y) * shape.width * BLOCK;
            inputRow(shape, height, y, dy, dyAt, ordered, from, dx, to);
          }
          channel += height;
        }
      }
    }
  }

  /** The weights of each channel in the order of {@link Convolution#tapOrder}. */
  private float[] order(Convolution shape, float[] w, int wAt) {
    int length = shape.depth * shape.outputs;
    if (ordered.length < length) {
      ordered = new float[length];
    }
    for (int k = 0; k < shape.depth; k++) {
      int place = k - k % shape.taps + shape.tapOrder[k % shape.taps];
      System.arraycopy(w, wAt + k * shape.outputs, ordered, place * shape.outputs, shape.outputs);
    }
    return ordered;
  }

  /** Row y of some channels. */
  private void inputRow(
      Convolution shape,
      int height,
      int y,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int dxAt) {
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
      if (firstRow > lastRow || first > last) {
        clear(shape, height, dx, dxAt + x * BLOCK);
        continue;
      }
      // Where all columns are met, the rows' terms follow each other too.
      boolean whole = last - first + 1 == columns;
      int runs = whole ? 1 : lastRow - firstRow + 1;
      int taps = whole ? (lastRow - firstRow + 1) * columns : last - first + 1;
      int tap = shape.tapOrder[top * shape.kernel + left] + firstRow * columns + first;
      int origin = dyAt + (outY * shape.outWidth + outX) * BLOCK;
      for (int run = 0; run < runs; run++) {
        addTaps(
            shape,
            height,
            run > 0,
            taps,
            dy,
            origin,
            w,
            wAt,
            tap + run * columns,
            dx,
            dxAt + x * BLOCK);
      }
    }
  }

  /** What taps that stand side by side add to one pixel of some channels. */
  private void addTaps(
      Convolution shape,
      int height,
      boolean add,
      int taps,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      int tap,
      float[] dx,
      int dxAt) {
    int outputs = shape.outputs;
    int most = Math.max(1, 2 * Tiler.MOST_TERMS / outputs);
    for (int done = 0; done < taps; done += most) {
      int from = (tap + done) * outputs;
      int terms = Math.min(most, taps - done) * outputs;
      for (int lane = 0; lane < BLOCK; lane += Tile.COLUMNS) {
        tiler.tile(
            height,
            add || done > 0,
            terms,
            w,
            wAt + from,
            dy,
            dyAt + lane,
            shape.outputOffsets,
            from,
            dx,
            dxAt + lane,
            shape.height * shape.width * BLOCK);
      }
    }
  }

  private static void clear(Convolution shape, int height, float[] dx, int at) {
    for (int r = 0; r < height; r++) {
      int from = at + r * shape.height * shape.width * BLOCK;
      Arrays.fill(dx, from, from + BLOCK, 0f);
    }
  }
}
