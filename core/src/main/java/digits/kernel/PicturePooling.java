package digits.kernel;

/**
 * The sizes of the pooling of a picture, or several, [row, column, channel] into [row, column,
 * channel], and where its numbers stand. Both arrays have {@link Kernels#OVERHANG} floats more.
 * Immutable and safe for use by many threads.
 */
public final class PicturePooling {
  final int channels;

  /** Of a picture. */
  final int outPixels;

  /** Where the pixels of a window stand, from its first one on. */
  final int[] window;

  /** Where the first pixel of output pixel q's window stands, of {@link Kernels#PICTURES}. */
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
    positions = new int[Kernels.PICTURES * outPixels];
    for (int q = 0; q < positions.length; q++) {
      int first = q / outPixels * height * width;
      int pixel = q % outPixels;
      positions[q] = (first + (pixel / columns * width + pixel % columns) * size) * channels;
    }
  }
}
