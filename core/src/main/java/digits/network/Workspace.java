package digits.network;

import digits.kernel.PixelBatch;
import java.util.List;

/**
 * The memory one worker needs to take rows of pictures through an architecture and back: allocated
 * once, used again for every slice. Not safe for use by several threads at once.
 */
public final class Workspace {
  private final List<Layer> layers;
  private final int capacity;
  private final int classes;
  private Pictures pictures;
  private final float[][] activations;
  private final float[][] dActivations;
  private final float[] probabilities;

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
    layers = architecture.layers();
    activations = new float[layers.size()][];
    dActivations = new float[layers.size()][];
    for (int i = 0; i < activations.length; i++) {
      activations[i] = new float[capacity * layers.get(i).outputs()];
    }
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

  /** Rows of the last load. */
  public int rows() {
    return pictures.pixels.rows();
  }

  /** [B, classes], after {@link Architecture#forward}. */
  public float[] logits() {
    return activations[activations.length - 1];
  }

  /** Computes softmax of the logits: [B, classes]. */
  public float[] probabilities() {
    SoftmaxCrossEntropy.probabilities(rows(), classes, logits(), probabilities);
    return probabilities;
  }

  /** [B, classes]: where {@link Architecture#backward} begins. */
  public float[] dLogits() {
    return dActivations(dActivations.length - 1);
  }

  /** y of layer {@code layer}, [B, O]. */
  public float[] activations(int layer) {
    return activations[layer];
  }

  /**
   * The gradient of {@link #activations}; the memory is there once it is asked for. ReLU's input
   * shares that of its output: it needs each number once, and the nearest cache is small.
   */
  public float[] dActivations(int layer) {
    if (dActivations[layer] == null) {
      boolean beforeRelu = layer + 1 < layers.size() && layers.get(layer + 1) instanceof Relu;
      dActivations[layer] =
          beforeRelu ? dActivations(layer + 1) : new float[activations[layer].length];
    }
    return dActivations[layer];
  }

  PixelBatch pixels() {
    return pictures.pixels;
  }

  float[] inputOf(int layer) {
    return layer == 0 ? pictures.pixels.floats() : activations[layer - 1];
  }
}
