package digits.image;

/** Whether a page is dark on light or light on dark. */
final class Polarity {
  /** About so many rows and columns are looked at. */
  private static final int SAMPLES = 256;

  /** Differences up to this are grain. */
  private static final int GRAIN = 16;

  /** What is seen at a distance counts by its power of minus this. */
  private static final double NEARNESS = 0.25;

  private Polarity() {}

  /**
   * Ink is the minority: from a stroke one sees paper on both sides more often than strokes on both
   * sides of paper. At several distances, pixels darker than both neighbours are weighed against
   * pixels lighter than both. The edges of shadows and tables are neither. The nearer counts more:
   * from afar a page on a dark table is light ink itself.
   */
  static boolean lightInk(Gray smooth) {
    int width = smooth.width();
    int height = smooth.height();
    int longest = Math.max(3, Math.min(width, height) / 4);
    int step = Math.max(1, Math.min(width, height) / SAMPLES);
    double balance = 0;
    for (int distance = 2; distance <= longest; distance = distance * 3 / 2 + 1) {
      long here = 0;
      for (int y = 0; y < height; y += step) {
        for (int x = 0; x < width; x += step) {
          int value = smooth.at(x, y);
          if (x >= distance && x + distance < width) {
            here += light(smooth.at(x - distance, y), value, smooth.at(x + distance, y));
          }
          if (y >= distance && y + distance < height) {
            here += light(smooth.at(x, y - distance), value, smooth.at(x, y + distance));
          }
        }
      }
      balance += here / Math.pow(distance, NEARNESS);
    }
    return balance > 0;
  }

  /** How much lighter than both neighbours, or how much darker as a negative number. */
  private static int light(int before, int value, int after) {
    int lighter = value - Math.max(before, after) - GRAIN;
    int darker = Math.min(before, after) - value - GRAIN;
    return lighter > 0 ? lighter : darker > 0 ? -darker : 0;
  }
}
