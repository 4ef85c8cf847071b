package digits.network;

import digits.kernel.Kernels;
import digits.kernel.PixelBatch;

/**
 * The memory one worker needs to take rows of pictures through an architecture and back: allocated
 * once, used again for every slice. Activations are blocks of 32 examples, see {@link Layer}. Not
 * safe for use by several threads at once.
 */
public final class Workspace {
  static final int BLOCK = Kernels.BLOCK;

  private final Chain chain;
  private final int capacity;
  private final int classes;
  private Pictures pictures;
  private final float[] blockProbabilities;
  private final float[] probabilities;
  private boolean training;
  private float share;
  private long noise;

  /**
   * Pictures in the form the first layer takes them. Loading costs time; pictures that come again
   * and again are loaded once and shown whenever it is their turn.
   */
  public static final class Pictures {
    private final PixelBatch pixels;

    /**
     * @param capacity the most rows of a load, 1 to 65,535
     * @param pixelScale what one step of a pixel's byte, 0 to 255, is worth to the network
     */
    public Pictures(Architecture architecture, int capacity, float pixelScale) {
      pixels = new PixelBatch(capacity, architecture.inputs(), pixelScale);
    }
  }

  /**
   * @param capacity the most rows of a load, 1 to 65,535
   * @param pixelScale what one step of a pixel's byte, 0 to 255, is worth to the network
   */
  public Workspace(Architecture architecture, int capacity, float pixelScale) {
    if (capacity < 1 || capacity > Character.MAX_VALUE) {
      throw new IllegalArgumentException("capacity " + capacity + ": expected 1 to 65535 rows");
    }
    this.capacity = capacity;
    classes = architecture.outputs();
    pictures = new Pictures(architecture, capacity, pixelScale);
    int blocks = (capacity + BLOCK - 1) / BLOCK;
    chain = new Chain(architecture.layers(), blocks);
    blockProbabilities = new float[blocks * BLOCK * classes];
    probabilities = new float[capacity * classes];
  }

  /**
   * Takes pictures in: row r is the picture {@code order[from + r]} of {@code images}. The arrays
   * are read later and must not change until the next load.
   */
  public void load(byte[] images, int[] order, int from, int rows) {
    if (rows < 1 || rows > capacity) {
      throw new IllegalArgumentException(rows + " rows: expected 1 to " + capacity);
    }
    pictures.pixels.load(images, order, from, rows);
  }

  /** Takes pictures that were loaded before, or are about to be. */
  public void show(Pictures pictures) {
    this.pictures = pictures;
  }

  /**
   * From now on parameters are learned from what is loaded.
   *
   * @param share of the loaded rows in the step's batch, above 0 to 1
   * @param noise what everything random in the next pass follows from
   */
  public void learn(float share, long noise) {
    training = true;
    this.share = share;
    this.noise = noise;
  }

  /** Rows of the last load. */
  public int rows() {
    return pictures.pixels.rows();
  }

  int blocks() {
    return pictures.pixels.blocks();
  }

  /** [blocks, classes, 32], after {@link Architecture#forward}. */
  public float[] logits() {
    return activations(chain.last());
  }

  /** Computes softmax of the logits: [blocks, classes, 32]. */
  public float[] blockProbabilities() {
    SoftmaxCrossEntropy.probabilities(blocks(), classes, logits(), blockProbabilities);
    return blockProbabilities;
  }

  /** Computes softmax of the logits: [rows, classes]. */
  public float[] probabilities() {
    float[] p = blockProbabilities();
    for (int r = 0; r < rows(); r++) {
      int at = r / BLOCK * BLOCK * classes + r % BLOCK;
      for (int c = 0; c < classes; c++) {
        probabilities[r * classes + c] = p[at + c * BLOCK];
      }
    }
    return probabilities;
  }

  /** [blocks, classes, 32]: where {@link Architecture#backward} begins. */
  public float[] dLogits() {
    return dActivations(chain.last());
  }

  /** y of layer {@code layer}; that of a layer in place of its input. */
  public float[] activations(int layer) {
    return chain.activations(layer);
  }

  /** The gradient of {@link #activations}; the memory is there once it is asked for. */
  public float[] dActivations(int layer) {
    return chain.dActivations(layer);
  }

  /** The memory of the layers, told what is loaded. */
  Chain begin() {
    chain.begin(rows(), training, share, noise);
    return chain;
  }

  PixelBatch pixels() {
    return pictures.pixels;
  }
}
