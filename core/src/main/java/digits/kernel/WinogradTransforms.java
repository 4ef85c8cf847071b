package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transforms of {@link Winograd} with channels and outputs as lanes: first each column of a
 * tile, then each row. What is half done stands behind the values. What one point and its opposite
 * share is computed once, so that a transform of 6 numbers is 12 instructions.
 */
final class WinogradTransforms {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** From one row of a tile that is half done to the next. */
  private static final int ROW = Winograd.SIDE * LANES;

  private WinogradTransforms() {}

  /** Tiles in rising order, the last channels first: what a vector has too many is overwritten. */
  static void input(Winograd shape, int pictures, float[] x, float[] v) {
    int channels = shape.channels;
    int row = shape.width * channels;
    int tiles = pictures * shape.tiles;
    int half = tiles * shape.stepIn + Kernels.OVERHANG;
    for (int t = 0; t < tiles; t++) {
      for (int c = (channels - 1) / LANES * LANES; c >= 0; c -= LANES) {
        int from = shape.tilesIn[t] + c;
        int to = t * shape.stepIn + c;
        for (int j = 0; j < Winograd.SIDE; j++) {
          input(x, from + j * channels, row, v, half + j * LANES, ROW);
        }
        for (int i = 0; i < Winograd.SIDE; i++) {
          input(v, half + i * ROW, LANES, v, to + i * Winograd.SIDE * channels, channels);
        }
      }
    }
  }

  /** 6 vectors by the transposed B. */
  private static void input(float[] x, int from, int xStep, float[] y, int to, int yStep) {
    FloatVector d0 = FloatVector.fromArray(SPECIES, x, from);
    FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + xStep);
    FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStep);
    FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStep);
    FloatVector d4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStep);
    FloatVector d5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStep);
    FloatVector four = FloatVector.broadcast(SPECIES, -4f);
    FloatVector five = FloatVector.broadcast(SPECIES, -5f);
    FloatVector two = FloatVector.broadcast(SPECIES, 2f);
    FloatVector even1 = four.fma(d2, d4);
    FloatVector odd1 = four.fma(d1, d3);
    FloatVector even2 = d4.sub(d2);
    FloatVector odd2 = d3.sub(d1).mul(two);
    five.fma(d2, d4).sub(d0.mul(four)).intoArray(y, to);
    even1.add(odd1).intoArray(y, to + yStep);
    even1.sub(odd1).intoArray(y, to + 2 * yStep);
    even2.add(odd2).intoArray(y, to + 3 * yStep);
    even2.sub(odd2).intoArray(y, to + 4 * yStep);
    five.fma(d3, d5).sub(d1.mul(four)).intoArray(y, to + 5 * yStep);
  }

  static void output(Winograd shape, int pictures, float[] m, boolean rectify, float[] y) {
    int outputs = shape.outputs;
    int row = shape.outWidth * outputs;
    int step = shape.stepOut(pictures);
    int half = Winograd.VALUES * step;
    for (int t = 0; t < pictures * shape.tiles; t++) {
      for (int o = 0; o < outputs; o += LANES) {
        int from = t * outputs + o;
        int to = shape.tilesOut[t] + o;
        for (int j = 0; j < Winograd.SIDE; j++) {
          output(m, from + j * step, Winograd.SIDE * step, m, half + j * LANES, ROW);
        }
        for (int i = 0; i < Winograd.OUT; i++) {
          output(m, half + i * ROW, LANES, y, to + i * row, outputs);
        }
      }
    }
    if (rectify) {
      VectorPicture.rectify(y, 0, pictures * shape.outPixels * outputs);
    }
  }

  /** 6 vectors by the transposed A. */
  private static void output(float[] x, int from, int xStep, float[] y, int to, int yStep) {
    FloatVector m0 = FloatVector.fromArray(SPECIES, x, from);
    FloatVector m1 = FloatVector.fromArray(SPECIES, x, from + xStep);
    FloatVector m2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStep);
    FloatVector m3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStep);
    FloatVector m4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStep);
    FloatVector m5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStep);
    FloatVector two = FloatVector.broadcast(SPECIES, 2f);
    FloatVector four = FloatVector.broadcast(SPECIES, 4f);
    FloatVector eight = FloatVector.broadcast(SPECIES, 8f);
    FloatVector sum1 = m1.add(m2);
    FloatVector difference1 = m1.sub(m2);
    FloatVector sum2 = m3.add(m4);
    FloatVector difference2 = m3.sub(m4);
    m0.add(sum1).add(sum2).intoArray(y, to);
    two.fma(difference2, difference1).intoArray(y, to + yStep);
    four.fma(sum2, sum1).intoArray(y, to + 2 * yStep);
    eight.fma(difference2, difference1).add(m5).intoArray(y, to + 3 * yStep);
  }
}
