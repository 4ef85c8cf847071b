package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link ExampleSums}: the sums of a few terms times four outputs stay in
 * registers. Flat, with one loop, for the reason given at {@link Tile}; gradients stand in a row,
 * so that the compiler checks their bounds before the loop, and inputs are looked up.
 */
final class ExampleTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  private static final int PARTS = ExampleSums.PARTS;

  static final int OUTPUTS = 4;

  /** Terms of a tile: twenty sums need the 32 registers that come with 16 lanes. */
  static final int TERMS = LANES < 16 ? 3 : 5;

  private ExampleTile() {}

  /**
   * c[k, o, l] += the sum over j of x[xk + offsets[from + j] + l] * dy[do + j * PARTS + l], l below
   * LANES. Registers are full with twelve sums where there are 16 of them.
   */
  static void three(
      int n,
      int[] offsets,
      int from,
      float[] x,
      int x0,
      int x1,
      int x2,
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
      int g = j * PARTS;
      FloatVector v0 = FloatVector.fromArray(SPECIES, x, x0 + at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, x, x1 + at);
      FloatVector v2 = FloatVector.fromArray(SPECIES, x, x2 + at);
      FloatVector g0 = FloatVector.fromArray(SPECIES, dy, d0 + g);
      c00 = g0.fma(v0, c00);
      c10 = g0.fma(v1, c10);
      c20 = g0.fma(v2, c20);
      FloatVector g1 = FloatVector.fromArray(SPECIES, dy, d1 + g);
      c01 = g1.fma(v0, c01);
      c11 = g1.fma(v1, c11);
      c21 = g1.fma(v2, c21);
      FloatVector g2 = FloatVector.fromArray(SPECIES, dy, d2 + g);
      c02 = g2.fma(v0, c02);
      c12 = g2.fma(v1, c12);
      c22 = g2.fma(v2, c22);
      FloatVector g3 = FloatVector.fromArray(SPECIES, dy, d3 + g);
      c03 = g3.fma(v0, c03);
      c13 = g3.fma(v1, c13);
      c23 = g3.fma(v2, c23);
    }
    int c0 = cAt + 0 * cRow;
    c00.add(FloatVector.fromArray(SPECIES, c, c0 + 0 * PARTS)).intoArray(c, c0 + 0 * PARTS);
    c01.add(FloatVector.fromArray(SPECIES, c, c0 + 1 * PARTS)).intoArray(c, c0 + 1 * PARTS);
    c02.add(FloatVector.fromArray(SPECIES, c, c0 + 2 * PARTS)).intoArray(c, c0 + 2 * PARTS);
    c03.add(FloatVector.fromArray(SPECIES, c, c0 + 3 * PARTS)).intoArray(c, c0 + 3 * PARTS);
    int c1 = cAt + 1 * cRow;
    c10.add(FloatVector.fromArray(SPECIES, c, c1 + 0 * PARTS)).intoArray(c, c1 + 0 * PARTS);
    c11.add(FloatVector.fromArray(SPECIES, c, c1 + 1 * PARTS)).intoArray(c, c1 + 1 * PARTS);
    c12.add(FloatVector.fromArray(SPECIES, c, c1 + 2 * PARTS)).intoArray(c, c1 + 2 * PARTS);
    c13.add(FloatVector.fromArray(SPECIES, c, c1 + 3 * PARTS)).intoArray(c, c1 + 3 * PARTS);
    int c2 = cAt + 2 * cRow;
    c20.add(FloatVector.fromArray(SPECIES, c, c2 + 0 * PARTS)).intoArray(c, c2 + 0 * PARTS);
    c21.add(FloatVector.fromArray(SPECIES, c, c2 + 1 * PARTS)).intoArray(c, c2 + 1 * PARTS);
    c22.add(FloatVector.fromArray(SPECIES, c, c2 + 2 * PARTS)).intoArray(c, c2 + 2 * PARTS);
    c23.add(FloatVector.fromArray(SPECIES, c, c2 + 3 * PARTS)).intoArray(c, c2 + 3 * PARTS);
  }

  /** {@link #three} for five terms: nine numbers are loaded for twenty products. */
  static void five(
      int n,
      int[] offsets,
      int from,
      float[] x,
      int x0,
      int x1,
      int x2,
      int x3,
      int x4,
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
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c32 = FloatVector.zero(SPECIES);
    FloatVector c33 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c42 = FloatVector.zero(SPECIES);
    FloatVector c43 = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j++) {
      int at = offsets[from + j];
      int g = j * PARTS;
      FloatVector v0 = FloatVector.fromArray(SPECIES, x, x0 + at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, x, x1 + at);
      FloatVector v2 = FloatVector.fromArray(SPECIES, x, x2 + at);
      FloatVector v3 = FloatVector.fromArray(SPECIES, x, x3 + at);
      FloatVector v4 = FloatVector.fromArray(SPECIES, x, x4 + at);
      FloatVector g0 = FloatVector.fromArray(SPECIES, dy, d0 + g);
      c00 = g0.fma(v0, c00);
      c10 = g0.fma(v1, c10);
      c20 = g0.fma(v2, c20);
      c30 = g0.fma(v3, c30);
      c40 = g0.fma(v4, c40);
      FloatVector g1 = FloatVector.fromArray(SPECIES, dy, d1 + g);
      c01 = g1.fma(v0, c01);
      c11 = g1.fma(v1, c11);
      c21 = g1.fma(v2, c21);
      c31 = g1.fma(v3, c31);
      c41 = g1.fma(v4, c41);
      FloatVector g2 = FloatVector.fromArray(SPECIES, dy, d2 + g);
      c02 = g2.fma(v0, c02);
      c12 = g2.fma(v1, c12);
      c22 = g2.fma(v2, c22);
      c32 = g2.fma(v3, c32);
      c42 = g2.fma(v4, c42);
      FloatVector g3 = FloatVector.fromArray(SPECIES, dy, d3 + g);
      c03 = g3.fma(v0, c03);
      c13 = g3.fma(v1, c13);
      c23 = g3.fma(v2, c23);
      c33 = g3.fma(v3, c33);
      c43 = g3.fma(v4, c43);
    }
    int c0 = cAt + 0 * cRow;
    c00.add(FloatVector.fromArray(SPECIES, c, c0 + 0 * PARTS)).intoArray(c, c0 + 0 * PARTS);
    c01.add(FloatVector.fromArray(SPECIES, c, c0 + 1 * PARTS)).intoArray(c, c0 + 1 * PARTS);
    c02.add(FloatVector.fromArray(SPECIES, c, c0 + 2 * PARTS)).intoArray(c, c0 + 2 * PARTS);
    c03.add(FloatVector.fromArray(SPECIES, c, c0 + 3 * PARTS)).intoArray(c, c0 + 3 * PARTS);
    int c1 = cAt + 1 * cRow;
    c10.add(FloatVector.fromArray(SPECIES, c, c1 + 0 * PARTS)).intoArray(c, c1 + 0 * PARTS);
    c11.add(FloatVector.fromArray(SPECIES, c, c1 + 1 * PARTS)).intoArray(c, c1 + 1 * PARTS);
    c12.add(FloatVector.fromArray(SPECIES, c, c1 + 2 * PARTS)).intoArray(c, c1 + 2 * PARTS);
    c13.add(FloatVector.fromArray(SPECIES, c, c1 + 3 * PARTS)).intoArray(c, c1 + 3 * PARTS);
    int c2 = cAt + 2 * cRow;
    c20.add(FloatVector.fromArray(SPECIES, c, c2 + 0 * PARTS)).intoArray(c, c2 + 0 * PARTS);
    c21.add(FloatVector.fromArray(SPECIES, c, c2 + 1 * PARTS)).intoArray(c, c2 + 1 * PARTS);
    c22.add(FloatVector.fromArray(SPECIES, c, c2 + 2 * PARTS)).intoArray(c, c2 + 2 * PARTS);
    c23.add(FloatVector.fromArray(SPECIES, c, c2 + 3 * PARTS)).intoArray(c, c2 + 3 * PARTS);
    int c3 = cAt + 3 * cRow;
    c30.add(FloatVector.fromArray(SPECIES, c, c3 + 0 * PARTS)).intoArray(c, c3 + 0 * PARTS);
    c31.add(FloatVector.fromArray(SPECIES, c, c3 + 1 * PARTS)).intoArray(c, c3 + 1 * PARTS);
    c32.add(FloatVector.fromArray(SPECIES, c, c3 + 2 * PARTS)).intoArray(c, c3 + 2 * PARTS);
    c33.add(FloatVector.fromArray(SPECIES, c, c3 + 3 * PARTS)).intoArray(c, c3 + 3 * PARTS);
    int c4 = cAt + 4 * cRow;
    c40.add(FloatVector.fromArray(SPECIES, c, c4 + 0 * PARTS)).intoArray(c, c4 + 0 * PARTS);
    c41.add(FloatVector.fromArray(SPECIES, c, c4 + 1 * PARTS)).intoArray(c, c4 + 1 * PARTS);
    c42.add(FloatVector.fromArray(SPECIES, c, c4 + 2 * PARTS)).intoArray(c, c4 + 2 * PARTS);
    c43.add(FloatVector.fromArray(SPECIES, c, c4 + 3 * PARTS)).intoArray(c, c4 + 3 * PARTS);
  }
}
