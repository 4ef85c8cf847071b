package digits.kernel;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** One picture, or one row of numbers, at a time; the lanes are outputs or channels. */
final class VectorPicture {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = 2 * LANES;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final long LANE_BITS = -1L >>> Long.SIZE - LANES;

  /** Bit l for lane l. */
  private static final int[] ONE_EACH = IntStream.range(0, LANES).map(l -> 1 << l).toArray();

  /** Up to so many outputs a row's sums stay in registers. */
  private static final int FEW = 16;

  private VectorPicture() {}

  /**
   * The last outputs first: what their vectors write too many lies where earlier outputs of a later
   * pixel come afterwards.
   */
  static void convolve(
      PictureConvolution shape,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      boolean rectify,
      float[] y,
      int yAt) {
    convolve(
        shape, shape.positions, shape.places, shape.outPixels, x, xAt, w, wAt, rectify, y, yAt);
  }

  /** The biases alone come last, and exactly: vectors stand out into the places of blank pixels. */
  static void convolveInk(
      PictureConvolution shape, InkedPixels ink, float[] x, float[] w, boolean rectify, float[] y) {
    for (int row = 0; row < InkedPixels.rowsOf(shape); row++) {
      ink.rows[row] = inked(x, row * shape.width, shape.width);
    }
    ink.find(shape);
    convolve(shape, ink.positions, ink.places, ink.count, x, 0, w, 0, rectify, y, 0);
    writeBiases(shape, ink, w, rectify, y);
  }

  private static void writeBiases(
      PictureConvolution shape, InkedPixels ink, float[] w, boolean rectify, float[] y) {
    int outputs = shape.outputs;
    int row = shape.columns * outputs;
    if (ink.biases.length < row) {
      ink.biases = new float[row];
    }
    for (int o = 0; o < outputs; o++) {
      float bias = w[shape.biasAt() + o];
      ink.biases[o] = rectify ? Math.max(bias, 0f) : bias;
    }
    for (int done = outputs; done < row; done *= 2) {
      System.arraycopy(ink.biases, 0, ink.biases, done, Math.min(done, row - done));
    }
    for (int run = 0; run < ink.blankRuns; run++) {
      int end = ink.blankTo[run] * outputs;
      for (int at = ink.blankFrom[run] * outputs; at < end; at += row) {
        System.arraycopy(ink.biases, 0, y, at, Math.min(row, end - at));
      }
    }
  }

  /** Bit j: whether number j of a row of the picture is anything but 0. */
  private static long inked(float[] x, int at, int width) {
    IntVector oneEach = IntVector.fromArray(INTS, ONE_EACH, 0);
    long row = 0;
    for (int j = 0; j < width; j += LANES) {
      IntVector v = bits(x, at + j);
      IntVector sign = v.or(v.neg()).lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
      row |= (sign.and(oneEach).reduceLanes(VectorOperators.OR) & LANE_BITS) << j;
    }
    return row & -1L >>> Long.SIZE - width;
  }

  /** Of the pixels that stand at {@code from} and whose outputs stand at {@code to}. */
  private static void convolve(
      PictureConvolution shape,
      int[] from,
      int[] to,
      int pixels,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      boolean rectify,
      float[] y,
      int yAt) {
    for (int o = (shape.outputs - 1) / PANEL * PANEL; o >= 0; o -= PANEL) {
      int panelAt = wAt + shape.weightAt(0, o);
      if (shape.outputs - o > LANES) {
        int q = 0;
        for (; LANES >= 16 && q < pixels - 6; q += 9) {
          int at = start(pixels, q, 9);
          PictureTile.nine(shape, from, to, at, x, xAt, w, panelAt, o, rectify, y, yAt);
        }
        for (; q < pixels; q += 6) {
          int at = start(pixels, q, 6);
          PictureTile.six(shape, from, to, at, x, xAt, w, panelAt, o, rectify, y, yAt);
        }
      } else {
        for (int q = 0; q < pixels; q += 8) {
          int at = start(pixels, q, 8);
          PictureTile.eight(shape, from, to, at, x, xAt, w, panelAt, o, rectify, y, yAt);
        }
      }
    }
  }

  /** The last tile is moved back to end with the last pixel; it does a few pixels again. */
  private static int start(int pixels, int pixel, int height) {
    return Math.max(0, Math.min(pixel, pixels - height));
  }

  /** The 36 products [tiles, channels] [channels, outputs]. */
  static void products(Winograd shape, float[] v, float[] u, float[] m) {
    for (int i = 0; i < Winograd.VALUES; i++) {
      int uAt = i * shape.stepWeights;
      convolve(shape.product, v, i * shape.stepIn, u, uAt, false, m, i * shape.stepOut);
    }
  }

  static void multiply(
      int n, int count, int[] places, float[] values, float[] w, int biasAt, float[] y) {
    if (n <= FEW) {
      for (int o = 0; o < n; o += LANES) {
        multiplyFew(n, o, count, places, values, w, biasAt, y);
      }
      return;
    }
    System.arraycopy(w, biasAt, y, 0, n);
    for (int e = 0; e < count; e += 4) {
      addFour(
          n,
          values[e],
          values[e + 1],
          values[e + 2],
          values[e + 3],
          w,
          places[e] * n,
          places[e + 1] * n,
          places[e + 2] * n,
          places[e + 3] * n,
          y);
    }
  }

  /** One sum of every fourth entry, and four of them at a time: none waits for the one before. */
  private static void multiplyFew(
      int n, int o, int count, int[] places, float[] values, float[] w, int biasAt, float[] y) {
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
    s0.add(s1).add(s2.add(s3)).intoArray(y, o);
  }

  private static void addFour(
      int n,
      float x0,
      float x1,
      float x2,
      float x3,
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      float[] y) {
    FloatVector f0 = FloatVector.broadcast(SPECIES, x0);
    FloatVector f1 = FloatVector.broadcast(SPECIES, x1);
    FloatVector f2 = FloatVector.broadcast(SPECIES, x2);
    FloatVector f3 = FloatVector.broadcast(SPECIES, x3);
    for (int o = 0; o < n; o += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, o);
      sum = f0.fma(FloatVector.fromArray(SPECIES, w, w0 + o), sum);
      sum = f1.fma(FloatVector.fromArray(SPECIES, w, w1 + o), sum);
      sum = f2.fma(FloatVector.fromArray(SPECIES, w, w2 + o), sum);
      sum = f3.fma(FloatVector.fromArray(SPECIES, w, w3 + o), sum);
      sum.intoArray(y, o);
    }
  }

  static void maxPool(PicturePooling shape, boolean positive, float[] x, float[] y) {
    int[] window = shape.window;
    if (window.length == 4 && positive) {
      maxOfFour(shape, window[1], window[2], window[3], x, y);
      return;
    }
    for (int q = 0; q < shape.outPixels; q++) {
      for (int c = 0; c < shape.channels; c += LANES) {
        int from = shape.positions[q] + c;
        FloatVector largest = FloatVector.fromArray(SPECIES, x, from);
        for (int i = 1; i < window.length; i++) {
          largest = largest.max(FloatVector.fromArray(SPECIES, x, from + window[i]));
        }
        largest.intoArray(y, q * shape.channels + c);
      }
    }
  }

  /**
   * Windows of 2 x 2 without a loop over their pixels, of numbers that are not negative: their bits
   * compare as they do, and the larger of whole numbers is one instruction, of floats half a dozen.
   */
  private static void maxOfFour(
      PicturePooling shape, int w1, int w2, int w3, float[] x, float[] y) {
    int channels = shape.channels;
    for (int c = (channels - 1) / LANES * LANES; c >= 0; c -= LANES) {
      for (int q = 0; q < shape.outPixels; q++) {
        int at = shape.positions[q] + c;
        IntVector upper = bits(x, at).max(bits(x, at + w1));
        IntVector lower = bits(x, at + w2).max(bits(x, at + w3));
        upper.max(lower).reinterpretAsFloats().intoArray(y, q * channels + c);
      }
    }
  }

  private static IntVector bits(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at).reinterpretAsInts();
  }

  static void meanPool(PicturePooling shape, float[] x, float[] y) {
    int[] window = shape.window;
    for (int q = 0; q < shape.outPixels; q++) {
      for (int c = 0; c < shape.channels; c += LANES) {
        int from = shape.positions[q] + c;
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int place : window) {
          sum = sum.add(FloatVector.fromArray(SPECIES, x, from + place));
        }
        sum.mul(1f / window.length).intoArray(y, q * shape.channels + c);
      }
    }
  }
}
