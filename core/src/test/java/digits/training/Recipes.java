package digits.training;

import digits.network.Initialiser;

/** Short recipes for tests. */
final class Recipes {
  static final Recipe ADAM =
      Recipe.of(
              2,
              0.01,
              Optimiser.Adam.standard(),
              new Schedule.OneCycle(0.3, 0.1, 0.001),
              Initialiser.HE)
          .withHeldOut(Recipe.HeldOut.random(100));

  /** As the original program, but for the number of rows and steps. */
  static final Recipe CLASSIC = classic(5, 1);

  private Recipes() {}

  static Recipe classic(int epochs, int reportEvery) {
    return Recipe.of(epochs, 0.1, new Optimiser.Sgd(), new Schedule.Constant(), Initialiser.UNIFORM)
        .withBatch(Recipe.ALL_ROWS)
        .withHeldOut(new Recipe.HeldOut(900, 100, 0, reportEvery))
        .withRefinements(new Recipe.Refinements(0, 0, 0, 0, false, false, true));
  }
}
