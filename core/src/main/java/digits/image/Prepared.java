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
}
