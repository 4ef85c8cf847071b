package digits.zoo;

import digits.network.Initialiser;
import digits.training.Optimiser;
import digits.training.Recipe;
import digits.training.Schedule;

/** A network without a hidden layer, equation (35): what linear boundaries are worth. */
final class SoftmaxRegression {
  static final ZooModel MODEL =
      new ZooModel.Learned(
          "softmax",
          "softmax regression: no hidden layer",
          "",
          Recipe.of(
              10,
              0.002,
              Optimiser.Adam.standard(),
              new Schedule.OneCycle(0.1, 0.1, 0.001),
              Initialiser.GLOROT));

  private SoftmaxRegression() {}
}
