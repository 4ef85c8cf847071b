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
 * across lanes, and lines of zeros are left out: on MNIST that is half of the dense work.
 */
final class PixelProduct {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, 8 * LANES)));

  private static final int STRIP = PackedPixels.STRIP;

  /**
   * Outputs of one pass. 10 times 2 accumulators fit the 32 registers of AVX-512, where a tile of 5
   * takes 1.2 times as long; with the 16 of AVX2 some spill, and a tile of 5 would take 0.75 times
   * as long. Ten it is: the original network has ten hidden units.
   */
  static final int TILE = 10;

  private static final ThreadLocal<PixelProduct> SCRATCH =
      ThreadLocal.withInitial(PixelProduct::new);

  /**
   * Bytes become floats so many lines before they are needed, and wait in a ring: converted where
   * they are used, they compete with the sums for registers, which Java 17 settles well or badly by
   * chance (23 or 31 cycles a line).
   */
  static final int AHEAD = 16;

  /** A power of two above AHEAD. */
  private static final int RING = 2 * AHEAD;

  private final float[] ring = new float[RING * STRIP];
  private final float[] sums = new float[TILE * STRIP];
  private float[] turned = new float[0];

  private PixelProduct() {}

  static PixelProduct onThisThread() {
    return SCRATCH.get();
  }

  /** y[blocks,n,STRIP] = x w[width,n] + the biases, for n of at least TILE. */
  void multiply(PixelBatch x, float[] w, int wAt, int biasAt, int n, float[] y) {
    PackedPixels packed = x.byRows();
    for (int strip = 0; strip < x.blocks(); strip++) {
      for (int j = 0; j < n; j += TILE) {
        int first = Math.min(j, n - TILE);
        sumStrip(packed, strip, w, wAt + first, n);
        for (int o = j - first; o < TILE; o++) {
          int to = (strip * n + first + o) * STRIP;
          float bias = w[biasAt + first + o];
          for (int lane = 0; lane < STRIP; lane++) {
            y[to + lane] = bias + x.scale() * sums[o * STRIP + lane];
          }
        }
      }
    }
  }

  /** dw[width,n] += xᵀ dy[blocks,n,STRIP], for n of at least TILE. */
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

  /** turned[row,n] = dy[blocks,n,STRIP]: a row's gradients side by side. */
  private void turn(int blocks, int n, float[] dy) {
    if (turned.length < blocks * n * STRIP) {
      turned = new float[blocks * n * STRIP];
    }
    for (int block = 0; block < blocks; block++) {
      int at = block * n * STRIP;
      Tiler.turn(n, dy, at, STRIP, turned, at);
    }
  }

  private void sumStrip(PackedPixels packed, int strip, float[] factors, int at, int n) {
    for (int lane = 0; lane < STRIP; lane += 2 * LANES) {
      sumLanes(
          packed.lines(),
          packed.bytes(),
          packed.start(strip),
          packed.end(strip),
          lane,
          factors,
          at,
          n,
          ring,
          sums);
    }
  }

  /**
   * sums[o, lane + l] = the sum over e of bytes[e, lane + l] * factors[lines[e], o], l < 2 LANES.
   */
  private static void sumLanes(
      char[] lines,
      byte[] bytes,
      int start,
      int end,
      int lane,
      float[] factors,
      int at,
      int n,
      float[] ring,
      float[] sums) {
    FloatVector s00 = FloatVector.zero(FLOATS);
    FloatVector s01 = FloatVector.zero(FLOATS);
    FloatVector s10 = FloatVector.zero(FLOATS);
    FloatVector s11 = FloatVector.zero(FLOATS);
    FloatVector s20 = FloatVector.zero(FLOATS);
    FloatVector s21 = FloatVector.zero(FLOATS);
    FloatVector s30 = FloatVector.zero(FLOATS);
    FloatVector s31 = FloatVector.zero(FLOATS);
    FloatVector s40 = FloatVector.zero(FLOATS);
    FloatVector s41 = FloatVector.zero(FLOATS);
    FloatVector s50 = FloatVector.zero(FLOATS);
    FloatVector s51 = FloatVector.zero(FLOATS);
    FloatVector s60 = FloatVector.zero(FLOATS);
    FloatVector s61 = FloatVector.zero(FLOATS);
    FloatVector s70 = FloatVector.zero(FLOATS);
    FloatVector s71 = FloatVector.zero(FLOATS);
    FloatVector s80 = FloatVector.zero(FLOATS);
    FloatVector s81 = FloatVector.zero(FLOATS);
    FloatVector s90 = FloatVector.zero(FLOATS);
    FloatVector s91 = FloatVector.zero(FLOATS);
    for (int e = start; e < start + AHEAD; e++) {
      decodeLine(bytes, e, lane, ring);
    }
    for (int e = start; e < end; e++) {
      decodeLine(bytes, e + AHEAD, lane, ring);
      int r = (e & RING - 1) * STRIP + lane;
      FloatVector x0 = FloatVector.fromArray(FLOATS, ring, r);
      FloatVector x1 = FloatVector.fromArray(FLOATS, ring, r + LANES);
      int f = at + lines[e] * n;
      FloatVector f0 = FloatVector.broadcast(FLOATS, factors[f + 0]);
      s00 = f0.fma(x0, s00);
      s01 = f0.fma(x1, s01);
      FloatVector f1 = FloatVector.broadcast(FLOATS, factors[f + 1]);
      s10 = f1.fma(x0, s10);
      s11 = f1.fma(x1, s11);
      FloatVector f2 = FloatVector.broadcast(FLOATS, factors[f + 2]);
      s20 = f2.fma(x0, s20);
      s21 = f2.fma(x1, s21);
      FloatVector f3 = FloatVector.broadcast(FLOATS, factors[f + 3]);
      s30 = f3.fma(x0, s30);
      s31 = f3.fma(x1, s31);
      FloatVector f4 = FloatVector.broadcast(FLOATS, factors[f + 4]);
      s40 = f4.fma(x0, s40);
      s41 = f4.fma(x1, s41);
      FloatVector f5 = FloatVector.broadcast(FLOATS, factors[f + 5]);
      s50 = f5.fma(x0, s50);
      s51 = f5.fma(x1, s51);
      FloatVector f6 = FloatVector.broadcast(FLOATS, factors[f + 6]);
      s60 = f6.fma(x0, s60);
      s61 = f6.fma(x1, s61);
      FloatVector f7 = FloatVector.broadcast(FLOATS, factors[f + 7]);
      s70 = f7.fma(x0, s70);
      s71 = f7.fma(x1, s71);
      FloatVector f8 = FloatVector.broadcast(FLOATS, factors[f + 8]);
      s80 = f8.fma(x0, s80);
      s81 = f8.fma(x1, s81);
      FloatVector f9 = FloatVector.broadcast(FLOATS, factors[f + 9]);
      s90 = f9.fma(x0, s90);
      s91 = f9.fma(x1, s91);
    }
    s00.intoArray(sums, 0 * STRIP + lane + 0 * LANES);
    s01.intoArray(sums, 0 * STRIP + lane + 1 * LANES);
    s10.intoArray(sums, 1 * STRIP + lane + 0 * LANES);
    s11.intoArray(sums, 1 * STRIP + lane + 1 * LANES);
    s20.intoArray(sums, 2 * STRIP + lane + 0 * LANES);
    s21.intoArray(sums, 2 * STRIP + lane + 1 * LANES);
    s30.intoArray(sums, 3 * STRIP + lane + 0 * LANES);
    s31.intoArray(sums, 3 * STRIP + lane + 1 * LANES);
    s40.intoArray(sums, 4 * STRIP + lane + 0 * LANES);
    s41.intoArray(sums, 4 * STRIP + lane + 1 * LANES);
    s50.intoArray(sums, 5 * STRIP + lane + 0 * LANES);
    s51.intoArray(sums, 5 * STRIP + lane + 1 * LANES);
    s60.intoArray(sums, 6 * STRIP + lane + 0 * LANES);
    s61.intoArray(sums, 6 * STRIP + lane + 1 * LANES);
    s70.intoArray(sums, 7 * STRIP + lane + 0 * LANES);
    s71.intoArray(sums, 7 * STRIP + lane + 1 * LANES);
    s80.intoArray(sums, 8 * STRIP + lane + 0 * LANES);
    s81.intoArray(sums, 8 * STRIP + lane + 1 * LANES);
    s90.intoArray(sums, 9 * STRIP + lane + 0 * LANES);
    s91.intoArray(sums, 9 * STRIP + lane + 1 * LANES);
  }

  private static void decodeLine(byte[] bytes, int e, int lane, float[] ring) {
    int from = e * STRIP + lane;
    int to = (e & RING - 1) * STRIP + lane;
    bytesAsFloats(bytes, from).intoArray(ring, to);
    bytesAsFloats(bytes, from + LANES).intoArray(ring, to + LANES);
  }

  /** The AND takes back the sign: bytes count from 0 to 255 here. */
  private static FloatVector bytesAsFloats(byte[] bytes, int at) {
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
