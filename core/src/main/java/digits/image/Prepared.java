package digits.image;

/**
 * A digit prepared for the network.
 *
 * @param pixels ink from 0 (paper) to 255, one unsigned byte a pixel, row after row; not copied
 * @param width columns of {@code pixels}
 * @param height rows of {@code pixels}
 * @param box where the digit stands in the original picture
 */
public record Prepared(byte[] pixels, int width, int height, Box box) {

  /** The digit turned clockwise. */
  public Prepared turned(Turn turn) {
    return new Prepared(
        turn.of(pixels, width, height),
        turn.swaps() ? height : width,
        turn.swaps() ? width : height,
        box);
  }

  /**
   * The digit with smaller width and height, drawn around the place of its centre of mass.
   *
   * @param across its new width, as a part of the old one
   * @param down its new height, likewise
   */
  public Prepared drawnSmaller(double across, double down) {
    byte[] drawn = new byte[pixels.length];
    for (int y = 0; y < height; y++) {
      double v = height / 2 + (y - height / 2) / down;
      int top = (int) Math.floor(v);
      for (int x = 0; x < width; x++) {
        double u = width / 2 + (x - width / 2) / across;
        int left = (int) Math.floor(u);
        double above = (left + 1 - u) * ink(left, top) + (u - left) * ink(left + 1, top);
        double below = (left + 1 - u) * ink(left, top + 1) + (u - left) * ink(left + 1, top + 1);
        drawn[y * width + x] = (byte) Math.round((top + 1 - v) * above + (v - top) * below);
      }
    }
    return new Prepared(drawn, width, height, box);
  }

  private int ink(int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : pixels[y * width + x] & 0xFF;
  }
}
