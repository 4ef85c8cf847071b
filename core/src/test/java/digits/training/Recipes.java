package digits.training;

import digits.network.Initialiser;

/** Short recipes for tests. */
final class Recipes {
  static final Recipe ADAM =
      new Recipe(
          2,
          128,
          0.01,
          Optimiser.Adam.standard(),
          new Schedule.OneCycle(0.3, 0.1, 0.001),
          Initialiser.HE,
          0,
          100,
          0,
          1,
          false);

  /** As the original program, but for the number of rows and steps. */
  static final Recipe CLASSIC = classic(5, 1);

  private Recipes() {}

  static Recipe classic(int epochs, int reportEvery) {
    return new Recipe(
        epochs,
        Recipe.ALL_ROWS,
        0.1,
        new Optimiser.Sgd(),
        new Schedule.Constant(),
        Initialiser.UNIFORM,
        900,
        100,
        0,
        reportEvery,
        true);
  }
}
