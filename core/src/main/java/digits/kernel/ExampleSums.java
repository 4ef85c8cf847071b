package digits.kernel;

import java.util.Arrays;

/**
 * The gradient of a convolution's weights with examples as lanes: 16 partial sums for each weight,
 * which are added up, in their order, when all blocks are done.
 */
final class ExampleSums {
  private static final int BLOCK = Kernels.BLOCK;

  /** Partial sums of a weight, whatever the width of the vectors. */
  static final int PARTS = 16;

  /** Vectors of 16 examples a tile walks over: four channels of them stay in the nearest cache. */
  private static final int RUN = 64;

  /** Vectors of 16 examples in a block. */
  private static final int VECTORS = BLOCK / PARTS;

  private static final ThreadLocal<ExampleSums> SCRATCH = ThreadLocal.withInitial(ExampleSums::new);

  /** [depth, outputs, PARTS], both rounded up to whole tiles. */
  private float[] sums = new float[0];

  private int roundedOutputs;

  /** Where vector j of a run of many blocks stands in x. */
  private final int[] offsets = new int[RUN];

  /** The gradients of such a run, [outputs, RUN, PARTS]. */
  private float[] gathered = new float[0];

  private ExampleSums() {}

  /** This thread's own scratch memory. */
  static ExampleSums onThisThread() {
    return SCRATCH.get();
  }

  void begin(Convolution shape) {
    int terms = (shape.depth + ExampleTile.TERMS - 1) / ExampleTile.TERMS * ExampleTile.TERMS;
    roundedOutputs =
        (shape.outputs + ExampleTile.OUTPUTS - 1) / ExampleTile.OUTPUTS * ExampleTile.OUTPUTS;
    int length = terms * roundedOutputs * PARTS;
    if (sums.length < length) {
      sums = new float[length];
    }
    Arrays.fill(sums, 0, length, 0f);
  }

  /** Adds the input times dy of all blocks of a layer of one pixel, as if they were one block. */
  void addDense(Convolution shape, int blocks, float[] x, float[] dy) {
    int plane = RUN * PARTS;
    if (gathered.length < shape.outputs * plane) {
      gathered = new float[shape.outputs * plane];
    }
    for (int j = 0; j < RUN; j++) {
      offsets[j] = j / VECTORS * shape.inputBlock() + j % VECTORS * PARTS;
    }
    for (int first = 0; first < blocks; first += RUN / VECTORS) {
      int count = Math.min(RUN / VECTORS, blocks - first);
      for (int block = 0; block < count; block++) {
        int from = (first + block) * shape.outputBlock();
        Tiler.copyRows(shape.outputs, BLOCK, dy, from, BLOCK, gathered, block * BLOCK, plane);
      }
      int xAt = first * shape.inputBlock();
      addRun(shape, count * VECTORS, offsets, 0, x, xAt, gathered, 0, plane);
    }
  }

  /** Adds one block's input times dy. */
  void add(Convolution shape, float[] x, int xAt, float[] dy, int dyAt) {
    int vectors = shape.pixelOffsets.length;
    int plane = shape.outPixels * BLOCK;
    for (int from = 0; from < vectors; from += RUN) {
      int run = Math.min(RUN, vectors - from);
      addRun(shape, run, shape.pixelOffsets, from, x, xAt, dy, dyAt + from * PARTS, plane);
    }
  }

  private void addRun(
      Convolution shape,
      int run,
      int[] offsets,
      int from,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      int plane) {
    for (int o = 0; o < shape.outputs; o += ExampleTile.OUTPUTS) {
      int last = shape.outputs - 1 - o;
      for (int k = 0; k < shape.depth; k += ExampleTile.TERMS) {
        for (int lane = 0; lane < PARTS; lane += ExampleTile.LANES) {
          int first = dyAt + o * plane + lane;
          tile(
              shape,
              run,
              k,
              offsets,
              from,
              x,
              xAt + lane,
              dy,
              first,
              first + Math.min(1, last) * plane,
              first + Math.min(2, last) * plane,
              first + Math.min(3, last) * plane,
              (k * roundedOutputs + o) * PARTS + lane);
        }
      }
    }
  }

  /** A tile of terms from {@code k} on; what it has too many repeats the last one. */
  private void tile(
      Convolution shape,
      int run,
      int k,
      int[] offsets,
      int from,
      float[] x,
      int xAt,
      float[] dy,
      int d0,
      int d1,
      int d2,
      int d3,
      int at) {
    int last = shape.depth - 1 - k;
    int x0 = xAt + shape.inputOffsets[k];
    int x1 = xAt + shape.inputOffsets[k + Math.min(1, last)];
    int x2 = xAt + shape.inputOffsets[k + Math.min(2, last)];
    int row = roundedOutputs * PARTS;
    if (ExampleTile.TERMS == 3) {
      ExampleTile.three(run, offsets, from, x, x0, x1, x2, dy, d0, d1, d2, d3, sums, at, row);
      return;
    }
    int x3 = xAt + shape.inputOffsets[k + Math.min(3, last)];
    int x4 = xAt + shape.inputOffsets[k + Math.min(4, last)];
    ExampleTile.five(run, offsets, from, x, x0, x1, x2, x3, x4, dy, d0, d1, d2, d3, sums, at, row);
  }

  /** dw[depth, outputs] += the sums of the parts. */
  void addTo(Convolution shape, float[] dw, int dwAt) {
    for (int k = 0; k < shape.depth; k++) {
      for (int o = 0; o < shape.outputs; o++) {
        int at = (k * roundedOutputs + o) * PARTS;
        float sum = 0;
        for (int part = 0; part < PARTS; part++) {
          sum += sums[at + part];
        }
        dw[dwAt + k * shape.outputs + o] += sum;
      }
    }
  }
}
