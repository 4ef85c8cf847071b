package digits.app;

import digits.training.Evaluation;
import java.util.List;

/** The confusion matrix for a terminal. */
final class ConfusionText {
  private ConfusionText() {}

  static String of(Evaluation evaluation, List<String> classes) {
    int width = 5;
    for (String name : classes) {
      width = Math.max(width, name.length() + 1);
    }
    String cell = "%" + width + "s";
    StringBuilder text = new StringBuilder(Text.format(cell + "  said to be%n", "true"));
    text.append(Text.format(cell, ""));
    classes.forEach(name -> text.append(Text.format(cell, name)));
    text.append(System.lineSeparator());
    int[][] confusion = evaluation.confusion();
    for (int truth = 0; truth < classes.size(); truth++) {
      text.append(Text.format(cell, classes.get(truth)));
      for (int count : confusion[truth]) {
        text.append(Text.format(cell, count == 0 ? "." : String.valueOf(count)));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }
}
