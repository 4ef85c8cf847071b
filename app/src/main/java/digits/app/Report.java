package digits.app;

import digits.data.Dataset;
import digits.model.Model;
import digits.training.Evaluation;
import digits.training.TrainingListener.Epoch;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** One page about a trained model that any browser shows, without network and without script. */
final class Report {
  private static final int MISTAKES = 40;

  private Report() {}

  /**
   * @param epochs of the training, none where the model was only evaluated
   */
  static String page(Model model, Dataset test, Evaluation evaluation, List<Epoch> epochs) {
    String curves =
        epochs.isEmpty()
            ? ""
            : "<h2>Training</h2><div class=\"wide\">" + Curves.svg(epochs) + "</div>";
    return resource("report.html")
        .replace("{{name}}", Svg.escape(model.name()))
        .replace("{{accuracy}}", Text.percent(evaluation.accuracy()))
        .replace("{{images}}", Text.format("%,d", evaluation.images()))
        .replace("{{mistakes}}", Text.format("%,d", evaluation.images() - evaluation.correct()))
        .replace(
            "{{parameters}}", Text.format("%,d", model.network().architecture().parameterCount()))
        .replace("{{facts}}", facts(model))
        .replace("{{curves}}", curves)
        .replace("{{confusion}}", ConfusionChart.svg(evaluation, model.classes()))
        .replace("{{classes}}", classRows(evaluation, model.classes()))
        .replace("{{pictures}}", pictures(model, test, evaluation));
  }

  /** A page to fill in. */
  static String resource(String name) {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged: " + name, e);
    }
  }

  private static String facts(Model model) {
    StringBuilder rows = new StringBuilder();
    row(rows, "architecture", model.network().architecture().text());
    for (Map.Entry<String, String> fact : model.facts().entrySet()) {
      row(rows, fact.getKey().replace('_', ' '), fact.getValue());
    }
    return rows.toString();
  }

  private static void row(StringBuilder rows, String name, String value) {
    rows.append("<tr><th>")
        .append(Svg.escape(name))
        .append("</th><td>")
        .append(Svg.escape(value))
        .append("</td></tr>\n");
  }

  /** Precision: how often a class that was said is true; recall: how often the true one is said. */
  private static String classRows(Evaluation evaluation, List<String> classes) {
    int[][] confusion = evaluation.confusion();
    StringBuilder rows = new StringBuilder();
    for (int k = 0; k < classes.size(); k++) {
      int column = k;
      int images = IntStream.of(confusion[k]).sum();
      int said = IntStream.range(0, classes.size()).map(i -> confusion[i][column]).sum();
      rows.append(
          Text.format(
              "<tr><td>%s</td><td>%,d</td><td>%s</td><td>%s</td></tr>%n",
              Svg.escape(classes.get(k)),
              images,
              share(confusion[k][k], said),
              share(confusion[k][k], images)));
    }
    return rows.toString();
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "-" : Text.percent((double) part / whole);
  }

  private static String pictures(Model model, Dataset test, Evaluation evaluation) {
    return IntStream.of(evaluation.mistakes())
        .limit(MISTAKES)
        .mapToObj(
            n ->
                Text.format(
                    "<figure><img alt=\"\" src=\"data:image/png;base64,%s\"><figcaption>said %s,"
                        + " is %s<br><small>%.1f %%, #%d</small></figcaption></figure>%n",
                    png(test, n),
                    Svg.escape(model.classes().get(evaluation.predictions()[n])),
                    Svg.escape(model.classes().get(evaluation.labels()[n])),
                    100 * evaluation.confidences()[n],
                    n))
        .collect(Collectors.joining());
  }

  private static String png(Dataset test, int n) {
    BufferedImage image =
        new BufferedImage(test.width(), test.height(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, test.width(), test.height(), test.picture(n));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory cannot fail", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
