package digits.network;

import digits.kernel.Convolution;
import digits.kernel.Kernels;
import digits.kernel.PixelBatch;
import digits.network.ParameterView.Role;
import java.util.List;

/**
 * A fully connected layer: y = x W + b, equations (2) and (4) of docs/mathematics.md. Parameters: W
 * [I,O], one row for each input, then b [O].
 */
public final class Dense implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  private final int inputs;
  private final int outputs;
  private final Convolution product;

  /**
   * @param inputs I, at least 1
   * @param outputs O, at least 1
   * @throws IllegalArgumentException if a size is below 1 or the weights exceed an array
   */
  public Dense(int inputs, int outputs) {
    if (inputs < 1 || outputs < 1 || (long) inputs * outputs + outputs > Architecture.LARGEST) {
      throw new IllegalArgumentException(
          "dense layer of "
              + inputs
              + " inputs and "
              + outputs
              + " outputs: expected at least 1 of each and at most "
              + Architecture.LARGEST
              + " parameters");
    }
    this.inputs = inputs;
    this.outputs = outputs;
    product = Convolution.dense(inputs, outputs);
  }

  @Override
  public Shape input() {
    return Shape.of(inputs);
  }

  @Override
  public Shape output() {
    return Shape.of(outputs);
  }

  @Override
  public List<ParameterView> parameters() {
    return List.of(
        new ParameterView(Role.WEIGHT, 0, List.of(inputs, outputs)),
        new ParameterView(Role.BIAS, biasAt(0), List.of(outputs)));
  }

  @Override
  public String text() {
    return "dense " + outputs;
  }

  private int biasAt(int at) {
    return at + inputs * outputs;
  }

  /**
   * The parameters for one picture.
   *
   * @param order where each input, as one picture holds them, stands among the inputs
   */
  float[] pictureWeights(float[] parameters, int at, int[] order) {
    float[] weights = new float[parameterCount() + Kernels.OVERHANG];
    for (int i = 0; i < inputs; i++) {
      System.arraycopy(parameters, at + order[i] * outputs, weights, i * outputs, outputs);
    }
    System.arraycopy(parameters, biasAt(at), weights, biasAt(0), outputs);
    return weights;
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    KERNELS.convolve(product, pass.blocks(), x, parameters, at, biasAt(at), y); // (2)
  }

  @Override
  public void backward(
      Pass pass,
      float[] parameters,
      int at,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      float[] dParameters) {
    int blocks = pass.blocks();
    KERNELS.convolveWeightGradient(product, blocks, x, dy, dParameters, at); // (12)
    KERNELS.addChannelSums(blocks, outputs, Kernels.BLOCK, dy, dParameters, biasAt(at)); // (13)
    if (dx != null) {
      KERNELS.convolveInputGradient(product, blocks, dy, parameters, at, dx); // (14)
    }
  }

  /** {@link #forward} where x are pictures. */
  void forward(PixelBatch x, float[] parameters, int at, float[] y) {
    KERNELS.pixelsMultiply(x, parameters, at, biasAt(at), outputs, y); // (2)
  }

  /** {@link #backward} where x are pictures, whose own gradient nobody needs. */
  void backward(PixelBatch x, int at, float[] dy, float[] dParameters) {
    KERNELS.pixelsMultiplyTransposed(x, dy, outputs, dParameters, at); // (12)
    KERNELS.addChannelSums(x.blocks(), outputs, Kernels.BLOCK, dy, dParameters, biasAt(at)); // (13)
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dense dense && inputs == dense.inputs && outputs == dense.outputs;
  }

  @Override
  public int hashCode() {
    return 31 * inputs + outputs;
  }

  @Override
  public String toString() {
    return text();
  }
}
