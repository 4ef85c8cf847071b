package digits.kernel;

/**
 * The pictures of one slice of a batch, for the first layer: x[r,i] = the byte of pixel i in row r,
 * times {@code scale}. MNIST's pixels are 81 % zeros, so beside plain floats there are two forms
 * that leave most zeros out, each made when it is first asked for and kept until the next {@link
 * #load}. Not safe for use by several threads at once.
 */
public final class PixelBatch {
  private static final int BLOCK = Kernels.BLOCK;

  private final int capacity;
  private final int width;
  private final float scale;
  private final float[] levels = new float[256];

  private byte[] pixels;
  private int[] order;
  private int from;
  private int rows;

  private Convolution dense;
  private float[] floats;
  private boolean floatsReady;
  private PackedPixels byRows;
  private boolean byRowsReady;
  private PackedPixels byPixels;
  private boolean byPixelsReady;

  /**
   * @param capacity the most rows of a load, 1 to 65,535
   * @param width pixels of a row, 1 to 65,535
   * @param scale what one step of a byte, read as 0 to 255, is worth
   */
  public PixelBatch(int capacity, int width, float scale) {
    this.capacity = capacity;
    this.width = width;
    this.scale = scale;
    for (int i = 0; i < levels.length; i++) {
      levels[i] = i * scale;
    }
  }

  /** Row r becomes the {@code width} bytes at {@code order[from + r] * width} of {@code pixels}. */
  public void load(byte[] pixels, int[] order, int from, int rows) {
    this.pixels = pixels;
    this.order = order;
    this.from = from;
    this.rows = rows;
    floatsReady = false;
    byRowsReady = false;
    byPixelsReady = false;
  }

  public int rows() {
    return rows;
  }

  public int width() {
    return width;
  }

  float scale() {
    return scale;
  }

  byte[] pixels() {
    return pixels;
  }

  /** Where row r begins in {@link #pixels()}. */
  int rowAt(int r) {
    return order[from + r] * width;
  }

  /** Blocks of the rows, the last one filled up. */
  public int blocks() {
    return (rows + BLOCK - 1) / BLOCK;
  }

  /** x[blocks, width, BLOCK] as floats; zeros where the last block has no more rows. */
  public float[] floats() {
    if (!floatsReady) {
      if (floats == null) {
        floats = new float[(capacity + BLOCK - 1) / BLOCK * BLOCK * width];
      }
      for (int r = 0; r < blocks() * BLOCK; r++) {
        int to = r / BLOCK * BLOCK * width + r % BLOCK;
        int from = r < rows ? rowAt(r) : -1;
        for (int i = 0; i < width; i++) {
          floats[to + i * BLOCK] = from < 0 ? 0f : levels[pixels[from + i] & 255];
        }
      }
      floatsReady = true;
    }
    return floats;
  }

  /** The product of these pictures with a matrix of n columns. */
  Convolution dense(int n) {
    if (dense == null || dense.outputs != n) {
      dense = Convolution.dense(width, n);
    }
    return dense;
  }

  /** Strips of rows; their lines are the pixels that are not zero in all of these rows. */
  PackedPixels byRows() {
    if (!byRowsReady) {
      if (byRows == null) {
        byRows = PackedPixels.byRows(capacity, width);
      }
      byRows.packRows(this);
      byRowsReady = true;
    }
    return byRows;
  }

  /** Strips of neighbouring pixels; their lines are the rows that are not zero in all of these. */
  PackedPixels byPixels() {
    if (!byPixelsReady) {
      if (byPixels == null) {
        byPixels = PackedPixels.byPixels(capacity, width);
      }
      byPixels.packPixels(this);
      byPixelsReady = true;
    }
    return byPixels;
  }
}
