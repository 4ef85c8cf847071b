package digits.network;

import digits.TestData;
import java.util.Arrays;

/** A layer with inputs, parameters somewhere in an array, and the weights of its loss. */
final class LayerBench {
  /** Where the parameters begin. */
  static final int AT = 3;

  final Layer layer;
  final Pass pass;
  final float[] x;
  final float[] y;
  final float[] parameters;
  final float[] dy;
  final float[] dx;
  final float[] dParameters;

  LayerBench(Layer layer, int rows) {
    this.layer = layer;
    int blocks = (rows + 31) / 32;
    pass = new Pass(layer, blocks);
    pass.begin(rows, true, 1, 13);
    x = inputs(blocks * 32 * layer.input().size());
    y = new float[blocks * 32 * layer.output().size()];
    parameters = TestData.numbers(AT + layer.parameterCount() + 2, 2);
    dy = TestData.numbers(y.length, 3);
    dx = new float[x.length];
    Arrays.fill(dx, Float.NaN);
    dParameters = new float[parameters.length];
    for (int i = 0; i < dy.length; i++) {
      dy[i] = counts(i, layer.output()) ? dy[i] : 0f;
    }
  }

  /** Away from 0 and from their neighbours: no kink is near. */
  private static float[] inputs(int length) {
    float[] x = TestData.numbers(length, 1);
    for (int i = 0; i < length; i++) {
      x[i] = Math.signum(x[i]) * (0.5f + (i / 32 * 7 + i % 32 * 3) % 20 * 0.05f);
    }
    return x;
  }

  boolean counts(int i, Shape shape) {
    return i / (shape.size() * 32) * 32 + i % 32 < pass.rows();
  }

  double loss() {
    layer.forward(pass, parameters, AT, x, y);
    double loss = 0;
    for (int i = 0; i < y.length; i++) {
      loss += (double) y[i] * dy[i];
    }
    return loss;
  }

  void backward() {
    loss();
    layer.backward(pass, parameters, AT, x, y, dy, dx, dParameters);
  }

  double largestErrorOfInputs() {
    return GradientCheck.largestError(x, dx, this::loss);
  }

  /** What follows statistics has no gradient to check. */
  double largestErrorOfParameters() {
    float[] gradients = dParameters.clone();
    for (ParameterView view : layer.parameters()) {
      if (!view.role().learned()) {
        int at = AT + view.offset();
        Arrays.fill(gradients, at, at + view.size(), 0f);
      }
    }
    return GradientCheck.largestError(parameters, gradients, this::loss);
  }
}
