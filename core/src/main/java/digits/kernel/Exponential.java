package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp of numbers that are not positive, within 2 units in the last place: x = n ln 2 + r with |r|
 * at most ln 2 / 2, exp(x) = 2^n exp(r), and exp(r) is its Taylor polynomial of degree 7, whose
 * remainder 0.35^8 / 8! is below half a unit in the last place.
 */
final class Exponential {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final float LOG2_E = 1.442695041f;

  /** ln 2 in two parts; the product of the first with any n of 8 bits is exact (Cody and Waite). */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /** Adding 1.5 * 2^23 rounds to a whole number and leaves it in the lowest bits. */
  private static final float ROUNDER = 0x1.8p23f;

  /** Below this the result is no normal number; it becomes exp(-87) = 1.6e-38, as good as zero. */
  private static final float LOWEST = -87f;

  private Exponential() {}

  /** exp of every lane; none above 0. */
  static FloatVector exp(FloatVector value) {
    FloatVector x = value.max(LOWEST);
    FloatVector shifted =
        x.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDER));
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x);
    r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
    FloatVector y = FloatVector.broadcast(SPECIES, 1f / 5040);
    y = y.fma(r, FloatVector.broadcast(SPECIES, 1f / 720));
    y = y.fma(r, FloatVector.broadcast(SPECIES, 1f / 120));
    y = y.fma(r, FloatVector.broadcast(SPECIES, 1f / 24));
    y = y.fma(r, FloatVector.broadcast(SPECIES, 1f / 6));
    y = y.fma(r, FloatVector.broadcast(SPECIES, 1f / 2));
    y = y.fma(r, FloatVector.broadcast(SPECIES, 1f));
    y = y.fma(r, FloatVector.broadcast(SPECIES, 1f));
    var exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return y.reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }
}
