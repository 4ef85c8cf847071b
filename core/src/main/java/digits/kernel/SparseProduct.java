package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A row of numbers, of which zeros may be left out, times a matrix; the lanes are outputs. */
final class SparseProduct {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Up to so many outputs a vector or two hold a row's sums. */
  private static final int FEW = 16;

  /** Outputs of eight vectors, whose sums stay in registers. */
  private static final int WIDE = 8 * LANES;

  private SparseProduct() {}

  static void multiply(
      int n, int count, int[] places, float[] values, float[] w, int biasAt, float[] y, int yAt) {
    if (n <= FEW) {
      for (int o = 0; o < n; o += LANES) {
        multiplyFew(n, o, count, places, values, w, biasAt, y, yAt + o);
      }
      return;
    }
    int o = 0;
    for (; n - o >= WIDE - Kernels.OVERHANG; o += WIDE) {
      multiplyWide(n, o, count, places, values, w, biasAt, y, yAt + o);
    }
    if (o < n) {
      System.arraycopy(w, biasAt + o, y, yAt + o, n - o);
      for (int e = 0; e < count; e += 4) {
        addFour(n, o, e, places, values, w, y, yAt);
      }
    }
  }

  /** Eight vectors of outputs from {@code o} on, whose sums stay in registers. */
  private static void multiplyWide(
      int n,
      int o,
      int count,
      int[] places,
      float[] values,
      float[] w,
      int biasAt,
      float[] y,
      int yAt) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, w, biasAt + o + 0 * LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, w, biasAt + o + 1 * LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, w, biasAt + o + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, w, biasAt + o + 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, w, biasAt + o + 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, w, biasAt + o + 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, w, biasAt + o + 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, w, biasAt + o + 7 * LANES);
    for (int e = 0; e < count; e++) {
      FloatVector f = FloatVector.broadcast(SPECIES, values[e]);
      int at = places[e] * n + o;
      s0 = f.fma(FloatVector.fromArray(SPECIES, w, at + 0 * LANES), s0);
      s1 = f.fma(FloatVector.fromArray(SPECIES, w, at + 1 * LANES), s1);
      s2 = f.fma(FloatVector.fromArray(SPECIES, w, at + 2 * LANES), s2);
      s3 = f.fma(FloatVector.fromArray(SPECIES, w, at + 3 * LANES), s3);
      s4 = f.fma(FloatVector.fromArray(SPECIES, w, at + 4 * LANES), s4);
      s5 = f.fma(FloatVector.fromArray(SPECIES, w, at + 5 * LANES), s5);
      s6 = f.fma(FloatVector.fromArray(SPECIES, w, at + 6 * LANES), s6);
      s7 = f.fma(FloatVector.fromArray(SPECIES, w, at + 7 * LANES), s7);
    }
    s0.intoArray(y, yAt + 0 * LANES);
    s1.intoArray(y, yAt + 1 * LANES);
    s2.intoArray(y, yAt + 2 * LANES);
    s3.intoArray(y, yAt + 3 * LANES);
    s4.intoArray(y, yAt + 4 * LANES);
    s5.intoArray(y, yAt + 5 * LANES);
    s6.intoArray(y, yAt + 6 * LANES);
    s7.intoArray(y, yAt + 7 * LANES);
  }

  /** One sum of every fourth entry, and four of them at a time: none waits for the one before. */
  private static void multiplyFew(
      int n,
      int o,
      int count,
      int[] places,
      float[] values,
      float[] w,
      int biasAt,
      float[] y,
      int yAt) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, w, biasAt + o);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    for (int e = 0; e < count; e += 4) {
      FloatVector f0 = FloatVector.broadcast(SPECIES, values[e]);
      s0 = f0.fma(FloatVector.fromArray(SPECIES, w, places[e] * n + o), s0);
      FloatVector f1 = FloatVector.broadcast(SPECIES, values[e + 1]);
      s1 = f1.fma(FloatVector.fromArray(SPECIES, w, places[e + 1] * n + o), s1);
      FloatVector f2 = FloatVector.broadcast(SPECIES, values[e + 2]);
      s2 = f2.fma(FloatVector.fromArray(SPECIES, w, places[e + 2] * n + o), s2);
      FloatVector f3 = FloatVector.broadcast(SPECIES, values[e + 3]);
      s3 = f3.fma(FloatVector.fromArray(SPECIES, w, places[e + 3] * n + o), s3);
    }
    s0.add(s1).add(s2.add(s3)).intoArray(y, yAt);
  }

  /** Four entries to the outputs from {@code first} on. */
  private static void addFour(
      int n, int first, int e, int[] places, float[] values, float[] w, float[] y, int yAt) {
    FloatVector f0 = FloatVector.broadcast(SPECIES, values[e]);
    FloatVector f1 = FloatVector.broadcast(SPECIES, values[e + 1]);
    FloatVector f2 = FloatVector.broadcast(SPECIES, values[e + 2]);
    FloatVector f3 = FloatVector.broadcast(SPECIES, values[e + 3]);
    int w0 = places[e] * n;
    int w1 = places[e + 1] * n;
    int w2 = places[e + 2] * n;
    int w3 = places[e + 3] * n;
    for (int o = first; o < n; o += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, yAt + o);
      sum = f0.fma(FloatVector.fromArray(SPECIES, w, w0 + o), sum);
      sum = f1.fma(FloatVector.fromArray(SPECIES, w, w1 + o), sum);
      sum = f2.fma(FloatVector.fromArray(SPECIES, w, w2 + o), sum);
      sum = f3.fma(FloatVector.fromArray(SPECIES, w, w3 + o), sum);
      sum.intoArray(y, yAt + o);
    }
  }
}
