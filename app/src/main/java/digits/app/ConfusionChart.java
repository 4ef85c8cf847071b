package digits.app;

import digits.training.Evaluation;
import java.util.List;

/** The confusion matrix: rows are the truth, columns what the network said. */
final class ConfusionChart {
  private static final int CELL = 42;
  private static final int LEFT = 64;
  private static final int TOP = 48;

  private ConfusionChart() {}

  static String svg(Evaluation evaluation, List<String> classes) {
    int[][] confusion = evaluation.confusion();
    int n = classes.size();
    int mostMistakes = 1;
    for (int truth = 0; truth < n; truth++) {
      for (int said = 0; said < n; said++) {
        if (truth != said) {
          mostMistakes = Math.max(mostMistakes, confusion[truth][said]);
        }
      }
    }
    Svg svg = new Svg(LEFT + n * CELL + 8, TOP + n * CELL + 8);
    svg.text("middle", LEFT + n * CELL / 2.0, 16, "said to be");
    svg.text("", 4, TOP + n * CELL / 2.0 + 4, "truth");
    for (int i = 0; i < n; i++) {
      svg.text("middle", LEFT + (i + 0.5) * CELL, TOP - 8, classes.get(i));
      svg.text("end", LEFT - 8, TOP + (i + 0.5) * CELL + 4, classes.get(i));
    }
    for (int truth = 0; truth < n; truth++) {
      for (int said = 0; said < n; said++) {
        int count = confusion[truth][said];
        double x = LEFT + said * CELL;
        double y = TOP + truth * CELL;
        boolean right = truth == said;
        double shade = right ? 0.35 : 0.7 * Math.sqrt((double) count / mostMistakes);
        svg.rectangle(right ? "right" : "wrong", x + 1, y + 1, CELL - 2, CELL - 2, shade);
        if (count > 0) {
          svg.text("middle", x + CELL / 2.0, y + CELL / 2.0 + 4, Integer.toString(count));
        }
      }
    }
    return svg.toString("confusion matrix");
  }
}
