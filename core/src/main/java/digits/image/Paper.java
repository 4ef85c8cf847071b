package digits.image;

import java.util.Arrays;
import java.util.List;

/**
 * The paper of a picture: a plane level + slopeX x + slopeY y through its luminance, which follows
 * mild uneven light, and the noise around it.
 *
 * @param level luminance at the top left pixel
 * @param slopeX change a column
 * @param slopeY change a row
 * @param noise standard deviation of the paper's luminance around the plane
 * @param light whether the paper is lighter than the ink
 * @param frame how many rings of pixels along the edges are a frame and not paper
 */
record Paper(float level, float slopeX, float slopeY, float noise, boolean light, int frame) {
  /** The plane is fitted to about this many pixels of a grid over the picture. */
  private static final int SAMPLES = 1024;

  private static final int MAX_ROUNDS = 4;

  /** A frame's outermost ring has at most this share of paper ... */
  private static final float FRAME_GAPS = 0.05f;

  /** ... and the ring within it at most this share of ink: less than any digit's. */
  private static final float INNER_GAPS = 0.25f;

  /** Along the edges there is this much of one side of the luminance, or they do not tell. */
  private static final float TELLING = 0.75f;

  /** What is paper and what is ink if the edges of the picture show mostly paper. */
  static Paper of(Gray picture) {
    return likeliest(picture).get(0);
  }

  /**
   * Finds out which side of the picture's luminance is paper and fits the plane to it. A digit in a
   * tight crop may cover half of the edges: then the other side comes second.
   */
  static List<Paper> likeliest(Gray picture) {
    Samples samples = Samples.of(picture, SAMPLES);
    boolean[] isPaper = new boolean[samples.size()];
    Arrays.fill(isPaper, true); // to begin with
    float[] plane = samples.plane(isPaper);
    // Distances from the plane through everything, ink included.
    int[] counts = new int[512];
    int width = picture.width();
    for (int y = 0, i = 0; y < picture.height(); y++) {
      float row = plane[0] + plane[2] * y;
      for (int x = 0; x < width; x++, i++) {
        counts[bin((picture.pixels()[i] & 0xFF) - row - plane[1] * x)]++;
      }
    }
    int outliers = outliers(picture.pixels().length);
    int middle = (lowest(counts, outliers) + highest(counts, outliers) + 1) / 2;
    int frame = frame(picture, plane, middle);
    float lightShare = lightShare(picture, plane, middle, frame);
    boolean light = lightShare > 0.5f;
    Paper first = fitted(samples, plane, middle, light, frame);
    return Math.abs(lightShare - 0.5f) > TELLING - 0.5f
        ? List.of(first)
        : List.of(first, fitted(samples, plane, middle, !light, frame));
  }

  private static Paper fitted(
      Samples samples, float[] through, int middle, boolean light, int frame) {
    boolean[] isPaper = new boolean[samples.size()];
    for (int i = 0; i < isPaper.length; i++) {
      isPaper[i] = light == bin(samples.residual(i, through)) >= middle;
    }
    float[] plane = through;
    int towardsInk = light ? -1 : 1;
    float noise = 0;
    boolean settled = false;
    for (int round = 0; round < MAX_ROUNDS && !settled; round++) {
      plane = samples.plane(isPaper);
      noise = samples.deviation(isPaper, plane, towardsInk);
      settled = true;
      for (int i = 0; i < isPaper.length; i++) {
        float ink = towardsInk * samples.residual(i, plane);
        if (isPaper[i] && (ink > 2 * noise + 0.5f || ink < -4 * noise - 0.5f)) {
          isPaper[i] = false;
          settled = false;
        }
      }
    }
    return new Paper(plane[0], plane[1], plane[2], noise, light, frame);
  }

  /** Ink as the distance from the paper towards the ink's side, 0 to 255; none in the frame. */
  Gray contrast(Gray picture) {
    int width = picture.width();
    int height = picture.height();
    byte[] contrast = new byte[picture.pixels().length];
    float sign = light ? -1 : 1;
    for (int y = frame; y < height - frame; y++) {
      float row = level + slopeY * y;
      for (int x = frame; x < width - frame; x++) {
        float above = picture.at(x, y) - row - slopeX * x;
        int ink = (int) (sign * above + 0.5f);
        contrast[y * width + x] = (byte) Math.max(0, Math.min(255, ink));
      }
    }
    return new Gray(width, height, contrast);
  }

  /**
   * How many rings of pixels along the edges are a frame. Paper is what the ring within it shows
   * for the most part: a digit in a tight crop touches the edges in places, yet may cover more than
   * half of the area.
   */
  private static int frame(Gray picture, float[] plane, int middle) {
    float outermost = lightShare(picture, plane, middle, 0);
    if (outermost < 1 - FRAME_GAPS && outermost > FRAME_GAPS) {
      return 0;
    }
    int deepest = Ink.frameDepth(picture);
    for (int depth = 1; depth <= deepest; depth++) {
      float share = lightShare(picture, plane, middle, depth);
      if (outermost > 0.5f ? share < INNER_GAPS : share > 1 - INNER_GAPS) {
        return depth;
      }
    }
    return 0;
  }

  /** How much of the ring at this distance from the edges is lighter than the middle. */
  private static float lightShare(Gray picture, float[] plane, int middle, int depth) {
    int right = picture.width() - 1 - depth;
    int bottom = picture.height() - 1 - depth;
    int light = 0;
    int all = 0;
    for (int y = depth; y <= bottom; y++) {
      int step = y == depth || y == bottom ? 1 : Math.max(1, right - depth);
      for (int x = depth; x <= right; x += step) {
        float residual = picture.at(x, y) - plane[0] - plane[1] * x - plane[2] * y;
        light += bin(residual) >= middle ? 1 : 0;
        all++;
      }
    }
    return (float) light / all;
  }

  /** Distances of -256 to 255 fall into the bins 0 to 511. */
  private static int bin(float distance) {
    return Math.max(0, Math.min(511, (int) (distance + 256.5f)));
  }

  /** How many of the darkest and lightest pixels are not trusted. */
  static int outliers(int pixels) {
    return Math.min(8, pixels / 200);
  }

  private static int lowest(int[] counts, int ignored) {
    int value = 0;
    for (int seen = counts[0]; seen <= ignored; seen += counts[value]) {
      value++;
    }
    return value;
  }

  /** The greatest value when so many of the greatest are set aside. */
  static int highest(int[] counts, int ignored) {
    int value = counts.length - 1;
    for (int seen = counts[value]; seen <= ignored; seen += counts[value]) {
      value--;
    }
    return value;
  }

  /** The median of the values from one on. */
  static int medianFrom(int[] counts, int least) {
    int above = 0;
    for (int value = least; value < counts.length; value++) {
      above += counts[value];
    }
    return highest(counts, above / 2);
  }
}
