package digits.network;

import java.util.List;

/**
 * One layer: an immutable description, with no weights of its own. Its parameters stand at {@code
 * at} in the network's one array, and their gradients at the same place of an array of the same
 * layout. Activations are blocks of 32 examples, [C, H, W, example]: an example's numbers stand 32
 * floats apart, so that the lanes of a vector are examples. Safe for use by many threads.
 */
public sealed interface Layer
    permits Dense,
        Conv2d,
        BatchNorm,
        MaxPool2d,
        AvgPool2d,
        Relu,
        Tanh,
        Sigmoid,
        Gelu,
        Dropout,
        Flatten,
        Residual,
        Vote {
  /** What an example brings. */
  Shape input();

  /** What it leaves with. */
  default Shape output() {
    return input();
  }

  /** The layer's parameters in the order they are stored, offsets counted from its first. */
  default List<ParameterView> parameters() {
    return List.of();
  }

  /** The layers inside this one. */
  default List<Layer> body() {
    return List.of();
  }

  /** The layer in an architecture's text, such as "dense 10". */
  String text();

  /** New arrays for what the layer keeps from forward to backward, for so many blocks. */
  default float[][] memory(int blocks) {
    return new float[0][];
  }

  /**
   * Whether y may stand where x does, and dx where dy does. So it may where backward does not need
   * x, and where dx is 0 wherever y differs from x: then the layer before may take this y for its
   * own on the way back, since whatever it does with a wrong number is multiplied by 0.
   */
  default boolean inPlace() {
    return false;
  }

  /** y[O] from x[I] of every example. */
  void forward(Pass pass, float[] parameters, int at, float[] x, float[] y);

  /**
   * dx from dy, and the gradient of the parameters added to {@code dParameters}. The forward pass's
   * x and y are given again.
   *
   * @param dx null when nobody needs it: before the first layer there is nothing to train
   */
  void backward(
      Pass pass,
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
