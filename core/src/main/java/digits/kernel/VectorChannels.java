package digits.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over the examples and pixels of a channel, and what is done with them. A sum has 16 parts,
 * whatever the width of the vectors, which are added in their order.
 */
final class VectorChannels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int BLOCK = Kernels.BLOCK;
  private static final int PARTS = 16;

  private static final ThreadLocal<VectorChannels> SCRATCH =
      ThreadLocal.withInitial(VectorChannels::new);

  private final float[] parts = new float[PARTS];
  private final float[] otherParts = new float[PARTS];

  /** 1 for each example of a full block, and of the last one, which may have fewer. */
  private final float[] full = new float[BLOCK];

  private final float[] last = new float[BLOCK];

  private VectorChannels() {
    Arrays.fill(full, 1f);
  }

  private float[] mask(int rows, int block) {
    if ((block + 1) * BLOCK <= rows) {
      return full;
    }
    for (int n = 0; n < BLOCK; n++) {
      last[n] = block * BLOCK + n < rows ? 1f : 0f;
    }
    return last;
  }

  private static int blocks(int rows) {
    return (rows + BLOCK - 1) / BLOCK;
  }

  private static double total(float[] parts) {
    double total = 0;
    for (float part : parts) {
      total += part;
    }
    return total;
  }

  static void addSums(int blocks, int channels, int length, float[] a, float[] sums, int sumsAt) {
    // To add the lanes up takes as long as a dozen vectors: blocks of one pixel are done together.
    int together = length == BLOCK ? blocks : 1;
    float[] parts = SCRATCH.get().parts;
    for (int block = 0; block < blocks; block += together) {
      for (int c = 0; c < channels; c++) {
        int at = (block * channels + c) * length;
        for (int lane = 0; lane < PARTS; lane += LANES) {
          addParts(together * length / PARTS, length, channels * length, a, at + lane, parts, lane);
        }
        sums[sumsAt + c] += (float) total(parts);
      }
    }
  }

  /**
   * parts = the sum of {@code count} vectors, PARTS apart in runs of {@code run}, which begin
   * {@code step} apart. One loop: Java 17 makes objects of vectors that pass through two.
   */
  private static void addParts(
      int count, int run, int step, float[] a, int at, float[] parts, int partsAt) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int from = at;
    int left = run;
    for (int i = 0; i < count; i++) {
      sum = sum.add(FloatVector.fromArray(SPECIES, a, from));
      left -= PARTS;
      from += left > 0 ? PARTS : step - run + PARTS;
      left = left > 0 ? left : run;
    }
    sum.intoArray(parts, partsAt);
  }

  static void moments(
      int rows, int channels, int length, float[] x, float[] means, float[] variances) {
    VectorChannels scratch = SCRATCH.get();
    double count = length / BLOCK * (double) rows;
    for (int c = 0; c < channels; c++) {
      // Any number near the mean keeps the difference of squares from cancelling.
      float near = x[c * length];
      double sum = 0;
      double squares = 0;
      for (int block = 0; block < blocks(rows); block++) {
        int at = (block * channels + c) * length;
        for (int lane = 0; lane < PARTS; lane += LANES) {
          scratch.addMoments(x, at, length, lane, near, scratch.mask(rows, block));
        }
        sum += total(scratch.parts);
        squares += total(scratch.otherParts);
      }
      means[c] = (float) (near + sum / count);
      variances[c] = (float) Math.max(0, squares / count - sum / count * (sum / count));
    }
  }

  private void addMoments(float[] x, int at, int length, int lane, float near, float[] mask) {
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector squares = FloatVector.zero(SPECIES);
    for (int i = lane; i < length; i += PARTS) {
      FloatVector apart =
          FloatVector.fromArray(SPECIES, x, at + i)
              .sub(near)
              .mul(FloatVector.fromArray(SPECIES, mask, i & BLOCK - 1));
      sum = sum.add(apart);
      squares = apart.fma(apart, squares);
    }
    sum.intoArray(parts, lane);
    squares.intoArray(otherParts, lane);
  }

  static void products(
      int blocks,
      int channels,
      int length,
      float[] dy,
      float[] x,
      float[] means,
      float[] sums,
      float[] products) {
    VectorChannels scratch = SCRATCH.get();
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      double product = 0;
      for (int block = 0; block < blocks; block++) {
        int at = (block * channels + c) * length;
        for (int lane = 0; lane < PARTS; lane += LANES) {
          scratch.addProducts(dy, x, at, length, lane, means[c]);
        }
        sum += total(scratch.parts);
        product += total(scratch.otherParts);
      }
      sums[c] = (float) sum;
      products[c] = (float) product;
    }
  }

  private void addProducts(float[] dy, float[] x, int at, int length, int lane, float mean) {
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector products = FloatVector.zero(SPECIES);
    for (int i = lane; i < length; i += PARTS) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, dy, at + i);
      sum = sum.add(gradient);
      products = FloatVector.fromArray(SPECIES, x, at + i).sub(mean).fma(gradient, products);
    }
    sum.intoArray(parts, lane);
    products.intoArray(otherParts, lane);
  }

  static void scale(
      int blocks, int channels, int length, float[] x, float[] scale, float[] shift, float[] y) {
    for (int plane = 0; plane < blocks * channels; plane++) {
      FloatVector a = FloatVector.broadcast(SPECIES, scale[plane % channels]);
      FloatVector b = FloatVector.broadcast(SPECIES, shift[plane % channels]);
      int end = (plane + 1) * length;
      for (int i = plane * length; i < end; i += LANES) {
        FloatVector.fromArray(SPECIES, x, i).fma(a, b).intoArray(y, i);
      }
    }
  }

  static void combine(
      int rows,
      int channels,
      int length,
      float[] dy,
      float[] x,
      float[] p,
      float[] q,
      float[] r,
      float[] dx) {
    VectorChannels scratch = SCRATCH.get();
    for (int plane = 0; plane < blocks(rows) * channels; plane++) {
      int c = plane % channels;
      float[] mask = scratch.mask(rows, plane / channels);
      combine(length, plane * length, dy, x, p[c], q[c], r[c], mask, dx);
    }
  }

  private static void combine(
      int length,
      int at,
      float[] dy,
      float[] x,
      float p,
      float q,
      float r,
      float[] mask,
      float[] dx) {
    FloatVector slope = FloatVector.broadcast(SPECIES, p);
    FloatVector ofInput = FloatVector.broadcast(SPECIES, q);
    FloatVector constant = FloatVector.broadcast(SPECIES, r);
    for (int i = 0; i < length; i += LANES) {
      FloatVector.fromArray(SPECIES, x, at + i)
          .fma(ofInput, FloatVector.fromArray(SPECIES, dy, at + i).fma(slope, constant))
          .mul(FloatVector.fromArray(SPECIES, mask, i & BLOCK - 1))
          .intoArray(dx, at + i);
    }
  }
}
