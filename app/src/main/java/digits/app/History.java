package digits.app;

import digits.training.TrainingListener;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers the epochs of a training, and prints each as a line of JSON where that is wanted. */
final class History implements TrainingListener {
  private final List<Epoch> epochs = new ArrayList<>();
  private final PrintWriter json;

  /**
   * @param json null to print nothing
   */
  History(PrintWriter json) {
    this.json = json;
  }

  @Override
  public void resumed(long step, List<Epoch> before) {
    epochs.addAll(before);
  }

  @Override
  public void epochEnded(Epoch epoch) {
    epochs.add(epoch);
    if (json != null) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("epoch", epoch.number());
      line.put("rate", epoch.rate());
      line.put("loss", JsonLine.rounded(epoch.loss(), 6));
      line.put("accuracy", JsonLine.rounded(epoch.accuracy(), 6));
      boolean validated = !Double.isNaN(epoch.validationLoss());
      line.put("validation_loss", validated ? JsonLine.rounded(epoch.validationLoss(), 6) : null);
      line.put(
          "validation_accuracy",
          validated ? JsonLine.rounded(epoch.validationAccuracy(), 6) : null);
      line.put("seconds", JsonLine.rounded(epoch.seconds(), 3));
      line.put("images_per_second", Math.round(epoch.imagesPerSecond()));
      json.println(JsonLine.of(line));
    }
  }

  List<Epoch> epochs() {
    return epochs;
  }

  /** A row an epoch under a row of names; numbers that do not exist are left empty. */
  static String csv(List<Epoch> epochs) {
    StringBuilder csv =
        new StringBuilder(
            "epoch,rate,loss,accuracy,validation_loss,validation_accuracy,seconds,"
                + "images_per_second\n");
    for (Epoch epoch : epochs) {
      csv.append(
          Text.format(
                  "%d,%.6g,%.6f,%.6f,%.6f,%.6f,%.3f,%.0f%n",
                  epoch.number(),
                  epoch.rate(),
                  epoch.loss(),
                  epoch.accuracy(),
                  epoch.validationLoss(),
                  epoch.validationAccuracy(),
                  epoch.seconds(),
                  epoch.imagesPerSecond())
              .replace("NaN", ""));
    }
    return csv.toString();
  }
}
