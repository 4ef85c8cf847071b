package digits.network;

import java.util.List;
import java.util.Locale;

/**
 * A named part of the network's one parameter array.
 *
 * @param prefix of its name: the layer's number and a dot
 * @param role what it is to the layer
 * @param offset of its first float
 * @param shape inputs first, outputs last; one number for a vector
 */
public record ParameterView(String prefix, Role role, int offset, List<Integer> shape) {
  /** What numbers are to their layer. */
  public enum Role {
    /** Factors of the inputs. */
    WEIGHT,
    /** Added to the outputs. */
    BIAS,
    /** Factor of a normalised channel. */
    SCALE,
    /** Added to a normalised channel. */
    SHIFT,
    /** Running mean of a channel. */
    MEAN,
    /** Running variance of a channel. */
    VARIANCE;

    /** Whether it is learned by gradient descent; a statistic follows what was seen instead. */
    public boolean learned() {
      return this != MEAN && this != VARIANCE;
    }
  }

  public ParameterView {
    shape = List.copyOf(shape);
  }

  /** Part of a layer on its own, without prefix. */
  ParameterView(Role role, int offset, List<Integer> shape) {
    this("", role, offset, shape);
  }

  /** Such as "0.weight". */
  public String name() {
    return prefix + role.name().toLowerCase(Locale.ROOT);
  }

  /** The number of floats. */
  public int size() {
    int size = 1;
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return size;
  }

  /** Numbers that an output is the sum of; for a vector 1. */
  public int inputs() {
    return size() / shape.get(shape.size() - 1);
  }

  ParameterView moved(String prefix, int by) {
    return new ParameterView(prefix + this.prefix, role, offset + by, shape);
  }
}
