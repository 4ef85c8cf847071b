package digits.training;

import digits.data.Dataset;
import digits.kernel.Parallel;
import digits.network.Network;
import digits.network.SoftmaxCrossEntropy;
import digits.network.Workspace;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a network says about labelled pictures.
 *
 * @param classes the number of classes
 * @param labels the truth, one a picture
 * @param predictions the class with the highest probability, the lowest one on a tie
 * @param confidences that probability
 * @param loss the mean cross-entropy
 */
public record Evaluation(
    int classes, int[] labels, int[] predictions, float[] confidences, double loss) {
  private static final int SLICE = 256;
  private static final int BINS = 15;

  /**
   * Evaluates on all pictures of a data set; the same result with any number of threads.
   *
   * @throws IllegalArgumentException if the data do not fit the network
   */
  public static Evaluation of(Network network, Dataset data, int threads) {
    if (data.width() * data.height() != network.architecture().inputs()
        || data.classes().size() > network.architecture().outputs()) {
      throw Trainer.misfit(network.architecture(), data);
    }
    try (Parallel parallel = new Parallel(threads)) {
      return of(network, data, IntStream.range(0, data.size()).toArray(), parallel);
    }
  }

  /**
   * Evaluates what was said of pictures.
   *
   * @param labels the truth, one a picture
   * @param probabilities of each class, for each picture
   */
  public static Evaluation of(int[] labels, float[][] probabilities) {
    int[] predictions = new int[labels.length];
    float[] confidences = new float[labels.length];
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      float[] p = probabilities[i];
      predictions[i] = Network.best(p);
      confidences[i] = p[predictions[i]];
      loss -= Math.log(Math.max(Float.MIN_NORMAL, p[labels[i]]));
    }
    return new Evaluation(
        probabilities[0].length, labels.clone(), predictions, confidences, loss / labels.length);
  }

  static Evaluation of(Network network, Dataset data, int[] rows, Parallel parallel) {
    int classes = network.architecture().outputs();
    int[] labels = Arrays.stream(rows).map(row -> data.labels()[row]).toArray();
    int[] predictions = new int[rows.length];
    float[] confidences = new float[rows.length];
    double[] losses = new double[slices(rows.length)];
    eachSlice(
        network,
        data,
        rows,
        parallel,
        (workspace, first, count) -> {
          float[] p = workspace.blockProbabilities();
          int[] sliceLabels = Arrays.copyOfRange(labels, first, first + count);
          losses[first / SLICE] =
              SoftmaxCrossEntropy.loss(count, classes, workspace.logits(), p, sliceLabels);
          for (int r = 0; r < count; r++) {
            int best = SoftmaxCrossEntropy.best(p, r, classes);
            predictions[first + r] = best;
            confidences[first + r] = SoftmaxCrossEntropy.of(p, r, classes, best);
          }
        });
    return new Evaluation(
        classes, labels, predictions, confidences, Arrays.stream(losses).sum() / rows.length);
  }

  /** What is done with a slice of the rows once its logits are there. */
  interface SliceTask {
    /**
     * @param first of the slice among all rows
     * @param count rows of the slice
     */
    void run(Workspace workspace, int first, int count);
  }

  private static int slices(int rows) {
    return (rows + SLICE - 1) / SLICE;
  }

  /** Takes rows through the network, slice by slice on all threads. */
  static void eachSlice(
      Network network, Dataset data, int[] rows, Parallel parallel, SliceTask task) {
    int slices = slices(rows.length);
    Workspace[] workspaces = new Workspace[Math.min(parallel.threads(), Math.max(1, slices))];
    Arrays.setAll(workspaces, i -> network.workspace(SLICE));
    parallel.run(
        slices,
        (worker, slice) -> {
          int first = slice * SLICE;
          int count = Math.min(SLICE, rows.length - first);
          workspaces[worker].load(data.pixels(), rows, first, count);
          network.forward(workspaces[worker]);
          task.run(workspaces[worker], first, count);
        });
  }

  /** Where there is no class to be told, to be less than half sure of any counts as right. */
  static int correct(int rows, int classes, float[] p, int[] labels) {
    int correct = 0;
    for (int r = 0; r < rows; r++) {
      boolean right =
          labels[r] == SoftmaxCrossEntropy.NO_CLASS
              ? unsure(p, r, classes)
              : SoftmaxCrossEntropy.isBest(p, r, classes, labels[r]);
      correct += right ? 1 : 0;
    }
    return correct;
  }

  private static boolean unsure(float[] p, int r, int classes) {
    int best = SoftmaxCrossEntropy.best(p, r, classes);
    return SoftmaxCrossEntropy.of(p, r, classes, best) < 0.5f;
  }

  /** The number of pictures. */
  public int images() {
    return labels.length;
  }

  /** How many pictures were told right. */
  public int correct() {
    return (int) IntStream.range(0, images()).filter(i -> labels[i] == predictions[i]).count();
  }

  /** The share told right, 0 to 1. */
  public double accuracy() {
    return (double) correct() / images();
  }

  /**
   * The expected calibration error, 0 to 1: pictures are put into 15 bins by their confidence, and
   * in each bin the mean confidence is compared with the share told right (Guo and others 2017).
   */
  public double calibrationError() {
    double[] surplus = new double[BINS]; // confidence less what was right
    for (int i = 0; i < images(); i++) {
      int bin = Math.min(BINS - 1, (int) (confidences[i] * BINS));
      surplus[bin] += confidences[i] - (labels[i] == predictions[i] ? 1 : 0);
    }
    return Arrays.stream(surplus).map(Math::abs).sum() / images();
  }

  /** counts[truth][prediction]. */
  public int[][] confusion() {
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < images(); i++) {
      counts[labels[i]][predictions[i]]++;
    }
    return counts;
  }

  /** Picture numbers told wrong, the most confident first. */
  public int[] mistakes() {
    return IntStream.range(0, images())
        .filter(i -> labels[i] != predictions[i])
        .boxed()
        .sorted((a, b) -> Float.compare(confidences[b], confidences[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
