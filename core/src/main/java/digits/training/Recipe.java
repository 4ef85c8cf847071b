package digits.training;

import digits.network.Initialiser;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training rows, at least 1
 * @param batch rows of a step, at least 1; {@link #ALL_ROWS} for all of them
 * @param rate the learning rate, above 0
 * @param trainingRows the first so many rows are trained on and those that follow are held out; 0
 *     for all rows but the held-out ones, which are then drawn at random
 * @param validation rows held out, 0 or more
 * @param patience stop after so many looks at the held-out rows without a lower loss, and keep the
 *     best parameters; 0 for never
 * @param reportEvery epochs between two looks at the held-out rows, at least 1
 * @param sharedBiasGradient every bias of a layer moves by the sum of their gradients, as in the
 *     original program: equation (16) of docs/mathematics.md
 */
public record Recipe(
    int epochs,
    int batch,
    double rate,
    Optimiser optimiser,
    Schedule schedule,
    Initialiser initialiser,
    int trainingRows,
    int validation,
    int patience,
    int reportEvery,
    boolean sharedBiasGradient) {

  /** Full-batch gradient descent. */
  public static final int ALL_ROWS = 0;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Recipe {
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(batch >= 0, "batch", batch, "at least 1");
    require(rate > 0 && rate < Double.POSITIVE_INFINITY, "rate", rate, "a number above 0");
    require(trainingRows >= 0, "training rows", trainingRows, "at least 0");
    require(validation >= 0, "validation rows", validation, "at least 0");
    require(patience >= 0, "patience", patience, "at least 0");
    require(patience == 0 || validation > 0, "patience", patience, "0 without validation rows");
    require(reportEvery >= 1, "report every", reportEvery, "at least 1 epoch");
  }

  static void require(boolean right, String what, Object found, String expected) {
    if (!right) {
      throw new IllegalArgumentException(what + ": " + found + ", expected " + expected);
    }
  }

  /** A recipe for mini-batches of 128 that holds out 1,000 rows at random. */
  public static Recipe of(
      int epochs, double rate, Optimiser optimiser, Schedule schedule, Initialiser initialiser) {
    return new Recipe(epochs, 128, rate, optimiser, schedule, initialiser, 0, 1_000, 0, 1, false);
  }

  public Recipe withEpochs(int epochs) {
    return with(epochs, batch, rate, patience);
  }

  public Recipe withBatch(int batch) {
    return with(epochs, batch, rate, patience);
  }

  public Recipe withRate(double rate) {
    return with(epochs, batch, rate, patience);
  }

  /** The same, stopping early. */
  public Recipe withPatience(int patience) {
    return with(epochs, batch, rate, patience);
  }

  private Recipe with(int epochs, int batch, double rate, int patience) {
    return new Recipe(
        epochs,
        batch,
        rate,
        optimiser,
        schedule,
        initialiser,
        trainingRows,
        validation,
        patience,
        reportEvery,
        sharedBiasGradient);
  }

  /** The recipe in words, for reports and model files. */
  public String text() {
    return (batch == ALL_ROWS ? "all rows a step" : "batch " + batch)
        + ", "
        + epochs
        + (epochs == 1 ? " epoch, " : " epochs, ")
        + optimiser
        + " at "
        + rate
        + ", "
        + schedule
        + ", "
        + initialiser
        + (sharedBiasGradient ? ", one bias gradient a layer" : "");
  }
}
