package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link PanelTile} where the vectors of all terms stand one behind the other, a block of examples
 * apart: no list of places, and bounds that are checked before the loop, a fifth fewer
 * instructions. Written flat for the same reasons.
 */
final class DenseTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final int PANEL = PanelTile.PANEL;

  /** From term to term, vectors go so many times as far as the numbers of the rows. */
  private static final int STEPS = Kernels.BLOCK / PANEL;

  private DenseTile() {}

  /**
   * c[r, l] = from[fromAt + r * fromRow + l] + the sum over j of s[sAt + j * PANEL + r] * v[vAt + j
   * * BLOCK + l], for up to {@link Tile#ROWS} rows and l below {@link Tile#COLUMNS}. Rows that are
   * too many must have the numbers of the last one, and are stored in its place.
   */
  static void run(
      int height,
      int n,
      float[] s,
      int sAt,
      float[] v,
      int vAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    if (height > 4) {
      eight(height, n, s, sAt, v, vAt, from, fromAt, fromRow, c, cAt, cRow);
    } else {
      four(height, n, s, sAt, v, vAt, from, fromAt, fromRow, c, cAt, cRow);
    }
  }

  private static void eight(
      int height,
      int n,
      float[] s,
      int sAt,
      float[] v,
      int vAt,
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
    int origin = vAt - sAt * STEPS;
    for (int f = sAt; f < sAt + n * PANEL; f += PANEL) {
      int at = origin + f * STEPS;
      FloatVector v0 = FloatVector.fromArray(SPECIES, v, at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, v, at + LANES);
      FloatVector f0 = FloatVector.broadcast(SPECIES, s[f + 0]);
      c00 = f0.fma(v0, c00);
      c01 = f0.fma(v1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, s[f + 1]);
      c10 = f1.fma(v0, c10);
      c11 = f1.fma(v1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, s[f + 2]);
      c20 = f2.fma(v0, c20);
      c21 = f2.fma(v1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, s[f + 3]);
      c30 = f3.fma(v0, c30);
      c31 = f3.fma(v1, c31);
      FloatVector f4 = FloatVector.broadcast(SPECIES, s[f + 4]);
      c40 = f4.fma(v0, c40);
      c41 = f4.fma(v1, c41);
      FloatVector f5 = FloatVector.broadcast(SPECIES, s[f + 5]);
      c50 = f5.fma(v0, c50);
      c51 = f5.fma(v1, c51);
      FloatVector f6 = FloatVector.broadcast(SPECIES, s[f + 6]);
      c60 = f6.fma(v0, c60);
      c61 = f6.fma(v1, c61);
      FloatVector f7 = FloatVector.broadcast(SPECIES, s[f + 7]);
      c70 = f7.fma(v0, c70);
      c71 = f7.fma(v1, c71);
    }
    int last = height - 1;
    int b0 = fromAt;
    int c0 = cAt;
    c00 = c00.add(FloatVector.fromArray(SPECIES, from, b0));
    c01 = c01.add(FloatVector.fromArray(SPECIES, from, b0 + LANES));
    int b1 = fromAt + Math.min(1, last) * fromRow;
    int c1 = cAt + Math.min(1, last) * cRow;
    c10 = c10.add(FloatVector.fromArray(SPECIES, from, b1));
    c11 = c11.add(FloatVector.fromArray(SPECIES, from, b1 + LANES));
    int b2 = fromAt + Math.min(2, last) * fromRow;
    int c2 = cAt + Math.min(2, last) * cRow;
    c20 = c20.add(FloatVector.fromArray(SPECIES, from, b2));
    c21 = c21.add(FloatVector.fromArray(SPECIES, from, b2 + LANES));
    int b3 = fromAt + Math.min(3, last) * fromRow;
    int c3 = cAt + Math.min(3, last) * cRow;
    c30 = c30.add(FloatVector.fromArray(SPECIES, from, b3));
    c31 = c31.add(FloatVector.fromArray(SPECIES, from, b3 + LANES));
    int b4 = fromAt + Math.min(4, last) * fromRow;
    int c4 = cAt + Math.min(4, last) * cRow;
    c40 = c40.add(FloatVector.fromArray(SPECIES, from, b4));
    c41 = c41.add(FloatVector.fromArray(SPECIES, from, b4 + LANES));
    int b5 = fromAt + Math.min(5, last) * fromRow;
    int c5 = cAt + Math.min(5, last) * cRow;
    c50 = c50.add(FloatVector.fromArray(SPECIES, from, b5));
    c51 = c51.add(FloatVector.fromArray(SPECIES, from, b5 + LANES));
    int b6 = fromAt + Math.min(6, last) * fromRow;
    int c6 = cAt + Math.min(6, last) * cRow;
    c60 = c60.add(FloatVector.fromArray(SPECIES, from, b6));
    c61 = c61.add(FloatVector.fromArray(SPECIES, from, b6 + LANES));
    int b7 = fromAt + Math.min(7, last) * fromRow;
    int c7 = cAt + Math.min(7, last) * cRow;
    c70 = c70.add(FloatVector.fromArray(SPECIES, from, b7));
    c71 = c71.add(FloatVector.fromArray(SPECIES, from, b7 + LANES));
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

  private static void four(
      int height,
      int n,
      float[] s,
      int sAt,
      float[] v,
      int vAt,
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
    int origin = vAt - sAt * STEPS;
    for (int f = sAt; f < sAt + n * PANEL; f += PANEL) {
      int at = origin + f * STEPS;
      FloatVector v0 = FloatVector.fromArray(SPECIES, v, at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, v, at + LANES);
      FloatVector f0 = FloatVector.broadcast(SPECIES, s[f + 0]);
      c00 = f0.fma(v0, c00);
      c01 = f0.fma(v1, c01);
      FloatVector f1 = FloatVector.broadcast(SPECIES, s[f + 1]);
      c10 = f1.fma(v0, c10);
      c11 = f1.fma(v1, c11);
      FloatVector f2 = FloatVector.broadcast(SPECIES, s[f + 2]);
      c20 = f2.fma(v0, c20);
      c21 = f2.fma(v1, c21);
      FloatVector f3 = FloatVector.broadcast(SPECIES, s[f + 3]);
      c30 = f3.fma(v0, c30);
      c31 = f3.fma(v1, c31);
    }
    int last = height - 1;
    int b0 = fromAt;
    int c0 = cAt;
    c00 = c00.add(FloatVector.fromArray(SPECIES, from, b0));
    c01 = c01.add(FloatVector.fromArray(SPECIES, from, b0 + LANES));
    int b1 = fromAt + Math.min(1, last) * fromRow;
    int c1 = cAt + Math.min(1, last) * cRow;
    c10 = c10.add(FloatVector.fromArray(SPECIES, from, b1));
    c11 = c11.add(FloatVector.fromArray(SPECIES, from, b1 + LANES));
    int b2 = fromAt + Math.min(2, last) * fromRow;
    int c2 = cAt + Math.min(2, last) * cRow;
    c20 = c20.add(FloatVector.fromArray(SPECIES, from, b2));
    c21 = c21.add(FloatVector.fromArray(SPECIES, from, b2 + LANES));
    int b3 = fromAt + Math.min(3, last) * fromRow;
    int c3 = cAt + Math.min(3, last) * cRow;
    c30 = c30.add(FloatVector.fromArray(SPECIES, from, b3));
    c31 = c31.add(FloatVector.fromArray(SPECIES, from, b3 + LANES));
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
