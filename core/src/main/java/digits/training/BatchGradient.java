package digits.training;

import digits.data.Augmentation;
import digits.data.Augmentation.Change;
import digits.data.Augmenter;
import digits.data.Dataset;
import digits.data.Nonsense;
import digits.data.Schools;
import digits.data.Tails;
import digits.kernel.Kernels;
import digits.kernel.Parallel;
import digits.kernel.SimilarRows;
import digits.network.Architecture;
import digits.network.Conv2d;
import digits.network.SoftmaxCrossEntropy;
import digits.network.Workspace;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The gradient of the mean loss over a batch. The batch is cut into slices whose size follows from
 * the batch alone; each slice's gradient is one worker's, and they are added in the order of the
 * slices, equation (34) of docs/mathematics.md: the same bits with any number of threads.
 */
final class BatchGradient {
  /** Enough slices to keep 16 threads busy, none so small that its fixed costs show. */
  private static final int MOST_SLICES = 16;

  private static final int LEAST_ROWS = 64;

  /** A block of a convolutional network's activations is all that the caches hold. */
  private static final int LEAST_ROWS_CONVOLVED = 32;

  /** Parameters of one task of a pass over all of them. */
  static final int RANGE = 1 << 15;

  private final Architecture architecture;
  private final Dataset data;
  private final Recipe recipe;
  private final long seed;
  private final Parallel parallel;
  private final boolean allRows;
  private final int sliceRows;
  private final Workspace[] workspaces;
  private final Changed[] changed;
  private final Workspace.Pictures[] pictures;
  private final int[][] sliceLabels;
  private final float[][] sliceGradients;
  private final double[] sliceLoss;
  private final int[] sliceCorrect;
  private int[] loadedOrder;
  private int activeSlices;

  /** A slice's pictures after augmentation. */
  private record Changed(
      Augmenter augmenter,
      Nonsense nonsense,
      Schools schools,
      Tails tails,
      byte[] pixels,
      int[] order) {
    Changed(Recipe recipe, Dataset data, int capacity) {
      this(
          new Augmenter(recipe.augmentation(), data.width(), data.height()),
          new Nonsense(data.width(), data.height()),
          new Schools(data.width(), data.height()),
          new Tails(data.width(), data.height()),
          new byte[capacity * data.width() * data.height()],
          IntStream.range(0, capacity).toArray());
    }
  }

  /**
   * @param batch the most rows of a step
   * @param seed all that is random in the steps follows from it
   */
  BatchGradient(
      Architecture architecture,
      Recipe recipe,
      Dataset data,
      long seed,
      int batch,
      Parallel parallel) {
    this.architecture = architecture;
    this.data = data;
    this.recipe = recipe;
    this.seed = seed;
    this.parallel = parallel;
    boolean changes = !recipe.augmentation().equals(Augmentation.NONE);
    allRows = recipe.batch() == Recipe.ALL_ROWS && !changes;
    sliceRows = sliceRows(architecture, batch);
    int slices = slices(batch);
    int capacity = Math.min(batch, sliceRows);
    int workers = Math.min(slices, parallel.threads());
    float scale = Trainer.PIXEL_SCALE;
    workspaces = new Workspace[workers];
    Arrays.setAll(workspaces, i -> new Workspace(architecture, capacity, scale));
    changed = new Changed[changes ? workers : 0];
    Arrays.setAll(changed, i -> new Changed(recipe, data, capacity));
    // Rows that never change are loaded once, so each slice keeps its own pictures.
    pictures = new Workspace.Pictures[allRows ? slices : 0];
    Arrays.setAll(pictures, i -> new Workspace.Pictures(architecture, capacity, scale));
    sliceLabels = new int[slices][capacity];
    sliceGradients = new float[slices][architecture.parameterCount()];
    sliceLoss = new double[slices];
    sliceCorrect = new int[slices];
  }

  /**
   * Computes the gradient for rows {@code order[from]} to {@code order[from + rows - 1]}.
   *
   * @param epoch counted from 1; with the seed and a row it decides how its picture is changed
   * @param step counted from 1; with the seed it decides what else is random
   * @param measure whether {@link #loss} and {@link #correct} are wanted too
   */
  void compute(
      float[] parameters, int[] order, int from, int rows, int epoch, long step, boolean measure) {
    int slices = slices(rows);
    boolean load = !allRows || loadedOrder == null;
    if (allRows && load) {
      // Rows that stay together for ever are worth sorting: neighbours share their zeros.
      loadedOrder =
          SimilarRows.of(data.pixels(), architecture.inputs(), order, from, rows, parallel);
    }
    long noise = new SplittableRandom(seed ^ step << 20).nextLong();
    parallel.run(
        slices,
        (worker, slice) -> {
          int first = slice * sliceRows;
          int count = Math.min(sliceRows, rows - first);
          Workspace workspace = workspaces[worker];
          if (allRows) {
            workspace.show(pictures[slice]);
          }
          if (load) {
            int[] loaded =
                allRows
                    ? Arrays.copyOfRange(loadedOrder, first, first + count)
                    : Arrays.copyOfRange(order, from + first, from + first + count);
            load(worker, slice, loaded, epoch);
          }
          workspace.learn((float) count / rows, noise + ((long) slice << 32));
          computeSlice(parameters, workspace, slice, rows, measure);
        });
    activeSlices = slices;
  }

  private void load(int worker, int slice, int[] rows, int epoch) {
    int count = rows.length;
    for (int r = 0; r < count; r++) {
      sliceLabels[slice][r] = data.labels()[rows[r]];
    }
    if (changed.length == 0 || epoch > recipe.epochs() - recipe.plainEpochs()) {
      workspaces[worker].load(data.pixels(), rows, 0, count);
      return;
    }
    Changed slot = changed[worker];
    int width = architecture.inputs();
    double nonsense = recipe.augmentation().strength(Change.NONSENSE);
    double untouched = recipe.augmentation().strength(Change.UNTOUCHED);
    boolean digits = data.classes().equals(Dataset.DIGITS);
    double schools = digits ? recipe.augmentation().strength(Change.SCHOOLS) : 0;
    double tails = recipe.augmentation().strength(Change.TAILS);
    for (int r = 0; r < count; r++) {
      var random = Augmentation.stream(seed, epoch - 1, rows[r]);
      int at = r * width;
      System.arraycopy(data.pixels(), rows[r] * width, slot.pixels, at, width);
      if (nonsense > 0 && random.nextDouble() < nonsense) {
        sliceLabels[slice][r] = SoftmaxCrossEntropy.NO_CLASS;
        slot.nonsense.draw(data, rows[r], random, slot.pixels, at);
      } else if (untouched > 0 && random.nextDouble() < untouched) {
        continue;
      } else {
        if (schools > 0 && random.nextDouble() < schools) {
          slot.schools.write(sliceLabels[slice][r], random, slot.pixels, at);
        }
        if (tails > 0 && random.nextDouble() < tails) {
          slot.tails.draw(random, slot.pixels, at);
        }
      }
      slot.augmenter.apply(slot.pixels, at, random, slot.pixels, at);
    }
    workspaces[worker].load(slot.pixels, slot.order, 0, count);
  }

  /** Whole blocks, so that only the last slice of a batch has places left over. */
  private static int sliceRows(Architecture architecture, int batch) {
    boolean convolved = architecture.layers().stream().anyMatch(Conv2d.class::isInstance);
    int least = convolved ? LEAST_ROWS_CONVOLVED : LEAST_ROWS;
    int rows = Math.max(least, (batch + MOST_SLICES - 1) / MOST_SLICES);
    return (rows + Kernels.BLOCK - 1) / Kernels.BLOCK * Kernels.BLOCK;
  }

  private int slices(int rows) {
    return (rows + sliceRows - 1) / sliceRows;
  }

  private void computeSlice(
      float[] parameters, Workspace workspace, int slice, int examples, boolean measure) {
    int classes = architecture.outputs();
    int rows = workspace.rows();
    int[] labels = sliceLabels[slice];
    architecture.forward(parameters, workspace);
    float[] probabilities = workspace.blockProbabilities();
    if (measure) {
      sliceLoss[slice] =
          SoftmaxCrossEntropy.loss(rows, classes, workspace.logits(), probabilities, labels);
      sliceCorrect[slice] = Evaluation.correct(rows, classes, probabilities, labels);
    }
    SoftmaxCrossEntropy.backward(
        rows,
        classes,
        probabilities,
        labels,
        examples,
        recipe.refinements().labelSmoothing(),
        workspace.dLogits());
    Arrays.fill(sliceGradients[slice], 0f);
    architecture.backward(parameters, workspace, sliceGradients[slice]);
  }

  /** What is done with a range of the gradient once it is summed. */
  interface RangeTask {
    void run(int from, int to);
  }

  /** Adds up the slices in {@code gradients}, and gives each finished range to {@code then}. */
  void sum(float[] gradients, RangeTask then) {
    int ranges = (gradients.length + RANGE - 1) / RANGE;
    parallel.run(
        ranges,
        (worker, range) -> {
          int from = range * RANGE;
          int to = Math.min(gradients.length, from + RANGE);
          System.arraycopy(sliceGradients[0], from, gradients, from, to - from);
          for (int slice = 1; slice < activeSlices; slice++) {
            addRange(sliceGradients[slice], gradients, from, to); // (34)
          }
          then.run(from, to);
        });
  }

  private static void addRange(float[] a, float[] sum, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] += a[i];
    }
  }

  /** The sum of the losses of the last batch that was measured. */
  double loss() {
    double sum = 0;
    for (int slice = 0; slice < activeSlices; slice++) {
      sum += sliceLoss[slice];
    }
    return sum;
  }

  /** How many of its rows were told right. */
  int correct() {
    return Arrays.stream(sliceCorrect, 0, activeSlices).sum();
  }
}
