package digits.image;

/**
 * Ink scaled to the network's size, surrounded by one pixel for the fringe of the strokes.
 *
 * @param width columns
 * @param height rows
 * @param values ink, row after row
 */
record Scaled(int width, int height, float[] values) {

  /** Scales the box of a picture, aspect ratio kept, until its longer side is {@code size}. */
  static Scaled toFit(Gray ink, Box box, int size) {
    float scale = (float) size / box.longer();
    Taps columns = Taps.of(box.x(), box.width(), ink.width(), scale);
    Taps rows = Taps.of(box.y(), box.height(), ink.height(), scale);
    int width = columns.weights.length;
    int height = rows.weights.length;
    int top = rows.first[0];
    int bottom = rows.first[height - 1] + rows.weights[height - 1].length;
    float[] narrow = new float[(bottom - top) * width]; // (source rows, width)
    for (int y = top, i = 0; y < bottom; y++) {
      for (int x = 0; x < width; x++, i++) {
        float[] weights = columns.weights[x];
        int p = y * ink.width() + columns.first[x];
        float sum = 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * (ink.pixels()[p + k] & 0xFF);
        }
        narrow[i] = sum;
      }
    }
    float[] values = new float[width * height];
    for (int y = 0; y < height; y++) {
      float[] weights = rows.weights[y];
      for (int k = 0; k < weights.length; k++) {
        int p = (rows.first[y] - top + k) * width;
        for (int x = 0; x < width; x++) {
          values[y * width + x] += weights[k] * narrow[p + x];
        }
      }
    }
    return new Scaled(width, height, values);
  }

  /**
   * Which source pixels, with which weights, make each target pixel along one axis.
   *
   * @param first per target pixel its first source pixel
   * @param weights per target pixel the weights of the source pixels from there on
   */
  private record Taps(int[] first, float[][] weights) {

    static Taps of(int start, int length, int limit, float scale) {
      int count = (int) Math.ceil(length * scale - 1e-3f) + 2;
      float step = 1 / scale;
      float origin = start + (length - count * step) / 2; // the target's middle is the box's
      // Shrinking: the mean over the target pixel's area. Enlarging: linear between the centres,
      // which is the same mean taken over one source pixel.
      float reach = Math.max(step, 1) / 2;
      int[] first = new int[count];
      float[][] weights = new float[count][];
      for (int i = 0; i < count; i++) {
        float centre = origin + (i + 0.5f) * step;
        float from = centre - reach;
        float to = centre + reach;
        int a = Math.max(0, Math.min(limit, (int) Math.floor(from + 1e-3f)));
        int b = Math.max(a, Math.min(limit, (int) Math.ceil(to - 1e-3f)));
        first[i] = a;
        weights[i] = new float[b - a];
        for (int p = a; p < b; p++) {
          weights[i][p - a] = (Math.min(p + 1, to) - Math.max(p, from)) / (to - from);
        }
      }
      return new Taps(first, weights);
    }
  }
}
