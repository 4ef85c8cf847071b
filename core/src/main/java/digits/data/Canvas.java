package digits.data;

/**
 * A picture in numbers from 0, paper, to 255, ink, with a frame of paper around it, so that a pixel
 * always has neighbours. Its {@code spare} array takes a result before the two change places. Not
 * for use by several threads at once.
 */
final class Canvas {
  /** How wide the frame is. */
  static final int FRAME = 2;

  final int width;
  final int height;

  /** The length of a row with its frame. */
  final int stride;

  /** Where the first pixel is. */
  final int first;

  /** [height + 2 FRAME, stride]; nothing writes to the frame, which stays 0. */
  int[] ink;

  int[] spare;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    stride = width + 2 * FRAME;
    first = FRAME * stride + FRAME;
    ink = new int[(height + 2 * FRAME) * stride];
    spare = new int[ink.length];
  }

  void load(byte[] images, int fromAt) {
    for (int y = 0; y < height; y++) {
      for (int x = 0, at = first + y * stride; x < width; x++, at++) {
        ink[at] = images[fromAt + y * width + x] & 255;
      }
    }
  }

  void store(byte[] to, int toAt) {
    for (int y = 0; y < height; y++) {
      for (int x = 0, at = first + y * stride; x < width; x++, at++) {
        to[toAt + y * width + x] = (byte) ink[at];
      }
    }
  }

  /** Makes the spare array the picture. */
  void swap() {
    int[] old = ink;
    ink = spare;
    spare = old;
  }
}
