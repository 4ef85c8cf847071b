package digits.network;

import java.util.List;

/**
 * A named part of the network's one parameter array.
 *
 * @param name such as "0.weight": the layer's number and what it is to the layer
 * @param offset of its first float
 * @param shape rows first; one number for a vector
 */
public record ParameterView(String name, int offset, List<Integer> shape) {
  public ParameterView {
    shape = List.copyOf(shape);
  }

  /** The number of floats. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  ParameterView moved(String prefix, int by) {
    return new ParameterView(prefix + name, offset + by, shape);
  }
}
