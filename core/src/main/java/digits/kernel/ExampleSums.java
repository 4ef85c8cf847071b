package digits.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gradient of a convolution's weights with examples as lanes: 16 partial sums for each weight,
 * which are added up, in their order, when all blocks are done.
 */
final class ExampleSums {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Partial sums of a weight, whatever the width of the vectors. */
  private static final int PARTS = 16;

  /** Vectors of 16 examples a tile walks over: four channels of them stay in the nearest cache. */
  private static final int RUN = 64;

  /** Vectors of 16 examples in a block. */
  private static final int VECTORS = Kernels.BLOCK / PARTS;

  /** Where vector j of a run stands in dy, where it walks through one block. */
  private static final int[] NEIGHBOURS = IntStream.range(0, RUN).map(j -> j * PARTS).toArray();

  private static final int TILE_OUTPUTS = 4;
  private static final int TILE_TERMS = 3;

  private static final ThreadLocal<ExampleSums> SCRATCH = ThreadLocal.withInitial(ExampleSums::new);

  /** [depth, outputs, PARTS], both rounded up to whole tiles. */
  private float[] sums = new float[0];

  private int roundedOutputs;

  /** Where vector j of a run stands in x and dy, where a run takes in many blocks. */
  private final int[] inputOffsets = new int[RUN];

  private final int[] outputOffsets = new int[RUN];

  private ExampleSums() {}

  /** This thread's own scratch memory. */
  static ExampleSums onThisThread() {
    return SCRATCH.get();
  }

  void begin(Convolution shape) {
    int terms = (shape.depth + TILE_TERMS - 1) / TILE_TERMS * TILE_TERMS;
    roundedOutputs = (shape.outputs + TILE_OUTPUTS - 1) / TILE_OUTPUTS * TILE_OUTPUTS;
    int length = terms * roundedOutputs * PARTS;
    if (sums.length < length) {
      sums = new float[length];
    }
    Arrays.fill(sums, 0, length, 0f);
  }

  /** Adds the input times dy of all blocks of a layer of one pixel, as if they were one block. */
  void addDense(Convolution shape, int blocks, float[] x, float[] dy) {
    for (int j = 0; j < RUN; j++) {
      int example = j % VECTORS * PARTS;
      inputOffsets[j] = j / VECTORS * shape.inputBlock() + example;
      outputOffsets[j] = j / VECTORS * shape.outputBlock() + example;
    }
    for (int block = 0; block < blocks; block += RUN / VECTORS) {
      int run = Math.min(RUN, (blocks - block) * VECTORS);
      int xAt = block * shape.inputBlock();
      addRun(shape, run, inputOffsets, 0, x, xAt, outputOffsets, dy, block * shape.outputBlock());
    }
  }

  /** Adds one block's input times dy. */
  void add(Convolution shape, float[] x, int xAt, float[] dy, int dyAt) {
    int vectors = shape.pixelOffsets.length;
    for (int from = 0; from < vectors; from += RUN) {
      int run = Math.min(RUN, vectors - from);
      addRun(shape, run, shape.pixelOffsets, from, x, xAt, NEIGHBOURS, dy, dyAt + from * PARTS);
    }
  }

  private void addRun(
      Convolution shape,
      int run,
      int[] offsets,
      int from,
      float[] x,
      int xAt,
      int[] outputOffsets,
      float[] dy,
      int dyAt) {
    for (int o = 0; o < shape.outputs; o += TILE_OUTPUTS) {
      for (int k = 0; k < shape.depth; k += TILE_TERMS) {
        for (int lane = 0; lane < PARTS; lane += LANES) {
          tile(shape, run, o, k, lane, offsets, from, x, xAt, outputOffsets, dy, dyAt);
        }
      }
    }
  }

  private void tile(
      Convolution shape,
      int run,
      int o,
      int k,
      int lane,
      int[] offsets,
      int from,
      float[] x,
      int xAt,
      int[] outputOffsets,
      float[] dy,
      int dyAt) {
    int lastOutput = shape.outputs - 1 - o;
    int lastTerm = shape.depth - 1 - k;
    int plane = shape.outPixels * Kernels.BLOCK;
    int first = dyAt + o * plane + lane;
    tile(
        run,
        offsets,
        from,
        x,
        xAt + lane + shape.inputOffsets[k],
        xAt + lane + shape.inputOffsets[k + Math.min(1, lastTerm)],
        xAt + lane + shape.inputOffsets[k + Math.min(2, lastTerm)],
        outputOffsets,
        dy,
        first,
        first + Math.min(1, lastOutput) * plane,
        first + Math.min(2, lastOutput) * plane,
        first + Math.min(3, lastOutput) * plane,
        sums,
        (k * roundedOutputs + o) * PARTS + lane,
        roundedOutputs * PARTS);
  }

  /** c[k, o, l] += the sum over j of x[xk + offsets[from + j] + l] * dy[do + dyOffsets[j] + l]. */
  private static void tile(
      int n,
      int[] offsets,
      int from,
      float[] x,
      int x0,
      int x1,
      int x2,
      int[] dyOffsets,
      float[] dy,
      int d0,
      int d1,
      int d2,
      int d3,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c02 = FloatVector.zero(SPECIES);
    FloatVector c03 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c12 = FloatVector.zero(SPECIES);
    FloatVector c13 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c22 = FloatVector.zero(SPECIES);
    FloatVector c23 = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j++) {
      int at = offsets[from + j];
      int dyAt = dyOffsets[j];
      FloatVector v0 = FloatVector.fromArray(SPECIES, x, x0 + at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, x, x1 + at);
      FloatVector v2 = FloatVector.fromArray(SPECIES, x, x2 + at);
      FloatVector g0 = FloatVector.fromArray(SPECIES, dy, d0 + dyAt);
      c00 = g0.fma(v0, c00);
      c10 = g0.fma(v1, c10);
      c20 = g0.fma(v2, c20);
      FloatVector g1 = FloatVector.fromArray(SPECIES, dy, d1 + dyAt);
      c01 = g1.fma(v0, c01);
      c11 = g1.fma(v1, c11);
      c21 = g1.fma(v2, c21);
      FloatVector g2 = FloatVector.fromArray(SPECIES, dy, d2 + dyAt);
      c02 = g2.fma(v0, c02);
      c12 = g2.fma(v1, c12);
      c22 = g2.fma(v2, c22);
      FloatVector g3 = FloatVector.fromArray(SPECIES, dy, d3 + dyAt);
      c03 = g3.fma(v0, c03);
      c13 = g3.fma(v1, c13);
      c23 = g3.fma(v2, c23);
    }
    c00 = c00.add(FloatVector.fromArray(SPECIES, c, cAt + 0 * cRow + 0 * PARTS));
    c01 = c01.add(FloatVector.fromArray(SPECIES, c, cAt + 0 * cRow + 1 * PARTS));
    c02 = c02.add(FloatVector.fromArray(SPECIES, c, cAt + 0 * cRow + 2 * PARTS));
    c03 = c03.add(FloatVector.fromArray(SPECIES, c, cAt + 0 * cRow + 3 * PARTS));
    c10 = c10.add(FloatVector.fromArray(SPECIES, c, cAt + 1 * cRow + 0 * PARTS));
    c11 = c11.add(FloatVector.fromArray(SPECIES, c, cAt + 1 * cRow + 1 * PARTS));
    c12 = c12.add(FloatVector.fromArray(SPECIES, c, cAt + 1 * cRow + 2 * PARTS));
    c13 = c13.add(FloatVector.fromArray(SPECIES, c, cAt + 1 * cRow + 3 * PARTS));
    c20 = c20.add(FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 0 * PARTS));
    c21 = c21.add(FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 1 * PARTS));
    c22 = c22.add(FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 2 * PARTS));
    c23 = c23.add(FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + 3 * PARTS));
    c00.intoArray(c, cAt + 0 * cRow + 0 * PARTS);
    c01.intoArray(c, cAt + 0 * cRow + 1 * PARTS);
    c02.intoArray(c, cAt + 0 * cRow + 2 * PARTS);
    c03.intoArray(c, cAt + 0 * cRow + 3 * PARTS);
    c10.intoArray(c, cAt + 1 * cRow + 0 * PARTS);
    c11.intoArray(c, cAt + 1 * cRow + 1 * PARTS);
    c12.intoArray(c, cAt + 1 * cRow + 2 * PARTS);
    c13.intoArray(c, cAt + 1 * cRow + 3 * PARTS);
    c20.intoArray(c, cAt + 2 * cRow + 0 * PARTS);
    c21.intoArray(c, cAt + 2 * cRow + 1 * PARTS);
    c22.intoArray(c, cAt + 2 * cRow + 2 * PARTS);
    c23.intoArray(c, cAt + 2 * cRow + 3 * PARTS);
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
