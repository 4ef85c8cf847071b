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

  /** What the sums of a tile begin with where nothing is there yet; never written. */
  static final float[] ZEROS = new float[COLUMNS];

  private Tile() {}

  /**
   * c[r, l] += the sum over j of s[sAt + rows[r] + j] * v[vAt + offsets[from + j] + l], for up to 8
   * rows and l below {@link #COLUMNS}. Rows that are too many repeat the last one and store the
   * same numbers once more.
   */
  static void eight(
      int height,
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
    int last = height - 1;
    int c0 = cAt;
    int c1 = cAt + Math.min(1, last) * cRow;
    int c2 = cAt + Math.min(2, last) * cRow;
    int c3 = cAt + Math.min(3, last) * cRow;
    int c4 = cAt + Math.min(4, last) * cRow;
    int c5 = cAt + Math.min(5, last) * cRow;
    int c6 = cAt + Math.min(6, last) * cRow;
    int c7 = cAt + Math.min(7, last) * cRow;
    c00 = c00.add(FloatVector.fromArray(SPECIES, c, c0));
    c01 = c01.add(FloatVector.fromArray(SPECIES, c, c0 + LANES));
    c10 = c10.add(FloatVector.fromArray(SPECIES, c, c1));
    c11 = c11.add(FloatVector.fromArray(SPECIES, c, c1 + LANES));
    c20 = c20.add(FloatVector.fromArray(SPECIES, c, c2));
    c21 = c21.add(FloatVector.fromArray(SPECIES, c, c2 + LANES));
    c30 = c30.add(FloatVector.fromArray(SPECIES, c, c3));
    c31 = c31.add(FloatVector.fromArray(SPECIES, c, c3 + LANES));
    c40 = c40.add(FloatVector.fromArray(SPECIES, c, c4));
    c41 = c41.add(FloatVector.fromArray(SPECIES, c, c4 + LANES));
    c50 = c50.add(FloatVector.fromArray(SPECIES, c, c5));
    c51 = c51.add(FloatVector.fromArray(SPECIES, c, c5 + LANES));
    c60 = c60.add(FloatVector.fromArray(SPECIES, c, c6));
    c61 = c61.add(FloatVector.fromArray(SPECIES, c, c6 + LANES));
    c70 = c70.add(FloatVector.fromArray(SPECIES, c, c7));
    c71 = c71.add(FloatVector.fromArray(SPECIES, c, c7 + LANES));
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + LANES);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + LANES);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + LANES);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + LANES);
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + LANES);
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + LANES);
    c60.intoArray(c, c6);
    c61.intoArray(c, c6 + LANES);
    c70.intoArray(c, c7);
    c71.intoArray(c, c7 + LANES);
  }

  /** {@link #eight} with up to 4 rows. */
  static void four(
      int height,
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
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
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
    int last = height - 1;
    int c0 = cAt;
    int c1 = cAt + Math.min(1, last) * cRow;
    int c2 = cAt + Math.min(2, last) * cRow;
    int c3 = cAt + Math.min(3, last) * cRow;
    c00 = c00.add(FloatVector.fromArray(SPECIES, c, c0));
    c01 = c01.add(FloatVector.fromArray(SPECIES, c, c0 + LANES));
    c10 = c10.add(FloatVector.fromArray(SPECIES, c, c1));
    c11 = c11.add(FloatVector.fromArray(SPECIES, c, c1 + LANES));
    c20 = c20.add(FloatVector.fromArray(SPECIES, c, c2));
    c21 = c21.add(FloatVector.fromArray(SPECIES, c, c2 + LANES));
    c30 = c30.add(FloatVector.fromArray(SPECIES, c, c3));
    c31 = c31.add(FloatVector.fromArray(SPECIES, c, c3 + LANES));
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + LANES);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + LANES);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + LANES);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + LANES);
  }
}
