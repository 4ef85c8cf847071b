package digits.app;

import digits.data.Dataset;
import digits.training.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A handful of test pictures drawn in the terminal, two pixels a character, beside what the network
 * said: three it told right and its three most confident mistakes.
 */
final class Sketch {
  private static final int ACROSS = 3;

  /** Columns of the picture left out on each side: MNIST's margins are empty. */
  private static final int MARGIN = 2;

  private static final int GAP = 3;

  private Sketch() {}

  static String of(Dataset test, Evaluation evaluation, List<String> classes) {
    int[] mistakes = evaluation.mistakes();
    List<Integer> shown = new ArrayList<>();
    IntStream.range(0, evaluation.images())
        .filter(i -> evaluation.labels()[i] == evaluation.predictions()[i])
        .limit(ACROSS)
        .forEach(shown::add);
    IntStream.of(mistakes).limit(ACROSS).forEach(shown::add);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < shown.size(); i += ACROSS) {
      List<Integer> row = shown.subList(i, Math.min(i + ACROSS, shown.size()));
      text.append(System.lineSeparator());
      drawRow(test, row, text);
      for (int n : row) {
        String said =
            Text.format(
                "said %s, %.0f %%, is %s",
                classes.get(evaluation.predictions()[n]),
                100 * evaluation.confidences()[n],
                classes.get(evaluation.labels()[n]));
        text.append(Text.format("%-" + (test.width() - 2 * MARGIN + GAP) + "s", said));
      }
      text.append(System.lineSeparator());
    }
    return text.toString().replaceAll(" +(\\R)", "$1");
  }

  private static void drawRow(Dataset test, List<Integer> row, StringBuilder text) {
    for (int y = MARGIN; y < test.height() - MARGIN; y += 2) {
      for (int n : row) {
        for (int x = MARGIN; x < test.width() - MARGIN; x++) {
          boolean upper = ink(test, n, x, y);
          boolean lower = y + 1 < test.height() && ink(test, n, x, y + 1);
          text.append(upper ? lower ? '\u2588' : '\u2580' : lower ? '\u2584' : ' ');
        }
        text.append(" ".repeat(GAP));
      }
      text.append(System.lineSeparator());
    }
  }

  private static boolean ink(Dataset test, int n, int x, int y) {
    return (test.pixels()[(n * test.height() + y) * test.width() + x] & 255) > 127;
  }
}
