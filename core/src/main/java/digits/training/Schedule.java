package digits.training;

/**
 * How the learning rate changes: a factor of the recipe's rate, by t, the steps done, and T, all
 * steps. Equations (28) to (31) of docs/mathematics.md.
 */
public sealed interface Schedule {

  double factor(long step, long steps);

  /** Always the same rate. */
  record Constant() implements Schedule {
    @Override
    public double factor(long step, long steps) {
      return 1; // (28)
    }
  }

  /**
   * Times {@code decay} after each {@code share} of the steps.
   *
   * @param share in (0, 1]
   * @param decay in (0, 1]
   */
  record Step(double share, double decay) implements Schedule {
    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Step {
      Recipe.require(share > 0 && share <= 1, "share", share, "above 0 to 1");
      Recipe.require(decay > 0 && decay <= 1, "decay", decay, "above 0 to 1");
    }

    @Override
    public double factor(long step, long steps) {
      return Math.pow(decay, Math.floor(step / Math.max(1, share * steps))); // (29)
    }
  }

  /** Down to zero along half a wave: Loshchilov and Hutter 2016. */
  record Cosine() implements Schedule {
    @Override
    public double factor(long step, long steps) {
      return (1 + Math.cos(Math.PI * step / steps)) / 2; // (30)
    }
  }

  /**
   * Up and down again, each along half a wave: Smith and Topin 2017.
   *
   * @param warmUp the share of steps that go up, in [0, 1)
   * @param start the factor to begin with, in [0, 1]
   * @param end the factor to end with, in [0, 1]
   */
  record OneCycle(double warmUp, double start, double end) implements Schedule {
    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public OneCycle {
      Recipe.require(warmUp >= 0 && warmUp < 1, "warm-up", warmUp, "0 to below 1");
      Recipe.require(start >= 0 && start <= 1, "start", start, "0 to 1");
      Recipe.require(end >= 0 && end <= 1, "end", end, "0 to 1");
    }

    @Override
    public double factor(long step, long steps) {
      double top = warmUp * steps;
      return step < top
          ? between(start, 1, step / top) // (31)
          : between(1, end, (step - top) / (steps - top)); // (31)
    }

    private static double between(double from, double to, double share) {
      return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }
  }
}
