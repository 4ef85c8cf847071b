package digits.training;

/** Stops when the loss on the held-out rows no longer falls, and keeps the best parameters. */
final class EarlyStopping {
  private final int patience;
  private double bestLoss;
  private float[] best;
  private int waited;

  /**
   * @param patience looks without a lower loss before stopping; 0 for never
   */
  EarlyStopping(int patience) {
    this(patience, Double.POSITIVE_INFINITY, new float[0], 0);
  }

  /** As it was when the training that goes on now was interrupted. */
  EarlyStopping(int patience, double bestLoss, float[] best, int waited) {
    this.patience = patience;
    this.bestLoss = bestLoss;
    this.best = best;
    this.waited = waited;
  }

  void see(double validationLoss, float[] parameters) {
    if (patience == 0) {
      return;
    }
    if (validationLoss < bestLoss) {
      bestLoss = validationLoss;
      best = parameters.clone();
      waited = 0;
    } else {
      waited++;
    }
  }

  boolean stop() {
    return patience > 0 && waited >= patience;
  }

  /** The parameters with the lowest loss; the last ones where nothing was to be stopped. */
  float[] best(float[] last) {
    return best.length == 0 ? last : best;
  }

  /** The parameters with the lowest loss, never changed; empty where there are none. */
  float[] best() {
    return best;
  }

  double bestLoss() {
    return bestLoss;
  }

  int waited() {
    return waited;
  }
}
