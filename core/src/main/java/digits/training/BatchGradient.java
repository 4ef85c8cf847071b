package digits.training;

import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.SoftmaxCrossEntropy;
import digits.network.Workspace;
import java.util.Arrays;

/**
 * The gradient of the mean loss over a batch. The batch is cut into slices whose size follows from
 * the batch alone; each slice's gradient is one worker's, and they are added in the order of the
 * slices, equation (34) of docs/mathematics.md: the same bits with any number of threads.
 */
final class BatchGradient {
  /** Enough slices to keep 16 threads busy, none so small that its fixed costs show. */
  private static final int MOST_SLICES = 16;

  private static final int LEAST_ROWS = 64;

  /** Parameters of one task of a pass over all of them. */
  private static final int RANGE = 1 << 15;

  private final Architecture architecture;
  private final Parallel parallel;
  private final boolean allRows;
  private final int sliceRows;
  private final Workspace[] workspaces;
  private final Workspace.Pictures[] pictures;
  private final int[][] sliceLabels;
  private final float[][] sliceGradients;
  private final double[] sliceLoss;
  private final int[] sliceCorrect;
  private boolean loaded;
  private int activeSlices;

  /**
   * @param batch the most rows of a step
   * @param allRows whether every step has the same rows in the same order
   */
  BatchGradient(
      Architecture architecture, int batch, boolean allRows, float pixelScale, Parallel parallel) {
    this.architecture = architecture;
    this.parallel = parallel;
    this.allRows = allRows;
    sliceRows = Math.max(LEAST_ROWS, (batch + MOST_SLICES - 1) / MOST_SLICES);
    int slices = slices(batch);
    int capacity = Math.min(batch, sliceRows);
    workspaces = new Workspace[Math.min(slices, parallel.threads())];
    Arrays.setAll(workspaces, i -> new Workspace(architecture, capacity, pixelScale));
    // Rows that never change are loaded once, so each slice keeps its own pictures.
    pictures = new Workspace.Pictures[allRows ? slices : 0];
    Arrays.setAll(pictures, i -> new Workspace.Pictures(architecture, capacity, pixelScale));
    sliceLabels = new int[slices][capacity];
    sliceGradients = new float[slices][architecture.parameterCount()];
    sliceLoss = new double[slices];
    sliceCorrect = new int[slices];
  }

  /**
   * Computes the gradient for rows {@code order[from]} to {@code order[from + rows - 1]}.
   *
   * @param measure whether {@link #loss} and {@link #correct} are wanted too
   */
  void compute(
      float[] parameters,
      byte[] images,
      int[] labels,
      int[] order,
      int from,
      int rows,
      boolean measure) {
    int slices = slices(rows);
    boolean load = !(allRows && loaded);
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
            workspace.load(images, order, from + first, count);
            for (int r = 0; r < count; r++) {
              sliceLabels[slice][r] = labels[order[from + first + r]];
            }
          }
          computeSlice(parameters, workspace, slice, rows, measure);
        });
    loaded = true;
    activeSlices = slices;
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
    float[] probabilities = workspace.probabilities();
    if (measure) {
      sliceLoss[slice] =
          SoftmaxCrossEntropy.loss(rows, classes, workspace.logits(), probabilities, labels);
      sliceCorrect[slice] = Evaluation.correct(rows, classes, probabilities, labels);
    }
    SoftmaxCrossEntropy.backward(
        rows, classes, probabilities, labels, examples, workspace.dLogits());
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
