package digits.image;

/** Whether a page is dark on light or light on dark. */
final class Polarity {
  /** Tiles across the shorter side. */
  private static final int TILES = 6;

  /** Nearer to its tile's median than this, a pixel is paper. */
  private static final int PAPER = 16;

  private Polarity() {}

  /**
   * Ink is the minority everywhere: within small tiles, whose median is paper, it lies on one side.
   */
  static boolean lightInk(Gray picture) {
    int side = Math.max(8, Math.min(picture.width(), picture.height()) / TILES);
    long darker = 0;
    long lighter = 0;
    for (int top = 0; top < picture.height(); top += side) {
      for (int left = 0; left < picture.width(); left += side) {
        int[] counts = new int[256];
        int pixels = 0;
        for (int y = top; y < Math.min(picture.height(), top + side); y++) {
          for (int x = left; x < Math.min(picture.width(), left + side); x++) {
            counts[picture.at(x, y)]++;
            pixels++;
          }
        }
        int median = Paper.highest(counts, pixels / 2);
        for (int value = 0; value < 256; value++) {
          if (value < median - PAPER) {
            darker += (long) counts[value] * (median - value);
          } else if (value > median + PAPER) {
            lighter += (long) counts[value] * (value - median);
          }
        }
      }
    }
    return lighter > darker;
  }
}
