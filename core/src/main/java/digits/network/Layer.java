package digits.network;

import java.util.List;

/**
 * One layer: an immutable description, with no weights of its own. Its parameters stand at {@code
 * at} in the network's one array, and their gradients at the same place of an array of the same
 * layout. Matrices are row-major; B is the rows of a batch, I {@link #inputs}, O {@link #outputs}.
 * Safe for use by many threads.
 */
public sealed interface Layer permits Dense, Relu {
  /** I, the numbers a row brings. */
  int inputs();

  /** O, the numbers a row leaves with. */
  int outputs();

  /** The layer's parameters in the order they are stored, offsets counted from its first. */
  List<ParameterView> parameters();

  /** The layer in an architecture's text, such as "dense 10". */
  String text();

  /** y[B,O] from x[B,I]. */
  void forward(int rows, float[] parameters, int at, float[] x, float[] y);

  /**
   * dx[B,I] from dy[B,O], and the gradient of the parameters added to {@code dParameters}. The
   * forward pass's x and y are given again.
   *
   * @param dx null when nobody needs it: before the first layer there is nothing to train
   */
  void backward(
      int rows,
      float[] parameters,
      int at,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      float[] dParameters);

  /** How many floats the layer's parameters take. */
  default int parameterCount() {
    return parameters().stream().mapToInt(ParameterView::size).sum();
  }
}
