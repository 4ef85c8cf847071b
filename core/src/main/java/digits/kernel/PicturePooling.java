package digits.kernel;

/**
 * The sizes of the pooling of one picture [row, column, channel] into [row, column, channel], and
 * where its numbers stand. Both arrays have {@link Kernels#OVERHANG} floats more. Immutable and
 * safe for use by many threads.
 */
public final class PicturePooling {
  final int channels;
  final int outPixels;

  /** Where the pixels of a window stand, from its first one on. */
  final int[] window;

  /** Where the first pixel of output pixel q's window stands. */
  final int[] positions;

  /**
   * @param size height and width of the windows; pixels that fill none are left out
   */
  public PicturePooling(int channels, int height, int width, int size) {
    this.channels = channels;
    int columns = width / size;
    outPixels = height / size * columns;
    window = new int[size * size];
    for (int i = 0; i < window.length; i++) {
      window[i] = (i / size * width + i % size) * channels;
    }
    positions = new int[outPixels];
    for (int q = 0; q < outPixels; q++) {
      positions[q] = (q / columns * width + q % columns) * size * channels;
    }
  }
}
