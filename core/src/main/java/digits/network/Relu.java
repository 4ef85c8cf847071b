package digits.network;

import digits.kernel.Kernels;
import java.util.List;

/**
 * y = max(x, 0), equations (3) and (15) of docs/mathematics.md. It has no parameters.
 *
 * @param inputs numbers of a row, at least 1
 */
public record Relu(int inputs) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public List<ParameterView> parameters() {
    return List.of();
  }

  @Override
  public String text() {
    return "relu";
  }

  @Override
  public void forward(int rows, float[] parameters, int at, float[] x, float[] y) {
    KERNELS.relu(rows * inputs, x, y); // (3)
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
    if (dx != null) {
      KERNELS.reluGradient(rows * inputs, y, dy, dx); // (15)
    }
  }
}
