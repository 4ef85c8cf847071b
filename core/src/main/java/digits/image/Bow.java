package digits.image;

/**
 * A piece seen as one stroke from top to bottom: the parabola through the middles of its rows, by
 * least squares.
 *
 * @param lean how far its top is to the right of its bottom, in its heights
 * @param sag how far its ends are to the right of its middle, in its heights
 * @param apart how far the rows' middles are from the parabola, in pixels, the root of the mean
 *     square
 */
record Bow(float lean, float sag, float apart) {
  static Bow of(Piece piece) {
    int width = piece.box().width();
    int height = piece.box().height();
    double[] middles = new double[height];
    double[] moments = new double[5]; // of the rows' places, -1 at the top to 1
    double[] sums = new double[3];
    for (int y = 0; y < height; y++) {
      long ink = 0;
      long weighted = 0;
      for (int x = 0; x < width; x++) {
        ink += piece.at(x, y);
        weighted += (long) x * piece.at(x, y);
      }
      middles[y] = ink == 0 ? (y == 0 ? width / 2.0 : middles[y - 1]) : (double) weighted / ink;
      double t = place(y, height);
      double power = 1;
      for (int k = 0; k < moments.length; k++, power *= t) {
        moments[k] += power;
        if (k < sums.length) {
          sums[k] += power * middles[y];
        }
      }
    }
    // odd moments are 0, the rows lie evenly on both sides of the middle
    double slope = moments[2] == 0 ? 0 : sums[1] / moments[2];
    double determinant = moments[0] * moments[4] - moments[2] * moments[2];
    double bend =
        determinant < 1e-9 ? 0 : (moments[0] * sums[2] - moments[2] * sums[0]) / determinant;
    double start = (sums[0] - bend * moments[2]) / moments[0];
    double squares = 0;
    for (int y = 0; y < height; y++) {
      double t = place(y, height);
      double off = middles[y] - start - slope * t - bend * t * t;
      squares += off * off;
    }
    return new Bow(
        (float) (-2 * slope / height),
        (float) (bend / height),
        (float) Math.sqrt(squares / height));
  }

  private static double place(int y, int height) {
    return height == 1 ? 0 : 2.0 * y / (height - 1) - 1;
  }
}
