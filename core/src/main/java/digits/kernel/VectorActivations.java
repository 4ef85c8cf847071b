package digits.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Smooth activations, all by way of one exponential, and dropout. */
final class VectorActivations {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorActivations() {}

  /** 1 / (1 + exp(-x)), with no exponent above 0: e / (1 + e) where x is negative. */
  private static FloatVector sigmoid(FloatVector x) {
    FloatVector e = Exponential.exp(x.abs().neg());
    FloatVector above = FloatVector.broadcast(SPECIES, 1f);
    return above.blend(e, x.compare(VectorOperators.LT, 0f)).div(e.add(1f));
  }

  static void sigmoid(int length, float[] x, float[] y) {
    for (int i = 0; i < length; i += LANES) {
      sigmoid(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
    }
  }

  static void sigmoidGradient(int length, float[] y, float[] dy, float[] dx) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < length; i += LANES) {
      FloatVector s = FloatVector.fromArray(SPECIES, y, i);
      FloatVector.fromArray(SPECIES, dy, i).mul(s).mul(one.sub(s)).intoArray(dx, i);
    }
  }

  /** tanh x = (1 - e) / (1 + e) with the sign of x, e = exp(-2 |x|). */
  static void tanh(int length, float[] x, float[] y) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector e = Exponential.exp(v.abs().mul(-2f));
      FloatVector size = one.sub(e).div(one.add(e));
      size.blend(size.neg(), v.compare(VectorOperators.LT, 0f)).intoArray(y, i);
    }
  }

  static void tanhGradient(int length, float[] y, float[] dy, float[] dx) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < length; i += LANES) {
      FloatVector t = FloatVector.fromArray(SPECIES, y, i);
      FloatVector.fromArray(SPECIES, dy, i).mul(one.sub(t.mul(t))).intoArray(dx, i);
    }
  }

  /** sigmoid(2 u) of GELU. */
  private static FloatVector share(FloatVector x) {
    FloatVector slope = x.mul(x).mul(Kernels.GELU_CUBE).add(1f).mul(2 * Kernels.GELU_SLOPE);
    return sigmoid(x.mul(slope));
  }

  static void gelu(int length, float[] x, float[] y) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      v.mul(share(v)).intoArray(y, i);
    }
  }

  static void geluGradient(int length, float[] x, float[] dy, float[] dx) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector s = share(v);
      FloatVector du = v.mul(v).mul(3 * Kernels.GELU_CUBE).add(1f).mul(2 * Kernels.GELU_SLOPE);
      FloatVector slope = s.add(v.mul(s).mul(one.sub(s)).mul(du));
      FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
    }
  }

  static void dropout(int length, long noise, double rate, float[] x, float[] y) {
    DropoutHash hash = new DropoutHash(noise, rate);
    FloatVector zero = FloatVector.zero(SPECIES);
    IntVector count = IntVector.zero(INTS).addIndex(1);
    for (int i = 0; i < length; i += LANES) {
      IntVector h =
          mix(
              mix(count.add(i).lanewise(VectorOperators.XOR, hash.firstKey))
                  .lanewise(VectorOperators.XOR, hash.secondKey));
      var stays = h.lanewise(VectorOperators.LSHR, 8).compare(VectorOperators.GE, hash.threshold);
      FloatVector scaled = FloatVector.fromArray(SPECIES, x, i).mul(hash.factor);
      zero.blend(scaled, stays.cast(SPECIES)).intoArray(y, i);
    }
  }

  /** As {@link DropoutHash} mixes. */
  private static IntVector mix(IntVector hash) {
    IntVector h = xorShifted(hash, 16).mul(DropoutHash.FIRST_FACTOR);
    return xorShifted(xorShifted(h, 13).mul(DropoutHash.SECOND_FACTOR), 16);
  }

  private static IntVector xorShifted(IntVector h, int by) {
    return h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, by));
  }
}
