package digits.benchmarks;

import digits.model.Model;
import digits.training.Evaluation;
import java.io.IOException;
import java.util.Locale;

/**
 * What a model says of the test images whose labels are known to be wrong, or that show no digit
 * anyone could tell. Prints a Markdown table. Argument: the name or the file of a model.
 */
public final class LabelErrors {
  /** Number of the image from 0 on, and what it likely shows; -1 where nobody knows. */
  private static final int[][] LIKELY = {
    {947, 9},
    {1621, 6},
    {1901, 4},
    {2462, 0},
    {2597, 3},
    {2654, -1},
    {3520, -1},
    {3558, 0},
    {5937, 3},
    {6651, 6},
    {6783, 6},
    {9679, -1},
    {9729, 6},
  };

  private LabelErrors() {}

  public static void main(String[] args) throws IOException {
    Model model = Robustness.model(args[0]);
    int threads = Runtime.getRuntime().availableProcessors();
    Evaluation told = Evaluation.of(model.network(), MnistData.test(), threads);
    System.out.println("| test image | label | likely | " + model.name() + " says | sure of it |");
    System.out.println("|---|---|---|---|---|");
    for (int[] image : LIKELY) {
      System.out.printf(
          Locale.ROOT,
          "| %d | %d | %s | %d | %.1f %% |%n",
          image[0],
          told.labels()[image[0]],
          image[1] < 0 ? "?" : Integer.toString(image[1]),
          told.predictions()[image[0]],
          100 * told.confidences()[image[0]]);
    }
  }
}
