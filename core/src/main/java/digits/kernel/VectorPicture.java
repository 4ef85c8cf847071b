package digits.kernel;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** One picture at a time; the lanes are outputs or channels. */
final class VectorPicture {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = PictureTile.PANEL;

  /** Pixels of a tile that leaves the registers well filled. */
  private static final int MOST = LANES >= 16 ? 9 : LANES == 8 ? 4 : 6;

  private static final int PIXELS = PictureConvolution.TILES * MOST;

  /** A row of a kernel of so many numbers is worth to load and store the sums for it alone. */
  private static final int LONG_RUN = 64;

  /** Where the sums of a tile's pixels stand. */
  private static final int[] SUMS = IntStream.range(0, MOST).map(q -> q * PANEL).toArray();

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final long LANE_BITS = -1L >>> Long.SIZE - LANES;

  /** Bit l for lane l. */
  private static final int[] ONE_EACH = IntStream.range(0, LANES).map(l -> 1 << l).toArray();

  private VectorPicture() {}

  /** The last vector ends with the last pixel; it takes a few once more. */
  static void load(int length, byte[] x, int xAt, float scale, float[] y, int yAt) {
    if (length < LANES || LANES < PackedPixels.STRIP) { // a strip of bytes is read at a time
      for (int i = 0; i < length; i++) {
        y[yAt + i] = (x[xAt + i] & 255) * scale;
      }
      return;
    }
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      PixelProduct.bytesAsFloats(x, xAt + at).mul(scale).intoArray(y, yAt + at);
    }
  }

  static void convolve(
      PictureConvolution shape,
      int pictures,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      boolean rectify,
      float[] y,
      int yAt) {
    int pixels = pictures * shape.outPixels;
    if (shape.kernel == 1 || shape.run >= LONG_RUN) {
      convolveRows(shape, pictures, x, xAt, w, wAt, y, yAt);
      if (rectify) {
        rectify(y, yAt, pixels * shape.outputs);
      }
    } else {
      int[] from = shape.positions(pictures);
      int[] to = shape.places(pictures);
      convolve(shape, from, to, pixels, x, xAt, w, wAt, rectify, y, yAt);
    }
  }

  /** The biases alone come last, and exactly: vectors stand out into the places of blank pixels. */
  static void convolveInk(
      PictureConvolution shape,
      int pictures,
      InkedPixels ink,
      float[] x,
      float[] w,
      boolean rectify,
      float[] y) {
    ink.hold(shape, pictures);
    for (int row = 0; row < pictures * shape.height; row++) {
      ink.rows[row] = inked(x, row * shape.width, shape.width);
    }
    ink.find(shape, pictures);
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

  /**
   * Of the pixels that stand at {@code from} and whose outputs stand at {@code to}. The last
   * outputs first: what their vectors write too many lies where earlier outputs of a later pixel
   * come afterwards.
   */
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
      for (int q = 0; q < pixels; q += 6) {
        int at = start(pixels, q, 6);
        OffsetTile.six(shape, from, to, at, x, xAt, w, panelAt, o, rectify, y, yAt);
      }
    }
  }

  /** Some tiles take turns with each row of the kernels: its weights stay in the nearest cache. */
  private static void convolveRows(
      PictureConvolution shape,
      int pictures,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    int pixels = pictures * shape.outPixels;
    for (int o = (shape.outputs - 1) / PANEL * PANEL; o >= 0; o -= PANEL) {
      int panelAt = wAt + shape.weightAt(0, o);
      for (int first = 0; first < pixels; first += PIXELS) {
        int end = Math.min(pixels, first + PIXELS);
        for (int row = 0; row < shape.kernel; row++) {
          addRow(shape, pictures, row, first, end, x, xAt, w, panelAt, y, yAt + o);
        }
      }
    }
  }

  /** From the biases or the sums of the rows before to the sums or the result. */
  private static void addRow(
      PictureConvolution shape,
      int pictures,
      int row,
      int first,
      int end,
      float[] x,
      int xAt,
      float[] w,
      int panelAt,
      float[] y,
      int yAt) {
    boolean begins = row == 0;
    boolean ends = row == shape.kernel - 1;
    int n = shape.run;
    int wAt = panelAt + row * n * PANEL;
    int rowAt = xAt + row * shape.rowStep;
    float[] start = begins ? w : y;
    int startStep = begins ? 0 : PANEL;
    int sumsAt = shape.sumsAt(pictures);
    int[] from = shape.positions(pictures);
    int[] places = shape.places(pictures);
    for (int q = first; q < end; sumsAt += MOST * PANEL) {
      int size = tile(end - q);
      int at = start(end, q, size);
      int startAt = begins ? panelAt + shape.depth * PANEL : sumsAt;
      int outAt = ends ? yAt : sumsAt;
      int[] to = ends ? places : SUMS;
      int place = ends ? at : 0;
      if (size == 4) {
        PictureTile.four(
            x, rowAt, from, at, n, w, wAt, start, startAt, startStep, y, outAt, to, place);
      } else if (size == 9) {
        PictureTile.nine(
            x, rowAt, from, at, n, w, wAt, start, startAt, startStep, y, outAt, to, place);
      } else {
        PictureTile.six(
            x, rowAt, from, at, n, w, wAt, start, startAt, startStep, y, outAt, to, place);
      }
      q += size;
    }
  }

  /** Pixels of the next tile. */
  private static int tile(int left) {
    return Math.min(MOST, left > 6 ? 9 : 6);
  }

  /** The last tile is moved back to end with the last pixel; it does a few pixels again. */
  private static int start(int pixels, int pixel, int size) {
    return Math.max(0, Math.min(pixel, pixels - size));
  }

  /** The larger of a float and 0 is, of its bits as a whole number, the larger too. */
  static void rectify(float[] y, int from, int length) {
    IntVector zero = IntVector.zero(INTS);
    for (int i = from; i < from + length; i += LANES) {
      bits(y, i).max(zero).reinterpretAsFloats().intoArray(y, i);
    }
  }

  /** The 36 products [tiles, channels] [channels, outputs]. */
  static void products(Winograd shape, int pictures, float[] v, float[] u, float[] m) {
    int step = shape.stepOut(pictures);
    for (int i = 0; i < Winograd.VALUES; i++) {
      int uAt = i * shape.stepWeights;
      convolve(shape.product, pictures, v, i * shape.channels, u, uAt, false, m, i * step);
    }
  }

  static void maxPool(PicturePooling shape, int pictures, boolean positive, float[] x, float[] y) {
    int outPixels = pictures * shape.outPixels;
    int[] window = shape.window;
    if (window.length == 4 && positive) {
      maxOfFour(shape, outPixels, window[1], window[2], window[3], x, y);
      return;
    }
    for (int q = 0; q < outPixels; q++) {
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
      PicturePooling shape, int outPixels, int w1, int w2, int w3, float[] x, float[] y) {
    int channels = shape.channels;
    for (int c = (channels - 1) / LANES * LANES; c >= 0; c -= LANES) {
      for (int q = 0; q < outPixels; q++) {
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

  static void meanPool(PicturePooling shape, int pictures, float[] x, float[] y) {
    int outPixels = pictures * shape.outPixels;
    int[] window = shape.window;
    for (int q = 0; q < outPixels; q++) {
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

  /** Vectors stand out over the logits; what lies there is taken for 0 if it is larger. */
  static void softmax(int n, float[] z, int zAt, float[] p) {
    int end = zAt + n;
    float max = z[zAt];
    for (int i = zAt + 1; i < end; i++) {
      max = Math.max(max, z[i]);
    }
    for (int i = zAt; i < end; i += LANES) {
      FloatVector below = FloatVector.fromArray(SPECIES, z, i).sub(max).min(0f);
      Exponential.exp(below).intoArray(z, i);
    }
    float sum = 0;
    for (int i = zAt; i < end; i++) {
      sum += z[i];
    }
    for (int i = 0; i < n; i++) {
      p[i] = z[zAt + i] / sum;
    }
  }
}
