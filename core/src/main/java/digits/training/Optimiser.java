package digits.training;

import digits.network.Architecture;
import digits.network.ParameterView;
import java.util.List;

/**
 * How a gradient changes the parameters. An optimiser is a description; what it remembers between
 * steps are {@link #moments} arrays laid out as the parameters are. A step touches each parameter
 * on its own, but for the {@link #wholes}, so ranges may be done in any order, by any thread.
 */
public sealed interface Optimiser {
  /** How many numbers are remembered for each parameter. */
  int moments();

  /**
   * Changes parameters {@code from} to {@code to - 1}.
   *
   * @param t the number of this step, counted from 1
   */
  void step(
      float[] parameters,
      float[] gradients,
      float[][] moments,
      double rate,
      long t,
      int from,
      int to);

  /** The parts of an architecture that one call of {@link #stepWhole} changes, and no range. */
  default List<ParameterView> wholes(Architecture architecture) {
    return List.of();
  }

  /** Changes one of the {@link #wholes}. */
  default void stepWhole(
      ParameterView whole, float[] parameters, float[] gradients, float[][] moments, double rate) {
    throw new UnsupportedOperationException(this + " changes each parameter on its own");
  }

  /** Stochastic gradient descent: equation (18) of docs/mathematics.md. */
  record Sgd() implements Optimiser {
    @Override
    public int moments() {
      return 0;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] moments,
        double rate,
        long t,
        int from,
        int to) {
      float eta = (float) rate;
      for (int i = from; i < to; i++) {
        parameters[i] -= eta * gradients[i]; // (18)
      }
    }
  }

  /**
   * Gradient descent with momentum, Polyak 1964: equation (23).
   *
   * @param decay of the velocity, in [0, 1)
   */
  record Momentum(double decay) implements Optimiser {
    /**
     * @throws IllegalArgumentException if the decay is out of its range
     */
    public Momentum {
      Recipe.require(decay >= 0 && decay < 1, "momentum", decay, "0 to below 1");
    }

    @Override
    public int moments() {
      return 1;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] moments,
        double rate,
        long t,
        int from,
        int to) {
      float[] v = moments[0];
      float mu = (float) decay;
      float eta = (float) rate;
      for (int i = from; i < to; i++) {
        v[i] = mu * v[i] + gradients[i]; // (23)
        parameters[i] -= eta * v[i]; // (23)
      }
    }
  }

  /**
   * Adam, Kingma and Ba 2014, with the decoupled weight decay of AdamW, Loshchilov and Hutter 2017:
   * equations (24) to (27).
   *
   * @param beta1 decay of the mean of gradients, in [0, 1)
   * @param beta2 decay of the mean of their squares, in [0, 1)
   * @param epsilon added to the root, above 0
   * @param weightDecay lambda, 0 for plain Adam
   */
  record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements Optimiser {
    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Adam {
      Recipe.require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "0 to below 1");
      Recipe.require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "0 to below 1");
      Recipe.require(epsilon > 0, "epsilon", epsilon, "a number above 0");
      Recipe.require(weightDecay >= 0, "weight decay", weightDecay, "at least 0");
    }

    /** With the paper's constants. */
    public static Adam standard() {
      return new Adam(0.9, 0.999, 1e-8, 0);
    }

    /** AdamW with the paper's constants. */
    public static Adam withDecay(double weightDecay) {
      return new Adam(0.9, 0.999, 1e-8, weightDecay);
    }

    @Override
    public int moments() {
      return 2;
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] moments,
        double rate,
        long t,
        int from,
        int to) {
      float[] m = moments[0];
      float[] v = moments[1];
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float eps = (float) epsilon;
      float mScale = (float) (rate / (1 - Math.pow(beta1, t))); // (25)
      float vScale = (float) (1 / (1 - Math.pow(beta2, t))); // (25)
      float keep = (float) (1 - rate * weightDecay); // (27)
      for (int i = from; i < to; i++) {
        float g = gradients[i];
        m[i] = b1 * m[i] + (1 - b1) * g; // (24)
        v[i] = b2 * v[i] + (1 - b2) * g * g; // (24)
        float root = (float) Math.sqrt(v[i] * vScale);
        parameters[i] = keep * parameters[i] - mScale * m[i] / (root + eps); // (26)
      }
    }
  }

  /**
   * Muon, Jordan 2024: the step of a matrix of weights is its momentum made orthogonal, so that no
   * direction is left behind; equations (59) and (60). Vectors and the last layer are Adam's. The
   * step has the size of Adam's, as Liu and others 2025 take it, so one rate serves both.
   *
   * @param momentum decay of the sum of gradients, in [0, 1)
   * @param rest for what is no hidden matrix; its weight decay is that of the matrices too
   */
  record Muon(double momentum, Adam rest) implements Optimiser {
    /**
     * @throws IllegalArgumentException if the momentum is out of its range
     */
    public Muon {
      Recipe.require(momentum >= 0 && momentum < 1, "momentum", momentum, "0 to below 1");
    }

    @Override
    public int moments() {
      return rest.moments();
    }

    @Override
    public List<ParameterView> wholes(Architecture architecture) {
      List<ParameterView> matrices =
          architecture.parameters().stream()
              .filter(view -> view.role() == ParameterView.Role.WEIGHT)
              .toList();
      return matrices.subList(0, Math.max(0, matrices.size() - 1));
    }

    @Override
    public void stepWhole(
        ParameterView whole,
        float[] parameters,
        float[] gradients,
        float[][] moments,
        double rate) {
      int at = whole.offset();
      int m = whole.inputs();
      int n = whole.size() / m;
      float[] v = moments[0];
      float mu = (float) momentum;
      float[] x = new float[m * n];
      for (int i = 0; i < x.length; i++) {
        v[at + i] = mu * v[at + i] + gradients[at + i]; // (60)
        x[i] = gradients[at + i] + mu * v[at + i]; // (60)
      }
      NewtonSchulz.orthogonalise(m, n, x);
      float eta = (float) (rate * 0.2 * Math.sqrt(Math.max(m, n))); // (60)
      float keep = (float) (1 - rate * rest.weightDecay()); // (60)
      for (int i = 0; i < x.length; i++) {
        parameters[at + i] = keep * parameters[at + i] - eta * x[i]; // (60)
      }
    }

    @Override
    public void step(
        float[] parameters,
        float[] gradients,
        float[][] moments,
        double rate,
        long t,
        int from,
        int to) {
      rest.step(parameters, gradients, moments, rate, t, from, to);
    }
  }
}
