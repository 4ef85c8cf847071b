package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loop of all products: a tile of the result stays in registers while one factor
 * comes number by number and the other vector by vector. Written flat, with one loop: accumulators
 * that pass through nested loops become objects on Java 17, twenty times slower.
 */
final class Tile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Columns of a tile. */
  static final int COLUMNS = 2 * LANES;

  /** The most rows of a tile. */
  static final int ROWS = 6;

  private Tile() {}

  /**
   * How many rows the next tile takes of those that remain: sixes and fours, so that every even
   * number from 4 on leaves no register idle.
   */
  static int height(int remaining) {
    int over = remaining % ROWS;
    if (over == 0) {
      return ROWS;
    }
    if (over == 4 || over == 2 && remaining > 2) {
      return 4;
    }
    return remaining > ROWS ? ROWS : Math.min(4, remaining);
  }

  /**
   * c[r, l] = (start[r] or c[r, l]) + the sum over j of s[sAt + rows[r] + j * sStep] * v[vAt +
   * offsets[from + j] + l], for 6 rows and l below {@link #COLUMNS}: 12 accumulators, 2 vectors and
   * 1 factor fit the 16 registers of AVX2 and hide the latency of the multiply-add.
   */
  static void six(
      boolean add,
      float[] start,
      int n,
      float[] s,
      int sAt,
      int[] rows,
      int sStep,
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
    int s0 = sAt + rows[0];
    int s1 = sAt + rows[1];
    int s2 = sAt + rows[2];
    int s3 = sAt + rows[3];
    int s4 = sAt + rows[4];
    int s5 = sAt + rows[5];
    for (int j = 0; j < n; j++) {
      int at = vAt + offsets[from + j];
      FloatVector v0 = FloatVector.fromArray(SPECIES, v, at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, v, at + LANES);
      int step = j * sStep;
      FloatVector f0 = FloatVector.broadcast(SPECIES, s[s0 + step]);
      c00 = f0.fma(v0, c00);
      c01 = f0.fma(v1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, s[s1 + step]);
      c10 = f1.fma(v0, c10);
      c11 = f1.fma(v1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, s[s2 + step]);
      c20 = f2.fma(v0, c20);
      c21 = f2.fma(v1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, s[s3 + step]);
      c30 = f3.fma(v0, c30);
      c31 = f3.fma(v1, c31);
      FloatVector f4 = FloatVector.broadcast(SPECIES, s[s4 + step]);
      c40 = f4.fma(v0, c40);
      c41 = f4.fma(v1, c41);
      FloatVector f5 = FloatVector.broadcast(SPECIES, s[s5 + step]);
      c50 = f5.fma(v0, c50);
      c51 = f5.fma(v1, c51);
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
  }

  /** 4 rows of {@link #six}'s tile. */
  static void four(
      boolean add,
      float[] start,
      int n,
      float[] s,
      int sAt,
      int[] rows,
      int sStep,
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
      int step = j * sStep;
      FloatVector f0 = FloatVector.broadcast(SPECIES, s[s0 + step]);
      c00 = f0.fma(v0, c00);
      c01 = f0.fma(v1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, s[s1 + step]);
      c10 = f1.fma(v0, c10);
      c11 = f1.fma(v1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, s[s2 + step]);
      c20 = f2.fma(v0, c20);
      c21 = f2.fma(v1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, s[s3 + step]);
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
