package digits.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How weights begin. Each draws from its generator in the order of the parameters. */
public enum Initialiser {
  /** Weights uniform with variance 2 / I, biases zero: He et al. 2015, equation (22). */
  HE {
    @Override
    double limit(int inputs, int outputs) {
      return Math.sqrt(6.0 / inputs); // (22)
    }
  },
  /** Weights uniform with variance 2 / (I + O), biases zero: Glorot and Bengio 2010, (21). */
  GLOROT {
    @Override
    double limit(int inputs, int outputs) {
      return Math.sqrt(6.0 / (inputs + outputs)); // (21)
    }
  },
  /** Weights and biases uniform in [-0.5, 0.5), as in the original program: equation (19). */
  UNIFORM {
    @Override
    double limit(int inputs, int outputs) {
      return 0.5;
    }
  };

  /** Weights are drawn from [-limit, limit). */
  abstract double limit(int inputs, int outputs);

  void fill(float[] parameters, ParameterView view, SplittableRandom random) {
    int end = view.offset() + view.size();
    switch (view.role()) {
      case WEIGHT -> draw(parameters, view, limit(view), random);
      case BIAS -> draw(parameters, view, this == UNIFORM ? limit(1, 1) : 0, random);
      case SCALE, VARIANCE -> Arrays.fill(parameters, view.offset(), end, 1f);
      default -> Arrays.fill(parameters, view.offset(), end, 0f);
    }
  }

  /** A kernel's places count as inputs and as outputs. */
  private double limit(ParameterView view) {
    return limit(view.inputs(), view.size() / view.shape().get(0));
  }

  private static void draw(
      float[] parameters, ParameterView view, double limit, SplittableRandom random) {
    for (int i = view.offset(); limit > 0 && i < view.offset() + view.size(); i++) {
      parameters[i] = (float) ((random.nextDouble() - 0.5) * 2 * limit); // (19)
    }
  }
}
