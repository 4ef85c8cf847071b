package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Tile} over packed blocks of both factors: rows of numbers a constant step apart, vectors
 * one behind the other. Written flat for the same reasons.
 */
final class BlockTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROW = MatrixProduct.ROW;

  private BlockTile() {}

  /** Whether there is a tile of just so many rows, up to {@link Tile#ROWS}. */
  static boolean fits(int height) {
    return height == 4 || height == 8;
  }

  /**
   * c[r, l] = from[fromAt + r * fromRow + l] + the sum over p of a[aAt + r * ROW + p] * b[bAt + p *
   * COLUMNS + l], for l below {@link Tile#COLUMNS} and 4 rows, or 8 if {@code height} is above 4.
   */
  static void run(
      int height,
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    if (height > 4) {
      eight(k, a, aAt, b, bAt, from, fromAt, fromRow, c, cAt, cRow);
    } else {
      four(k, a, aAt, b, bAt, from, fromAt, fromRow, c, cAt, cRow);
    }
  }

  private static void eight(
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    FloatVector c60 = FloatVector.zero(SPECIES);
    FloatVector c61 = FloatVector.zero(SPECIES);
    FloatVector c70 = FloatVector.zero(SPECIES);
    FloatVector c71 = FloatVector.zero(SPECIES);
    int origin = bAt - aAt * Tile.COLUMNS;
    for (int r = aAt; r < aAt + k; r++) { // its own place in a: fewer instructions
      int q = origin + r * Tile.COLUMNS;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[r]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[r + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[r + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[r + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[r + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[r + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[r + 6 * ROW]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[r + 7 * ROW]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
    }
    c00 = c00.add(FloatVector.fromArray(SPECIES, from, fromAt));
    c01 = c01.add(FloatVector.fromArray(SPECIES, from, fromAt + LANES));
    c10 = c10.add(FloatVector.fromArray(SPECIES, from, fromAt + fromRow));
    c11 = c11.add(FloatVector.fromArray(SPECIES, from, fromAt + fromRow + LANES));
    c20 = c20.add(FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromRow));
    c21 = c21.add(FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromRow + LANES));
    c30 = c30.add(FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromRow));
    c31 = c31.add(FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromRow + LANES));
    c40 = c40.add(FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromRow));
    c41 = c41.add(FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromRow + LANES));
    c50 = c50.add(FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromRow));
    c51 = c51.add(FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromRow + LANES));
    c60 = c60.add(FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromRow));
    c61 = c61.add(FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromRow + LANES));
    c70 = c70.add(FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromRow));
    c71 = c71.add(FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromRow + LANES));
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + LANES);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + LANES);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + LANES);
    c40.intoArray(c, cAt + 4 * cRow);
    c41.intoArray(c, cAt + 4 * cRow + LANES);
    c50.intoArray(c, cAt + 5 * cRow);
    c51.intoArray(c, cAt + 5 * cRow + LANES);
    c60.intoArray(c, cAt + 6 * cRow);
    c61.intoArray(c, cAt + 6 * cRow + LANES);
    c70.intoArray(c, cAt + 7 * cRow);
    c71.intoArray(c, cAt + 7 * cRow + LANES);
  }

  private static void four(
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    int origin = bAt - aAt * Tile.COLUMNS;
    for (int r = aAt; r < aAt + k; r++) { // its own place in a: fewer instructions
      int q = origin + r * Tile.COLUMNS;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, q);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, q + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[r]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[r + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[r + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[r + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00 = c00.add(FloatVector.fromArray(SPECIES, from, fromAt));
    c01 = c01.add(FloatVector.fromArray(SPECIES, from, fromAt + LANES));
    c10 = c10.add(FloatVector.fromArray(SPECIES, from, fromAt + fromRow));
    c11 = c11.add(FloatVector.fromArray(SPECIES, from, fromAt + fromRow + LANES));
    c20 = c20.add(FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromRow));
    c21 = c21.add(FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromRow + LANES));
    c30 = c30.add(FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromRow));
    c31 = c31.add(FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromRow + LANES));
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c10.intoArray(c, cAt + cRow);
    c11.intoArray(c, cAt + cRow + LANES);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + LANES);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + LANES);
  }
}
