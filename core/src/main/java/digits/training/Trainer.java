package digits.training;

import digits.data.Dataset;
import digits.data.Split;
import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.Network;
import digits.network.ParameterView;
import java.util.Arrays;

/**
 * Teaches a network by a recipe. The same seed, data and recipe give the same parameters bit for
 * bit, with any number of threads. Safe for use by many threads; each call of {@link #train} is on
 * its own.
 */
public final class Trainer {
  /** Pixels 0 to 255 become 0 to 1: equation (1) of docs/mathematics.md. */
  public static final float PIXEL_SCALE = 1f / 255; // (1)

  private final Recipe recipe;
  private final int threads;
  private final TrainingListener listener;

  /**
   * @param threads at least 1
   */
  public Trainer(Recipe recipe, int threads, TrainingListener listener) {
    this.recipe = recipe;
    this.threads = threads;
    this.listener = listener;
  }

  /**
   * What training came to.
   *
   * @param steps of the optimiser
   * @param epochs that were begun, fewer than the recipe's where training stopped early
   * @param seconds from the first step to the last, validation included
   */
  public record Result(Network network, long steps, int epochs, double seconds) {}

  /**
   * Trains from newly drawn parameters.
   *
   * @throws IllegalArgumentException if the data do not fit the architecture or are too few
   * @throws ArithmeticException if the loss or a parameter is no longer a number
   */
  public Result train(Architecture architecture, Dataset data, long seed) {
    if (data.width() * data.height() != architecture.inputs()
        || data.classes().size() != architecture.outputs()) {
      throw misfit(architecture, data);
    }
    if (data.size() == 0) {
      throw new IllegalArgumentException(data.name() + " has no pictures: expected at least one");
    }
    try (Parallel parallel = new Parallel(threads)) {
      return new Run(architecture, data, seed, parallel).train();
    }
  }

  static IllegalArgumentException misfit(Architecture architecture, Dataset data) {
    return new IllegalArgumentException(
        data.name()
            + " has pictures of "
            + data.width()
            + " x "
            + data.height()
            + " in "
            + data.classes().size()
            + " classes, but the network takes "
            + architecture.inputs()
            + " pixels and tells "
            + architecture.outputs()
            + " classes apart");
  }

  private Split split(Dataset data, long seed) {
    int validation = recipe.validation();
    int training = recipe.trainingRows() > 0 ? recipe.trainingRows() : data.size() - validation;
    if (training < 1 || training > data.size() - validation) {
      // Small sets keep nine rows of ten.
      validation = data.size() / 10;
      training = data.size() - validation;
    }
    return recipe.trainingRows() > 0
        ? Split.inOrder(training, validation)
        : Split.random(data.size(), validation, seed);
  }

  /** One training from beginning to end. */
  private final class Run {
    private final Architecture architecture;
    private final Dataset data;
    private final Parallel parallel;
    private final long seed;
    private final int[] order;
    private final int[] validation;
    private final int batch;
    private final long steps;
    private final BatchGradient batchGradient;
    private final float[] parameters;
    private final float[] gradients;
    private final float[][] moments;

    private long step;
    private long examples;
    private double rate;
    private double validationSeconds;

    Run(Architecture architecture, Dataset data, long seed, Parallel parallel) {
      this.architecture = architecture;
      this.data = data;
      this.parallel = parallel;
      this.seed = seed;
      Split split = split(data, seed);
      order = split.training();
      validation = split.validation();
      boolean allRows = recipe.batch() == Recipe.ALL_ROWS;
      batch = allRows ? order.length : Math.min(recipe.batch(), order.length);
      steps = (long) recipe.epochs() * ((order.length + batch - 1) / batch);
      parameters = architecture.initialise(recipe.initialiser(), seed);
      gradients = new float[parameters.length];
      moments = new float[recipe.optimiser().moments()][parameters.length];
      batchGradient = new BatchGradient(architecture, batch, allRows, PIXEL_SCALE, parallel);
    }

    Result train() {
      listener.started(architecture, recipe, steps);
      long begin = System.nanoTime();
      EarlyStopping stopping = new EarlyStopping(recipe.patience());
      int epoch = 0;
      while (epoch < recipe.epochs() && !stopping.stop()) {
        epoch++;
        boolean report = epoch % recipe.reportEvery() == 0 || epoch == recipe.epochs();
        TrainingListener.Epoch result = runEpoch(epoch, report, begin);
        if (report) {
          listener.epochEnded(result);
          if (validation.length > 0) {
            stopping.see(result.validationLoss(), parameters);
          }
        }
      }
      requireNumbers(epoch);
      return new Result(
          new Network(architecture, stopping.best(parameters), PIXEL_SCALE),
          step,
          epoch,
          seconds(begin));
    }

    private TrainingListener.Epoch runEpoch(int epoch, boolean report, long begin) {
      if (recipe.batch() != Recipe.ALL_ROWS) {
        Split.shuffle(order, Split.stream(seed, epoch));
      }
      double loss = 0;
      int correct = 0;
      for (int from = 0; from < order.length; from += batch) {
        int rows = Math.min(batch, order.length - from);
        batchGradient.compute(parameters, data.pixels(), data.labels(), order, from, rows, report);
        descend();
        examples += rows;
        if (report) {
          loss += batchGradient.loss();
          correct += batchGradient.correct();
        }
        listener.stepped(step, examples);
      }
      if (!Double.isFinite(loss)) {
        throw cameApart(epoch, "the loss is " + loss);
      }
      double trained = seconds(begin) - validationSeconds;
      Evaluation held = report && validation.length > 0 ? validate() : null;
      return new TrainingListener.Epoch(
          epoch,
          rate,
          loss / order.length,
          (double) correct / order.length,
          held == null ? Double.NaN : held.loss(),
          held == null ? Double.NaN : held.accuracy(),
          seconds(begin),
          examples / trained);
    }

    /** The loss tells of every step but the last. */
    private void requireNumbers(int epoch) {
      for (float parameter : parameters) {
        if (!Float.isFinite(parameter)) {
          throw cameApart(epoch, "a parameter is " + parameter);
        }
      }
    }

    private ArithmeticException cameApart(int epoch, String found) {
      return new ArithmeticException(
          "training came apart in epoch "
              + epoch
              + ": "
              + found
              + "; try a smaller rate than "
              + recipe.rate());
    }

    private void descend() {
      rate = recipe.rate() * recipe.schedule().factor(step, steps);
      step++;
      if (recipe.sharedBiasGradient()) {
        batchGradient.sum(gradients, (from, to) -> {});
        shareBiasGradients();
        update(0, gradients.length);
      } else {
        batchGradient.sum(gradients, this::update);
      }
    }

    private void update(int from, int to) {
      recipe.optimiser().step(parameters, gradients, moments, rate, step, from, to);
    }

    private void shareBiasGradients() {
      for (ParameterView view : architecture.parameters()) {
        if (view.shape().size() == 1) {
          float sum = 0;
          for (int i = view.offset(); i < view.offset() + view.size(); i++) {
            sum += gradients[i]; // (16)
          }
          Arrays.fill(gradients, view.offset(), view.offset() + view.size(), sum);
        }
      }
    }

    private Evaluation validate() {
      long begin = System.nanoTime();
      Network network = new Network(architecture, parameters, PIXEL_SCALE);
      Evaluation evaluation = Evaluation.of(network, data, validation, parallel);
      validationSeconds += seconds(begin);
      return evaluation;
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) * 1e-9;
  }
}
