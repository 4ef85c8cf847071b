package digits.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The first layer's products with the pixels of a {@link PixelBatch}, for layers of few outputs.
 * The lanes are rows in the forward product and pixels in the transposed one, so neither ever adds
 * across lanes, and lines of zeros are left out: on MNIST that is 70 % of the dense work.
 */
final class PixelProduct {
  private static final int STRIP = PackedPixels.STRIP;
  private static final int BLOCK = Kernels.BLOCK;
  private static final int STRIPS_OF_BLOCK = BLOCK / STRIP;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * STRIP));

  /**
   * Outputs of one pass: so many sums hide how long a multiply-add takes, and fit the 16 registers
   * of AVX2 beside what else the loop needs. The original network has ten hidden units.
   */
  static final int TILE = 10;

  private static final ThreadLocal<PixelProduct> SCRATCH =
      ThreadLocal.withInitial(PixelProduct::new);

  private final float[] sums = new float[TILE * STRIP];
  private float[] turned = new float[0];

  private PixelProduct() {}

  static PixelProduct onThisThread() {
    return SCRATCH.get();
  }

  /** y[blocks,n,BLOCK] = x w[width,n] + the biases, for n of at least TILE. */
  void multiply(PixelBatch x, float[] w, int wAt, int biasAt, int n, float[] y) {
    PackedPixels packed = x.byRows();
    for (int strip = 0; strip < x.blocks() * STRIPS_OF_BLOCK; strip++) {
      int to = strip / STRIPS_OF_BLOCK * n * BLOCK + strip % STRIPS_OF_BLOCK * STRIP;
      for (int j = 0; j < n; j += TILE) {
        int first = Math.min(j, n - TILE);
        sumStrip(packed, strip, w, wAt + first, n);
        for (int o = j - first; o < TILE; o++) {
          setSums(o, x.scale(), w[biasAt + first + o], y, to + (first + o) * BLOCK);
        }
      }
    }
  }

  /** y[at + lane] = bias + scale * sums[o, lane]. */
  private void setSums(int o, float scale, float bias, float[] y, int at) {
    for (int lane = 0; lane < STRIP; lane += LANES) {
      FloatVector.fromArray(FLOATS, sums, o * STRIP + lane)
          .mul(scale)
          .add(bias)
          .intoArray(y, at + lane);
    }
  }

  /** dw[width,n] += xᵀ dy[blocks,n,BLOCK], for n of at least TILE. */
  void multiplyTransposed(PixelBatch x, float[] dy, int n, float[] dw, int dwAt) {
    PackedPixels packed = x.byPixels();
    turn(x.blocks(), n, dy);
    int[][] members = packed.members();
    for (int strip = 0; strip < members.length; strip++) {
      if (packed.start(strip) == packed.end(strip)) {
        continue;
      }
      for (int j = 0; j < n; j += TILE) {
        int first = Math.min(j, n - TILE);
        sumStrip(packed, strip, turned, first, n);
        for (int i = 0; i < members[strip].length; i++) {
          addSums(i, j - first, x.scale(), dw, dwAt + members[strip][i] * n + first);
        }
      }
    }
  }

  /** turned[row,n] = dy[blocks,n,BLOCK]: a row's gradients side by side. */
  private void turn(int blocks, int n, float[] dy) {
    if (turned.length < blocks * n * BLOCK) {
      turned = new float[blocks * n * BLOCK];
    }
    for (int block = 0; block < blocks; block++) {
      int at = block * n * BLOCK;
      Tiler.turn(n, dy, at, BLOCK, turned, at, n);
    }
  }

  private void sumStrip(PackedPixels packed, int strip, float[] factors, int at, int n) {
    for (int lane = 0; lane < STRIP; lane += LANES) {
      sumLines(
          packed.lines(),
          packed.bytes(),
          packed.start(strip),
          packed.end(strip),
          lane,
          factors,
          at,
          n,
          sums);
    }
  }

  /** sums[o, lane + l] = the sum over e of bytes[e, lane + l] * factors[lines[e], o], l < LANES. */
  private static void sumLines(
      char[] lines,
      byte[] bytes,
      int start,
      int end,
      int lane,
      float[] factors,
      int at,
      int n,
      float[] sums) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = FloatVector.zero(FLOATS);
    FloatVector s2 = FloatVector.zero(FLOATS);
    FloatVector s3 = FloatVector.zero(FLOATS);
    FloatVector s4 = FloatVector.zero(FLOATS);
    FloatVector s5 = FloatVector.zero(FLOATS);
    FloatVector s6 = FloatVector.zero(FLOATS);
    FloatVector s7 = FloatVector.zero(FLOATS);
    FloatVector s8 = FloatVector.zero(FLOATS);
    FloatVector s9 = FloatVector.zero(FLOATS);
    for (int e = start; e < end; e++) {
      FloatVector x = bytesAsFloats(bytes, e * STRIP + lane);
      int f = at + lines[e] * n;
      // The last and the first one first: then the compiler checks bounds twice a line. In order,
      // it
      // sometimes checks all ten, which takes half as long again.
      s9 = FloatVector.broadcast(FLOATS, factors[f + 9]).fma(x, s9);
      s0 = FloatVector.broadcast(FLOATS, factors[f + 0]).fma(x, s0);
      s1 = FloatVector.broadcast(FLOATS, factors[f + 1]).fma(x, s1);
      s2 = FloatVector.broadcast(FLOATS, factors[f + 2]).fma(x, s2);
      s3 = FloatVector.broadcast(FLOATS, factors[f + 3]).fma(x, s3);
      s4 = FloatVector.broadcast(FLOATS, factors[f + 4]).fma(x, s4);
      s5 = FloatVector.broadcast(FLOATS, factors[f + 5]).fma(x, s5);
      s6 = FloatVector.broadcast(FLOATS, factors[f + 6]).fma(x, s6);
      s7 = FloatVector.broadcast(FLOATS, factors[f + 7]).fma(x, s7);
      s8 = FloatVector.broadcast(FLOATS, factors[f + 8]).fma(x, s8);
    }
    s0.intoArray(sums, 0 * STRIP + lane);
    s1.intoArray(sums, 1 * STRIP + lane);
    s2.intoArray(sums, 2 * STRIP + lane);
    s3.intoArray(sums, 3 * STRIP + lane);
    s4.intoArray(sums, 4 * STRIP + lane);
    s5.intoArray(sums, 5 * STRIP + lane);
    s6.intoArray(sums, 6 * STRIP + lane);
    s7.intoArray(sums, 7 * STRIP + lane);
    s8.intoArray(sums, 8 * STRIP + lane);
    s9.intoArray(sums, 9 * STRIP + lane);
  }

  /** The AND takes back the sign: bytes count from 0 to 255 here. */
  static FloatVector bytesAsFloats(byte[] bytes, int at) {
    IntVector ints =
        (IntVector)
            ByteVector.fromArray(BYTES, bytes, at).convertShape(VectorOperators.B2I, INTS, 0);
    return (FloatVector) ints.and(255).convertShape(VectorOperators.I2F, FLOATS, 0);
  }

  /** c[at + o] += scale * sums[o, lane] for o of at least {@code first} and below TILE. */
  private void addSums(int lane, int first, float scale, float[] c, int at) {
    for (int o = first; o < TILE; o++) {
      c[at + o] += scale * sums[o * STRIP + lane];
    }
  }
}
