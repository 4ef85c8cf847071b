package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loop of all products: a tile of the result stays in registers while one factor
 * comes number by number and the other vector by vector. Written flat, with one loop: accumulators
 * that pass through nested loops become objects on Java 17, twenty times slower. The numbers of a
 * row follow each other in memory: with a constant step the compiler checks their bounds once,
 * before the loop, and what it does for each multiply-add is what decides the speed.
 */
final class Tile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Columns of a tile. */
  static final int COLUMNS = 2 * LANES;

  /**
   * The most rows of a tile: 16 accumulators, 2 vectors and 1 factor fit the 32 registers that come
   * with 16 lanes; narrower vectors have 16 registers, and 8 accumulators are enough for them.
   */
  static final int ROWS = LANES < 16 ? 4 : 8;

  private Tile() {}

  /** How many rows the next tile takes of those that remain. */
  static int height(int remaining) {
    return remaining >= ROWS ? ROWS : Math.min(4, remaining);
  }

  /**
   * c[r, l] = (start[r] or c[r, l]) + the sum over j of s[sAt + rows[r] + j] * v[vAt + offsets[from
   * + j] + l], for 8 rows and l below {@link #COLUMNS}.
   */
  static void eight(
      boolean add,
      float[] start,
      int n,
      float[] s,
      int sAt,
      int[] rows,
      float[] v,
      int vAt,
      int[] offsets,
      int from,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 0 * cRow)
            : FloatVector.broadcast(SPECIES, start[0]);
    FloatVector c01 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 0 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[0]);
    FloatVector c10 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 1 * cRow)
            : FloatVector.broadcast(SPECIES, start[1]);
    FloatVector c11 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 1 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[1]);
    FloatVector c20 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow)
            : FloatVector.broadcast(SPECIES, start[2]);
    FloatVector c21 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[2]);
    FloatVector c30 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow)
            : FloatVector.broadcast(SPECIES, start[3]);
    FloatVector c31 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[3]);
    FloatVector c40 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow)
            : FloatVector.broadcast(SPECIES, start[4]);
    FloatVector c41 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 4 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[4]);
    FloatVector c50 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow)
            : FloatVector.broadcast(SPECIES, start[5]);
    FloatVector c51 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 5 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[5]);
    FloatVector c60 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 6 * cRow)
            : FloatVector.broadcast(SPECIES, start[6]);
    FloatVector c61 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 6 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[6]);
    FloatVector c70 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 7 * cRow)
            : FloatVector.broadcast(SPECIES, start[7]);
    FloatVector c71 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 7 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[7]);
    int s0 = sAt + rows[0];
    int s1 = sAt + rows[1];
    int s2 = sAt + rows[2];
    int s3 = sAt + rows[3];
    int s4 = sAt + rows[4];
    int s5 = sAt + rows[5];
    int s6 = sAt + rows[6];
    int s7 = sAt + rows[7];
    for (int j = 0; j < n; j++) {
      int at = vAt + offsets[from + j];
      FloatVector v0 = FloatVector.fromArray(SPECIES, v, at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, v, at + LANES);
      FloatVector f0 = FloatVector.broadcast(SPECIES, s[s0 + j]);
      c00 = f0.fma(v0, c00);
      c01 = f0.fma(v1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, s[s1 + j]);
      c10 = f1.fma(v0, c10);
      c11 = f1.fma(v1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, s[s2 + j]);
      c20 = f2.fma(v0, c20);
      c21 = f2.fma(v1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, s[s3 + j]);
      c30 = f3.fma(v0, c30);
      c31 = f3.fma(v1, c31);
      FloatVector f4 = FloatVector.broadcast(SPECIES, s[s4 + j]);
      c40 = f4.fma(v0, c40);
      c41 = f4.fma(v1, c41);
      FloatVector f5 = FloatVector.broadcast(SPECIES, s[s5 + j]);
      c50 = f5.fma(v0, c50);
      c51 = f5.fma(v1, c51);
      FloatVector f6 = FloatVector.broadcast(SPECIES, s[s6 + j]);
      c60 = f6.fma(v0, c60);
      c61 = f6.fma(v1, c61);
      FloatVector f7 = FloatVector.broadcast(SPECIES, s[s7 + j]);
      c70 = f7.fma(v0, c70);
      c71 = f7.fma(v1, c71);
    }
    c00.intoArray(c, cAt + 0 * cRow);
    c01.intoArray(c, cAt + 0 * cRow + LANES);
    c10.intoArray(c, cAt + 1 * cRow);
    c11.intoArray(c, cAt + 1 * cRow + LANES);
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

  /** {@link #eight} with 4 rows. */
  static void four(
      boolean add,
      float[] start,
      int n,
      float[] s,
      int sAt,
      int[] rows,
      float[] v,
      int vAt,
      int[] offsets,
      int from,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector c00 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 0 * cRow)
            : FloatVector.broadcast(SPECIES, start[0]);
    FloatVector c01 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 0 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[0]);
    FloatVector c10 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 1 * cRow)
            : FloatVector.broadcast(SPECIES, start[1]);
    FloatVector c11 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 1 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[1]);
    FloatVector c20 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow)
            : FloatVector.broadcast(SPECIES, start[2]);
    FloatVector c21 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 2 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[2]);
    FloatVector c30 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow)
            : FloatVector.broadcast(SPECIES, start[3]);
    FloatVector c31 =
        add
            ? FloatVector.fromArray(SPECIES, c, cAt + 3 * cRow + LANES)
            : FloatVector.broadcast(SPECIES, start[3]);
    int s0 = sAt + rows[0];
    int s1 = sAt + rows[1];
    int s2 = sAt + rows[2];
    int s3 = sAt + rows[3];
    for (int j = 0; j < n; j++) {
      int at = vAt + offsets[from + j];
      FloatVector v0 = FloatVector.fromArray(SPECIES, v, at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, v, at + LANES);
      FloatVector f0 = FloatVector.broadcast(SPECIES, s[s0 + j]);
      c00 = f0.fma(v0, c00);
      c01 = f0.fma(v1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, s[s1 + j]);
      c10 = f1.fma(v0, c10);
      c11 = f1.fma(v1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, s[s2 + j]);
      c20 = f2.fma(v0, c20);
      c21 = f2.fma(v1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, s[s3 + j]);
      c30 = f3.fma(v0, c30);
      c31 = f3.fma(v1, c31);
    }
    c00.intoArray(c, cAt + 0 * cRow);
    c01.intoArray(c, cAt + 0 * cRow + LANES);
    c10.intoArray(c, cAt + 1 * cRow);
    c11.intoArray(c, cAt + 1 * cRow + LANES);
    c20.intoArray(c, cAt + 2 * cRow);
    c21.intoArray(c, cAt + 2 * cRow + LANES);
    c30.intoArray(c, cAt + 3 * cRow);
    c31.intoArray(c, cAt + 3 * cRow + LANES);
  }
}
