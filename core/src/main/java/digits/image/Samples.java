package digits.image;

/**
 * Pixels of a picture on a regular grid.
 *
 * @param x columns
 * @param y rows
 * @param v luminance
 */
record Samples(float[] x, float[] y, float[] v) {

  /** About {@code count} pixels, at most four times as many. */
  static Samples of(Gray picture, int count) {
    int step = Math.max(1, (int) Math.sqrt(picture.pixels().length / (double) count));
    int columns = (picture.width() + step - 1) / step;
    int rows = (picture.height() + step - 1) / step;
    int size = columns * rows;
    Samples samples = new Samples(new float[size], new float[size], new float[size]);
    for (int i = 0; i < size; i++) {
      int column = i % columns * step;
      int row = i / columns * step;
      samples.x[i] = column;
      samples.y[i] = row;
      samples.v[i] = picture.at(column, row);
    }
    return samples;
  }

  int size() {
    return v.length;
  }

  /** How far sample i lies above the plane. */
  float residual(int i, float[] plane) {
    return v[i] - plane[0] - plane[1] * x[i] - plane[2] * y[i];
  }

  /**
   * Least squares: the a, b, c that minimise the sum of (v - a - b x - c y)^2 over the chosen
   * samples. Samples on one line leave the slopes undetermined; they are 0 then.
   */
  float[] plane(boolean[] chosen) {
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    double sumV = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xv = 0;
    double yv = 0;
    for (int i = 0; i < v.length; i++) {
      if (chosen[i]) {
        double dx = x[i];
        double dy = y[i];
        double dv = v[i];
        n++;
        sumX += dx;
        sumY += dy;
        sumV += dv;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
        xv += dx * dv;
        yv += dy * dv;
      }
    }
    if (n == 0) {
      return new float[3];
    }
    double meanX = sumX / n;
    double meanY = sumY / n;
    double meanV = sumV / n;
    xx -= sumX * meanX; // now around the means
    xy -= sumX * meanY;
    yy -= sumY * meanY;
    xv -= sumX * meanV;
    yv -= sumY * meanV;
    double determinant = xx * yy - xy * xy;
    double b = 0;
    double c = 0;
    if (determinant > 1e-6 * xx * yy) {
      b = (xv * yy - yv * xy) / determinant;
      c = (yv * xx - xv * xy) / determinant;
    }
    return new float[] {(float) (meanV - b * meanX - c * meanY), (float) b, (float) c};
  }

  /**
   * Standard deviation of the chosen samples around the plane, taken from those on the far side of
   * the ink only: on the near side the soft edges of the strokes would pass for noise.
   *
   * @param towardsInk 1 if ink is lighter than the plane, -1 if darker
   */
  float deviation(boolean[] chosen, float[] plane, int towardsInk) {
    double squares = 0;
    int n = 0;
    for (int i = 0; i < v.length; i++) {
      float residual = residual(i, plane);
      if (chosen[i] && towardsInk * residual <= 0) {
        squares += residual * residual;
        n++;
      }
    }
    return n == 0 ? 0 : (float) Math.sqrt(squares / n);
  }
}
