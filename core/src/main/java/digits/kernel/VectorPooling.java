package digits.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Windows of pixels become one pixel; the lanes are examples. */
final class VectorPooling {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int BLOCK = Kernels.BLOCK;

  private VectorPooling() {}

  static void max(int planes, int height, int width, int size, float[] x, float[] y) {
    int[] places = places(width, size);
    int out = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row <= height - size; row += size) {
        int in = (plane * height + row) * width * BLOCK;
        for (int column = 0; column <= width - size; column += size) {
          for (int lane = 0; lane < BLOCK; lane += LANES) {
            maxOf(places, x, in + column * BLOCK + lane, y, out + lane);
          }
          out += BLOCK;
        }
      }
    }
  }

  private static void maxOf(int[] places, float[] x, int in, float[] y, int out) {
    FloatVector largest = FloatVector.fromArray(SPECIES, x, in);
    for (int i = 1; i < places.length; i++) {
      largest = largest.max(FloatVector.fromArray(SPECIES, x, in + places[i]));
    }
    largest.intoArray(y, out);
  }

  static void maxGradient(
      int planes, int height, int width, int size, float[] x, float[] y, float[] dy, float[] dx) {
    int[] places = places(width, size);
    clearRest(planes, height, width, size, dx);
    int out = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row <= height - size; row += size) {
        int in = (plane * height + row) * width * BLOCK;
        for (int column = 0; column <= width - size; column += size) {
          for (int lane = 0; lane < BLOCK; lane += LANES) {
            giveToMax(places, x, dx, in + column * BLOCK + lane, y, dy, out + lane);
          }
          out += BLOCK;
        }
      }
    }
  }

  private static void giveToMax(
      int[] places, float[] x, float[] dx, int in, float[] y, float[] dy, int out) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector largest = FloatVector.fromArray(SPECIES, y, out);
    FloatVector left = FloatVector.fromArray(SPECIES, dy, out);
    for (int i = 0; i < places.length; i++) {
      int at = in + places[i];
      var found = FloatVector.fromArray(SPECIES, x, at).compare(VectorOperators.EQ, largest);
      zero.blend(left, found).intoArray(dx, at);
      left = left.blend(zero, found);
    }
  }

  static void mean(int planes, int height, int width, int size, float[] x, float[] y) {
    int[] places = places(width, size);
    int out = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row <= height - size; row += size) {
        int in = (plane * height + row) * width * BLOCK;
        for (int column = 0; column <= width - size; column += size) {
          for (int lane = 0; lane < BLOCK; lane += LANES) {
            meanOf(places, x, in + column * BLOCK + lane, y, out + lane);
          }
          out += BLOCK;
        }
      }
    }
  }

  private static void meanOf(int[] places, float[] x, int in, float[] y, int out) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int place : places) {
      sum = sum.add(FloatVector.fromArray(SPECIES, x, in + place));
    }
    sum.mul(1f / places.length).intoArray(y, out);
  }

  static void meanGradient(int planes, int height, int width, int size, float[] dy, float[] dx) {
    int[] places = places(width, size);
    clearRest(planes, height, width, size, dx);
    int out = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row <= height - size; row += size) {
        int in = (plane * height + row) * width * BLOCK;
        for (int column = 0; column <= width - size; column += size) {
          for (int lane = 0; lane < BLOCK; lane += LANES) {
            FloatVector part =
                FloatVector.fromArray(SPECIES, dy, out + lane).mul(1f / places.length);
            for (int place : places) {
              part.intoArray(dx, in + column * BLOCK + lane + place);
            }
          }
          out += BLOCK;
        }
      }
    }
  }

  /** Where the pixels of a window stand, from its first one on. */
  private static int[] places(int width, int size) {
    int[] places = new int[size * size];
    for (int i = 0; i < places.length; i++) {
      places[i] = (i / size * width + i % size) * BLOCK;
    }
    return places;
  }

  /** Pixels beyond the last whole window get no gradient. */
  private static void clearRest(int planes, int height, int width, int size, float[] dx) {
    if (height % size != 0 || width % size != 0) {
      Arrays.fill(dx, 0, planes * height * width * BLOCK, 0f);
    }
  }
}
