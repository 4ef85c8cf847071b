package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax of rows that are short, such as ten classes: as many rows as a vector has lanes are
 * turned into columns first, so that largest, sum and division never go across lanes.
 */
final class Softmax {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final ThreadLocal<Softmax> SCRATCH = ThreadLocal.withInitial(Softmax::new);

  /** [n, LANES]: column j of LANES rows. */
  private float[] turned = new float[0];

  private Softmax() {}

  static Softmax onThisThread() {
    return SCRATCH.get();
  }

  void rows(int rows, int n, float[] z, float[] p) {
    if (turned.length < n * LANES) {
      turned = new float[n * LANES];
    }
    int r = 0;
    for (; r < rows - LANES + 1; r += LANES) {
      turn(n, z, r * n, LANES);
      softmaxColumns(n, turned);
      turnBack(n, p, r * n, LANES);
    }
    if (r < rows) {
      // The lanes of rows that are not there keep what they had; nobody looks at them.
      turn(n, z, r * n, rows - r);
      softmaxColumns(n, turned);
      turnBack(n, p, r * n, rows - r);
    }
  }

  private void turn(int n, float[] z, int at, int rows) {
    for (int j = 0; j < n; j++) {
      for (int r = 0; r < rows; r++) {
        turned[j * LANES + r] = z[at + r * n + j];
      }
    }
  }

  private void turnBack(int n, float[] p, int at, int rows) {
    for (int j = 0; j < n; j++) {
      for (int r = 0; r < rows; r++) {
        p[at + r * n + j] = turned[j * LANES + r];
      }
    }
  }

  private static void softmaxColumns(int n, float[] x) {
    FloatVector max = FloatVector.fromArray(SPECIES, x, 0);
    for (int j = 1; j < n; j++) {
      max = max.max(FloatVector.fromArray(SPECIES, x, j * LANES));
    }
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j++) {
      FloatVector e = Exponential.exp(FloatVector.fromArray(SPECIES, x, j * LANES).sub(max));
      e.intoArray(x, j * LANES);
      sum = sum.add(e);
    }
    for (int j = 0; j < n; j++) {
      FloatVector.fromArray(SPECIES, x, j * LANES).div(sum).intoArray(x, j * LANES);
    }
  }
}
