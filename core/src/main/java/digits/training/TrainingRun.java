package digits.training;

import digits.data.Dataset;
import digits.data.Split;
import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.HalfPrecision;
import digits.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** One training, from its beginning or from a state on the way, to its end. */
final class TrainingRun {
  private final Recipe recipe;
  private final Architecture architecture;
  private final Dataset data;
  private final long seed;
  private final Parallel parallel;
  private final TrainingListener listener;
  private final int[] order;
  private final int[] validation;
  private final int batch;
  private final int stepsOfEpoch;
  private final long steps;
  private final BatchGradient batchGradient;
  private final Descent descent;
  private final EarlyStopping stopping;
  private final List<TrainingListener.Epoch> epochs;
  private final double secondsBefore;
  private final long begin = System.nanoTime();

  private long step;
  private double rate;
  private double loss;
  private int correct;
  private double validationSeconds;

  /**
   * @throws IllegalArgumentException if the state cannot be one of this training
   */
  TrainingRun(
      Recipe recipe,
      Architecture architecture,
      Dataset data,
      Split split,
      Parallel parallel,
      TrainingListener listener,
      TrainingState state) {
    this.recipe = recipe;
    this.architecture = architecture;
    this.data = data;
    this.parallel = parallel;
    this.listener = listener;
    order = split.training();
    validation = split.validation();
    boolean allRows = recipe.batch() == Recipe.ALL_ROWS;
    batch = allRows ? order.length : Math.min(recipe.batch(), order.length);
    stepsOfEpoch = (order.length + batch - 1) / batch;
    steps = (long) recipe.epochs() * stepsOfEpoch;
    requirePossible(state);
    seed = state.seed();
    step = state.step();
    loss = state.loss();
    correct = state.correct();
    secondsBefore = state.seconds();
    validationSeconds = state.validationSeconds();
    epochs = new ArrayList<>(state.epochs());
    stopping =
        new EarlyStopping(
            recipe.heldOut().patience(), state.bestLoss(), state.best(), state.waited());
    descent =
        new Descent(
            architecture,
            recipe,
            parallel,
            state.parameters().clone(),
            copy(state.moments()),
            state.average().clone());
    batchGradient = new BatchGradient(architecture, recipe, data, seed, batch, parallel);
    // Each epoch shuffles the order of the one before.
    for (int epoch = 1; epoch <= epochsBegun(); epoch++) {
      shuffle(epoch);
    }
  }

  private static float[][] copy(float[][] arrays) {
    return Arrays.stream(arrays).map(float[]::clone).toArray(float[][]::new);
  }

  private void requirePossible(TrainingState state) {
    int average = recipe.refinements().average() > 0 ? architecture.parameterCount() : 0;
    long ended = state.step() / stepsOfEpoch;
    long reported = ended / recipe.heldOut().reportEvery();
    if (ended == recipe.epochs() && ended % recipe.heldOut().reportEvery() > 0) {
      reported++;
    }
    if (state.step() > steps
        || state.parameters().length != architecture.parameterCount()
        || state.moments().length != recipe.optimiser().moments()
        || state.average().length != average
        || state.epochs().size() != reported) {
      throw new IllegalArgumentException(
          "the state after step " + state.step() + " is none of this training");
    }
  }

  private int epochsBegun() {
    return (int) ((step + stepsOfEpoch - 1) / stepsOfEpoch);
  }

  private void shuffle(int epoch) {
    if (recipe.batch() != Recipe.ALL_ROWS) {
      Split.shuffle(order, Split.stream(seed, epoch));
    }
  }

  Trainer.Result train() {
    listener.started(architecture, recipe, steps);
    if (step > 0) {
      listener.resumed(step, List.copyOf(epochs));
    }
    while (step < steps && !stopping.stop()) {
      int first = (int) (step % stepsOfEpoch);
      int epoch = (int) (step / stepsOfEpoch) + 1;
      if (first == 0) {
        shuffle(epoch);
        loss = 0;
        correct = 0;
      }
      boolean report = epoch % recipe.heldOut().reportEvery() == 0 || epoch == recipe.epochs();
      for (int i = first; i < stepsOfEpoch; i++) {
        takeStep(i * batch, report);
        if (i + 1 < stepsOfEpoch) {
          offerState();
        }
      }
      endEpoch(epoch, report);
      offerState();
    }
    requireNumbers();
    Network network = new Network(architecture, result(), Trainer.PIXEL_SCALE);
    return new Trainer.Result(network, step, epochsBegun(), seconds());
  }

  private float[] result() {
    float[] result = stopping.best(descent.result()).clone();
    if (recipe.refinements().calibrated() && validation.length > 0) {
      result = Calibration.calibrate(architecture, result, data, validation, parallel);
    }
    if (recipe.refinements().halfPrecision()) {
      for (int i = 0; i < result.length; i++) {
        result[i] = HalfPrecision.round(result[i]);
      }
    }
    return result;
  }

  private void takeStep(int from, boolean report) {
    int rows = Math.min(batch, order.length - from);
    int epoch = (int) (step / stepsOfEpoch) + 1;
    batchGradient.compute(descent.parameters(), order, from, rows, epoch, step + 1, report);
    rate = recipe.rate() * recipe.schedule().factor(step, steps);
    step++;
    descent.step(batchGradient, rate, step);
    if (report) {
      loss += batchGradient.loss();
      correct += batchGradient.correct();
    }
    listener.stepped(step, examples());
  }

  /** Only the last batch of an epoch may be short. */
  private long examples() {
    return step / stepsOfEpoch * order.length + step % stepsOfEpoch * batch;
  }

  private void endEpoch(int epoch, boolean report) {
    if (!Double.isFinite(loss)) {
      throw cameApart("the loss is " + loss);
    }
    if (!report) {
      return;
    }
    double trained = seconds() - validationSeconds;
    Evaluation held = validation.length > 0 ? validate() : null;
    TrainingListener.Epoch result =
        new TrainingListener.Epoch(
            epoch,
            rate,
            loss / order.length,
            (double) correct / order.length,
            held == null ? Double.NaN : held.loss(),
            held == null ? Double.NaN : held.accuracy(),
            seconds(),
            examples() / trained);
    epochs.add(result);
    listener.epochEnded(result);
    if (held != null) {
      stopping.see(held.loss(), descent.result());
    }
  }

  private Evaluation validate() {
    double start = seconds();
    Network network = new Network(architecture, descent.result(), Trainer.PIXEL_SCALE);
    Evaluation evaluation = Evaluation.of(network, data, validation, parallel);
    validationSeconds += seconds() - start;
    return evaluation;
  }

  private void offerState() {
    if (!listener.betweenSteps(this::state)) {
      throw new CancellationException("training stopped after step " + step + " of " + steps);
    }
  }

  private TrainingState state() {
    return new TrainingState(
        architecture.text(),
        recipe.toString(),
        seed,
        step,
        descent.parameters().clone(),
        copy(descent.moments()),
        descent.average().clone(),
        stopping.best(),
        stopping.bestLoss(),
        stopping.waited(),
        loss,
        correct,
        seconds(),
        validationSeconds,
        epochs);
  }

  /** The loss tells of every step but the last. */
  private void requireNumbers() {
    for (float parameter : descent.parameters()) {
      if (!Float.isFinite(parameter)) {
        throw cameApart("a parameter is " + parameter);
      }
    }
  }

  private ArithmeticException cameApart(String found) {
    return new ArithmeticException(
        "training came apart in epoch "
            + epochsBegun()
            + ": "
            + found
            + "; try a smaller rate than "
            + recipe.rate());
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - begin) * 1e-9;
  }
}
