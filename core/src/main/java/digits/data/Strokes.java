package digits.data;

/**
 * Draws straight strokes with a round pen. Places are shares of the picture's sides, from -0.5 to
 * 0.5 about its centre, right and down. Not for use by several threads at once.
 */
final class Strokes {
  private final int width;
  private final int height;
  private final float[] ink; // 0 to 1
  private boolean drawn;

  Strokes(int width, int height) {
    this.width = width;
    this.height = height;
    ink = new float[width * height];
  }

  /**
   * @param halfWidth of the pen in pixels
   */
  void line(double fromX, double fromY, double toX, double toY, double halfWidth) {
    drawn = true;
    double startX = (fromX + 0.5) * width - 0.5;
    double startY = (fromY + 0.5) * height - 0.5;
    double alongX = (toX - fromX) * width;
    double alongY = (toY - fromY) * height;
    double squared = Math.max(1e-9, alongX * alongX + alongY * alongY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double awayX = x - startX;
        double awayY = y - startY;
        double share = (awayX * alongX + awayY * alongY) / squared;
        share = Math.max(0, Math.min(1, share));
        awayX -= share * alongX;
        awayY -= share * alongY;
        double covered = halfWidth + 0.5 - Math.sqrt(awayX * awayX + awayY * awayY);
        if (covered > ink[y * width + x]) {
          ink[y * width + x] = (float) Math.min(1, covered);
        }
      }
    }
  }

  /**
   * Adds what was drawn to a picture and begins anew.
   *
   * @return whether there was anything
   */
  boolean moveTo(byte[] picture, int at) {
    if (!drawn) {
      return false;
    }
    for (int i = 0; i < ink.length; i++) {
      picture[at + i] = (byte) Math.max(picture[at + i] & 255, (int) (255 * ink[i]));
      ink[i] = 0;
    }
    drawn = false;
    return true;
  }
}
