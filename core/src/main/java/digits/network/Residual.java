package digits.network;

import digits.kernel.Kernels;
import java.util.List;

/**
 * y = x + body(x), equations (54) and (55) of docs/mathematics.md: He et al. 2016. What the body
 * need not change goes past it, and so does the gradient.
 *
 * @param body at least one layer; together they give the form they take
 */
public record Residual(List<Layer> body) implements Layer {
  /**
   * @throws IllegalArgumentException if the layers do not fit together, or change the form
   */
  public Residual {
    body = List.copyOf(body);
    Shape output = Architecture.requireFit(inputOf(body), body);
    if (!output.equals(inputOf(body))) {
      throw new IllegalArgumentException(
          "residual("
              + LayerText.of(body)
              + ") makes "
              + output
              + " of "
              + inputOf(body)
              + ": expected the same form");
    }
  }

  @Override
  public Shape input() {
    return inputOf(body);
  }

  private static Shape inputOf(List<Layer> body) {
    if (body.isEmpty()) {
      throw new IllegalArgumentException("a residual without layers: expected at least one");
    }
    return body.get(0).input();
  }

  @Override
  public List<ParameterView> parameters() {
    return Architecture.parameters(body);
  }

  @Override
  public String text() {
    return "residual(" + LayerText.of(body) + ")";
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    pass.body.forward(0, parameters, at, x);
    float[] change = pass.body.activations(pass.body.last());
    for (int i = 0; i < length(pass); i++) {
      y[i] = x[i] + change[i]; // (54)
    }
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
    float[] dChange = pass.body.dActivations(pass.body.last());
    System.arraycopy(dy, 0, dChange, 0, length(pass));
    pass.body.backward(0, parameters, at + parameterCount(), x, dx, dParameters);
    for (int i = 0; dx != null && i < length(pass); i++) {
      dx[i] += dy[i]; // (55)
    }
  }

  private int length(Pass pass) {
    return pass.blocks() * Kernels.BLOCK * input().size();
  }
}
