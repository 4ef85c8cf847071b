package digits.network;

import digits.kernel.Kernels;

/**
 * What a layer needs to know of the pass it is part of, and the memory it has from the way forward
 * to the way back. One for each layer of a {@link Workspace}, and like it for one thread at a time.
 */
public final class Pass {
  /** Kept by the layer between forward and backward: what {@link Layer#memory} gave. */
  final float[][] memory;

  private int rows;
  private boolean training;
  private float share;
  private long noise;

  /** The layers inside the layer. */
  final Chain body;

  Pass(Layer layer, int blocks) {
    memory = layer.memory(blocks);
    body = new Chain(layer.body(), blocks);
  }

  /**
   * @param rows examples, at least 1
   * @param training whether parameters are being learned from these examples
   * @param share of these examples in the step's batch, 0 to 1
   * @param noise what everything random in this pass follows from
   */
  void begin(int rows, boolean training, float share, long noise) {
    this.rows = rows;
    this.training = training;
    this.share = share;
    this.noise = noise;
    body.begin(rows, training, share, noise);
  }

  /** The examples that count. */
  public int rows() {
    return rows;
  }

  /** The blocks they fill; the rest of the last one is not zero but means nothing. */
  public int blocks() {
    return (rows + Kernels.BLOCK - 1) / Kernels.BLOCK;
  }

  boolean training() {
    return training;
  }

  float share() {
    return share;
  }

  long noise() {
    return noise;
  }
}
