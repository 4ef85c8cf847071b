package digits.network;

import digits.kernel.Kernels;

/**
 * Softmax and the cross-entropy loss, taken together because together they are simple and stable:
 * equations (6), (9) and (11) of docs/mathematics.md. Logits and probabilities are blocks of 32
 * examples, [class, example].
 */
public final class SoftmaxCrossEntropy {
  private static final Kernels KERNELS = Kernels.fastest();
  private static final int BLOCK = Kernels.BLOCK;

  /** The label of a picture that shows none of the classes: all are to be equally likely. */
  public static final int NO_CLASS = -1;

  /** Far above what a float cannot hold to its last digit. */
  private static final float SMALL = 1e-30f;

  private SoftmaxCrossEntropy() {}

  /** Softmax of every example of logits[blocks, classes, 32]. */
  public static void probabilities(int blocks, int classes, float[] logits, float[] probabilities) {
    KERNELS.softmax(blocks, classes, logits, probabilities); // (6)
  }

  /**
   * The sum over the rows of -log p[label], without a class of its mean over all classes. It stays
   * finite where a probability is too small for a float: with m the largest logit, p[m] = 1 / sum
   * exp(z - m), so log p[c] = z[c] - m + log p[m]. Other labels need no look at the other classes.
   */
  public static double loss(
      int rows, int classes, float[] logits, float[] probabilities, int[] labels) {
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      int at = at(r, classes);
      float likely = labels[r] == NO_CLASS ? 0 : probabilities[at + labels[r] * BLOCK];
      if (likely > SMALL) {
        loss -= Math.log(likely); // (9)
        continue;
      }
      int best = at + best(logits, r, classes) * BLOCK;
      double truth =
          labels[r] == NO_CLASS ? mean(logits, at, classes) : logits[at + labels[r] * BLOCK];
      loss += logits[best] - truth - Math.log(probabilities[best]); // (9) (66)
    }
    return loss;
  }

  private static double mean(float[] logits, int at, int classes) {
    double sum = 0;
    for (int j = 0; j < classes; j++) {
      sum += logits[at + j * BLOCK];
    }
    return sum / classes;
  }

  /** Where class 0 of row r stands. */
  private static int at(int r, int classes) {
    return r / BLOCK * BLOCK * classes + r % BLOCK;
  }

  /** The number of a class in row r of p[blocks, classes, 32]. */
  public static float of(float[] p, int r, int classes, int which) {
    return p[at(r, classes) + which * BLOCK];
  }

  /** Which class of row r of p[blocks, classes, 32] is the largest, the first one on a tie. */
  public static int best(float[] p, int r, int classes) {
    int at = at(r, classes);
    int best = 0;
    for (int j = 1; j < classes; j++) {
      if (p[at + j * BLOCK] > p[at + best * BLOCK]) {
        best = j; // (7)
      }
    }
    return best;
  }

  /**
   * Whether {@link #best} is a class, for less: as a rule it is, and the comparisons foretell it.
   */
  public static boolean isBest(float[] p, int r, int classes, int which) {
    int at = at(r, classes);
    float own = p[at + which * BLOCK];
    for (int j = 0; j < which; j++) {
      if (!(own > p[at + j * BLOCK])) {
        return false;
      }
    }
    for (int j = which + 1; j < classes; j++) {
      if (!(own >= p[at + j * BLOCK])) {
        return false;
      }
    }
    return true;
  }

  /**
   * dLogits = (p - y) / examples, the gradient of the mean loss; 0 for the rest of the last block.
   * With {@link #NO_CLASS}, y is the same for all classes.
   *
   * @param examples of the whole batch, of which these rows may be a part
   * @param smoothing the share of y that all classes get in equal parts, 0 to below 1: Szegedy et
   *     al. 2016, equation (49)
   */
  public static void backward(
      int rows,
      int classes,
      float[] probabilities,
      int[] labels,
      int examples,
      double smoothing,
      float[] dLogits) {
    int blocks = (rows + BLOCK - 1) / BLOCK;
    float scale = 1f / examples;
    float others = (float) (smoothing / classes) * scale;
    float label = (float) (1 - smoothing) * scale;
    for (int i = 0; i < blocks * BLOCK * classes; i++) {
      dLogits[i] = probabilities[i] * scale - others; // (11) (49)
    }
    for (int r = 0; r < rows; r++) {
      if (labels[r] == NO_CLASS) {
        for (int j = 0; j < classes; j++) {
          dLogits[at(r, classes) + j * BLOCK] -= label / classes; // (66)
        }
      } else {
        dLogits[at(r, classes) + labels[r] * BLOCK] -= label; // (11) (49)
      }
    }
    for (int r = rows; r < blocks * BLOCK; r++) {
      for (int j = 0; j < classes; j++) {
        dLogits[at(r, classes) + j * BLOCK] = 0f;
      }
    }
  }
}
