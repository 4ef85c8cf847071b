package digits.network;

import digits.kernel.Kernels;

/**
 * Softmax and the cross-entropy loss, taken together because together they are simple and stable:
 * equations (6), (9) and (11) of docs/mathematics.md. B rows, O classes.
 */
public final class SoftmaxCrossEntropy {
  private static final Kernels KERNELS = Kernels.fastest();

  private SoftmaxCrossEntropy() {}

  /** probabilities[B,O] of logits[B,O]; each row sums to 1. */
  public static void probabilities(int rows, int classes, float[] logits, float[] probabilities) {
    KERNELS.softmax(rows, classes, logits, probabilities); // (6)
  }

  /**
   * The sum over the rows of -log p[label]. It stays finite where a probability is too small for a
   * float: with m the largest logit, p[m] = 1 / sum exp(z - m), so log p[c] = z[c] - m + log p[m].
   */
  public static double loss(
      int rows, int classes, float[] logits, float[] probabilities, int[] labels) {
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      int at = r * classes;
      int best = at + best(logits, at, classes);
      loss += logits[best] - logits[at + labels[r]] - Math.log(probabilities[best]); // (9)
    }
    return loss;
  }

  /** Which of {@code classes} numbers from {@code at} on is the largest, the first one on a tie. */
  public static int best(float[] p, int at, int classes) {
    int best = 0;
    for (int j = 1; j < classes; j++) {
      if (p[at + j] > p[at + best]) {
        best = j; // (7)
      }
    }
    return best;
  }

  /**
   * dLogits[B,O] = (p - y) / examples, the gradient of the mean loss.
   *
   * @param examples of the whole batch, of which these rows may be a part
   */
  public static void backward(
      int rows, int classes, float[] probabilities, int[] labels, int examples, float[] dLogits) {
    float scale = 1f / examples;
    for (int i = 0; i < rows * classes; i++) {
      dLogits[i] = probabilities[i] * scale; // (11)
    }
    for (int r = 0; r < rows; r++) {
      dLogits[r * classes + labels[r]] -= scale; // (11)
    }
  }
}
