package digits.training;

import digits.data.Augmentation;
import digits.network.Initialiser;

/**
 * How a network is trained. Begin with {@link #of} and change what should differ.
 *
 * @param epochs passes over the training rows, at least 1
 * @param batch rows of a step, at least 1; {@link #ALL_ROWS} for all of them
 * @param rate the learning rate, above 0
 * @param heldOut what is held out and how it is used
 * @param augmentation how pictures are changed at random each time they are trained on
 * @param refinements what is done beyond plain descent
 */
public record Recipe(
    int epochs,
    int batch,
    double rate,
    Optimiser optimiser,
    Schedule schedule,
    Initialiser initialiser,
    HeldOut heldOut,
    Augmentation augmentation,
    Refinements refinements) {

  /** Full-batch gradient descent. */
  public static final int ALL_ROWS = 0;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Recipe {
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(batch >= 0, "batch", batch, "at least 1");
    require(rate > 0 && rate < Double.POSITIVE_INFINITY, "rate", rate, "a number above 0");
  }

  /**
   * The rows that are not trained on.
   *
   * @param trainingRows the first so many rows are trained on and those that follow are held out; 0
   *     for all rows but the held-out ones, which are then drawn at random
   * @param rows held out, 0 or more
   * @param patience stop after so many looks at them without a lower loss, and keep the best
   *     parameters; 0 for never
   * @param reportEvery epochs between two looks at them, at least 1
   */
  public record HeldOut(int trainingRows, int rows, int patience, int reportEvery) {
    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public HeldOut {
      require(trainingRows >= 0, "training rows", trainingRows, "at least 0");
      require(rows >= 0, "validation rows", rows, "at least 0");
      require(patience >= 0, "patience", patience, "at least 0");
      require(patience == 0 || rows > 0, "patience", patience, "0 without validation rows");
      require(reportEvery >= 1, "report every", reportEvery, "at least 1 epoch");
    }

    /** Rows drawn at random, looked at after every epoch. */
    public static HeldOut random(int rows) {
      return new HeldOut(0, rows, 0, 1);
    }
  }

  /**
   * What is done beyond plain descent; all of it off is {@link #NONE}.
   *
   * @param labelSmoothing the share of the truth given to all classes alike, 0 for none, below 1
   * @param gradientClip the longest a gradient may be, equation (56) of docs/mathematics.md; 0 for
   *     any length
   * @param average decay of the moving average of the parameters, equation (57); the average is
   *     what is validated and kept; 0 for none, below 1
   * @param plainEnd the share of the epochs, at their end, in which pictures are taken as they are:
   *     the network settles on pictures like those it will be shown; 0 for none, up to 1
   * @param calibrated what is held out decides how sure the trained network is, equation (67)
   * @param halfPrecision the parameters are rounded to 16 bits in the end, so that a file of half
   *     the size holds exactly what was tested
   * @param sharedBiasGradient every bias of a layer moves by the sum of their gradients, as in the
   *     original program: equation (16)
   */
  public record Refinements(
      double labelSmoothing,
      double gradientClip,
      double average,
      double plainEnd,
      boolean calibrated,
      boolean halfPrecision,
      boolean sharedBiasGradient) {
    public static final Refinements NONE = new Refinements(0, 0, 0, 0, false, false, false);

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Refinements {
      require(
          labelSmoothing >= 0 && labelSmoothing < 1,
          "label smoothing",
          labelSmoothing,
          "0 to below 1");
      require(
          gradientClip >= 0 && gradientClip < Double.POSITIVE_INFINITY,
          "gradient clip",
          gradientClip,
          "at least 0");
      require(average >= 0 && average < 1, "average", average, "0 to below 1");
      require(plainEnd >= 0 && plainEnd <= 1, "plain end", plainEnd, "0 to 1");
    }
  }

  static void require(boolean right, String what, Object found, String expected) {
    if (!right) {
      throw new IllegalArgumentException(what + ": " + found + ", expected " + expected);
    }
  }

  /** A recipe for mini-batches of 128 that holds out 1,000 rows at random. */
  public static Recipe of(
      int epochs, double rate, Optimiser optimiser, Schedule schedule, Initialiser initialiser) {
    return new Recipe(
        epochs,
        128,
        rate,
        optimiser,
        schedule,
        initialiser,
        HeldOut.random(1_000),
        Augmentation.NONE,
        Refinements.NONE);
  }

  /** The number of epochs, the last ones, in which pictures are taken as they are. */
  int plainEpochs() {
    return (int) (epochs * refinements.plainEnd);
  }

  public Recipe withEpochs(int epochs) {
    return new Recipe(
        epochs, batch, rate, optimiser, schedule, initialiser, heldOut, augmentation, refinements);
  }

  public Recipe withBatch(int batch) {
    return new Recipe(
        epochs, batch, rate, optimiser, schedule, initialiser, heldOut, augmentation, refinements);
  }

  public Recipe withRate(double rate) {
    return new Recipe(
        epochs, batch, rate, optimiser, schedule, initialiser, heldOut, augmentation, refinements);
  }

  public Recipe withHeldOut(HeldOut heldOut) {
    return new Recipe(
        epochs, batch, rate, optimiser, schedule, initialiser, heldOut, augmentation, refinements);
  }

  /** The same, stopping early. */
  public Recipe withPatience(int patience) {
    return withHeldOut(
        new HeldOut(heldOut.trainingRows, heldOut.rows, patience, heldOut.reportEvery));
  }

  public Recipe withAugmentation(Augmentation augmentation) {
    return new Recipe(
        epochs, batch, rate, optimiser, schedule, initialiser, heldOut, augmentation, refinements);
  }

  public Recipe withRefinements(Refinements refinements) {
    return new Recipe(
        epochs, batch, rate, optimiser, schedule, initialiser, heldOut, augmentation, refinements);
  }

  public Recipe withLabelSmoothing(double share) {
    Refinements r = refinements;
    return withRefinements(
        new Refinements(
            share,
            r.gradientClip,
            r.average,
            r.plainEnd,
            r.calibrated,
            r.halfPrecision,
            r.sharedBiasGradient));
  }

  public Recipe withGradientClip(double length) {
    Refinements r = refinements;
    return withRefinements(
        new Refinements(
            r.labelSmoothing,
            length,
            r.average,
            r.plainEnd,
            r.calibrated,
            r.halfPrecision,
            r.sharedBiasGradient));
  }

  /** The same, keeping the moving average of the parameters. */
  public Recipe withAverage(double decay) {
    Refinements r = refinements;
    return withRefinements(
        new Refinements(
            r.labelSmoothing,
            r.gradientClip,
            decay,
            r.plainEnd,
            r.calibrated,
            r.halfPrecision,
            r.sharedBiasGradient));
  }

  /** The same, taking pictures as they are in the last epochs. */
  public Recipe withPlainEnd(double share) {
    Refinements r = refinements;
    return withRefinements(
        new Refinements(
            r.labelSmoothing,
            r.gradientClip,
            r.average,
            share,
            r.calibrated,
            r.halfPrecision,
            r.sharedBiasGradient));
  }

  /** The same, as sure in the end as it is right about what is held out. */
  public Recipe withCalibration() {
    Refinements r = refinements;
    return withRefinements(
        new Refinements(
            r.labelSmoothing,
            r.gradientClip,
            r.average,
            r.plainEnd,
            true,
            r.halfPrecision,
            r.sharedBiasGradient));
  }

  /** The same, rounding the trained parameters to 16 bits. */
  public Recipe withHalfPrecision() {
    Refinements r = refinements;
    return withRefinements(
        new Refinements(
            r.labelSmoothing,
            r.gradientClip,
            r.average,
            r.plainEnd,
            r.calibrated,
            true,
            r.sharedBiasGradient));
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
        + (augmentation.equals(Augmentation.NONE)
            ? ""
            : ", pictures changed by " + augmentation.text())
        + (plainEpochs() == 0 ? "" : ", as they are in the last " + plainEpochs())
        + given(refinements.labelSmoothing, ", labels smoothed by ")
        + given(refinements.gradientClip, ", gradients clipped at ")
        + given(refinements.average, ", parameters averaged with decay ")
        + (refinements.calibrated ? ", calibrated" : "")
        + (refinements.halfPrecision ? ", rounded to half precision" : "")
        + (refinements.sharedBiasGradient ? ", one bias gradient a layer" : "");
  }

  private static String given(double number, String words) {
    return number == 0 ? "" : words + number;
  }
}
