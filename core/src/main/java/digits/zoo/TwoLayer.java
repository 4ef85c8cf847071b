package digits.zoo;

import digits.network.Initialiser;
import digits.training.Optimiser;
import digits.training.Recipe;
import digits.training.Schedule;

/** The original network, 784-10-10, once with a recipe of today and once with its own. */
final class TwoLayer {
  static final ZooModel MODEL =
      new ZooModel.Learned(
          "two-layer",
          "ten hidden units, a recipe of today",
          "dense 10 > relu",
          Recipe.of(
                  20,
                  0.005,
                  Optimiser.Adam.standard(),
                  new Schedule.OneCycle(0.3, 0.1, 0.001),
                  Initialiser.HE)
              .withBatch(32));

  /**
   * As the original program did it: all weights and biases uniform in [-0.5, 0.5), gradient descent
   * over 41,000 rows at once with 1,000 held out, rate 0.1, 500 steps, and one number as the
   * gradient of all biases of a layer, equation (16) of docs/mathematics.md.
   */
  static final ZooModel CLASSIC =
      new ZooModel.Learned(
          "classic",
          "ten hidden units, trained exactly as the original",
          "dense 10 > relu",
          Recipe.of(500, 0.1, new Optimiser.Sgd(), new Schedule.Constant(), Initialiser.UNIFORM)
              .withBatch(Recipe.ALL_ROWS)
              .withHeldOut(new Recipe.HeldOut(41_000, 1_000, 0, 25))
              .withRefinements(new Recipe.Refinements(0, 0, 0, 0, false, false, true)));

  private TwoLayer() {}
}
