package digits.network;

import digits.kernel.Kernels;
import digits.kernel.PixelBatch;
import java.util.List;

/**
 * A fully connected layer: y = x W + b, equations (2) and (4) of docs/mathematics.md. Parameters: W
 * [I,O], one row for each input, then b [O].
 *
 * @param inputs I, at least 1
 * @param outputs O, at least 1
 */
public record Dense(int inputs, int outputs) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  /**
   * @throws IllegalArgumentException if a size is below 1 or the weights exceed an array
   */
  public Dense {
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
  }

  @Override
  public List<ParameterView> parameters() {
    return List.of(
        new ParameterView("weight", 0, List.of(inputs, outputs)),
        new ParameterView("bias", biasAt(0), List.of(outputs)));
  }

  @Override
  public String text() {
    return "dense " + outputs;
  }

  private int biasAt(int at) {
    return at + inputs * outputs;
  }

  @Override
  public void forward(int rows, float[] parameters, int at, float[] x, float[] y) {
    repeatBias(rows, parameters, at, y);
    KERNELS.multiply(rows, outputs, inputs, x, 0, parameters, at, y, 0, true); // (2)
  }

  @Override
  public void backward(
      int rows,
      float[] parameters,
      int at,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      float[] dParameters) {
    KERNELS.multiplyTransposedLeft(
        inputs, outputs, rows, x, 0, dy, 0, dParameters, at, true); // (12)
    KERNELS.addColumnSums(rows, outputs, dy, dParameters, biasAt(at)); // (13)
    if (dx != null) {
      KERNELS.multiplyTransposedRight(
          rows, inputs, outputs, dy, 0, parameters, at, dx, 0, false); // (14)
    }
  }

  /** {@link #forward} where x are pictures. */
  void forward(PixelBatch x, float[] parameters, int at, float[] y) {
    repeatBias(x.rows(), parameters, at, y);
    KERNELS.pixelsMultiply(x, parameters, at, outputs, y); // (2)
  }

  /** {@link #backward} where x are pictures, whose own gradient nobody needs. */
  void backward(PixelBatch x, int at, float[] dy, float[] dParameters) {
    KERNELS.pixelsMultiplyTransposed(x, dy, outputs, dParameters, at); // (12)
    KERNELS.addColumnSums(x.rows(), outputs, dy, dParameters, biasAt(at)); // (13)
  }

  /** Every row of y begins as b; each copy doubles what is there. */
  private void repeatBias(int rows, float[] parameters, int at, float[] y) {
    int length = rows * outputs;
    System.arraycopy(parameters, biasAt(at), y, 0, outputs);
    for (int done = outputs; done < length; done *= 2) {
      System.arraycopy(y, 0, y, done, Math.min(done, length - done));
    }
  }
}
