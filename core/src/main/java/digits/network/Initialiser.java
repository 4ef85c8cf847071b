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
    boolean bias = view.shape().size() == 1;
    int end = view.offset() + view.size();
    if (bias && this != UNIFORM) {
      Arrays.fill(parameters, view.offset(), end, 0f);
      return;
    }
    double limit = bias ? limit(0, 0) : limit(view.shape().get(0), view.shape().get(1));
    for (int i = view.offset(); i < end; i++) {
      parameters[i] = (float) ((random.nextDouble() - 0.5) * 2 * limit); // (19)
    }
  }
}
