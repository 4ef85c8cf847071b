package digits.image;

/**
 * Gives thin strokes of large pictures the width of a pen's. Scaled down as they are, hair lines
 * become pale and uneven, and no digit of MNIST looks so.
 */
final class HairLines {
  /** Strokes are at least so wide in the network's pixels. */
  private static final float LEAST = 1.4f;

  /** Scaled up so far, edges can be moved by parts of a pixel. */
  private static final int FINE = 2;

  private HairLines() {}

  /**
   * By how much the edges of the strokes must move, 0 for none: pictures that are scaled up or
   * hardly down are left as they are.
   *
   * @param box all that reaches the level
   * @param level from here on contrast is ink
   * @param size the longer side of the digit in the network's pixels
   */
  static float missing(Gray ink, Box box, int level, int size) {
    if (box.longer() < FINE * size) {
      return 0;
    }
    float stroke = ink.atLeast(level).strokeWidth() * size / box.longer();
    return Math.max(0, LEAST - stroke) / 2;
  }

  /** Scales the box, its strokes' edges moved outwards, until its longer side is {@code size}. */
  static Scaled toFit(Gray ink, Box box, int size, float missing) {
    float edge = FINE * missing;
    int frame = (int) Math.ceil(edge);
    Scaled fine = Scaled.toFit(ink, box, Math.max(1, FINE * size - 2 * Math.round(edge)));
    int width = (fine.width() + 2 * frame + FINE - 1) / FINE * FINE;
    int height = (fine.height() + 2 * frame + FINE - 1) / FINE * FINE;
    float[] values = new float[width * height];
    float full = 255 / Preparation.strongest(fine.values());
    for (int y = 0, i = 0; y < fine.height(); y++) {
      for (int x = 0; x < fine.width(); x++, i++) {
        values[(y + frame) * width + x + frame] = Math.min(255, full * fine.values()[i]);
      }
    }
    boolean corners = false;
    for (float left = edge; left > 0; left--) {
      values = widened(values, width, Math.min(1, left), corners);
      corners = !corners;
    }
    float[] halved = new float[width / FINE * (height / FINE)];
    for (int i = 0; i < values.length; i++) {
      halved[i / width / FINE * (width / FINE) + i % width / FINE] += values[i] / (FINE * FINE);
    }
    return new Scaled(width / FINE, height / FINE, halved);
  }

  /** Each value goes so far towards the greatest of its neighbours (64). */
  private static float[] widened(float[] values, int width, float share, boolean corners) {
    float[] wide = values.clone();
    int height = values.length / width;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float most = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
          for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
            if (corners || u == x || v == y) {
              most = Math.max(most, values[v * width + u]);
            }
          }
        }
        wide[y * width + x] += share * (most - wide[y * width + x]);
      }
    }
    return wide;
  }
}
