package digits.app;

import digits.training.TrainingListener.Epoch;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Loss and error over the epochs, for the training rows and the held-out ones. */
final class Curves {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 260;
  private static final int PANEL = 300;
  private static final int LEFT = 48;
  private static final int TOP = 36;
  private static final int BOTTOM = 216;

  private Curves() {}

  static String svg(List<Epoch> epochs) {
    Svg svg = new Svg(WIDTH, HEIGHT);
    panel(svg, LEFT, "loss", "%.2f", epochs, Epoch::loss, Epoch::validationLoss);
    panel(
        svg,
        LEFT + PANEL + 60,
        "mistakes in %",
        "%.1f",
        epochs,
        e -> 100 * (1 - e.accuracy()),
        e -> 100 * (1 - e.validationAccuracy()));
    svg.line("first", LEFT, 248, LEFT + 22, 248);
    svg.text("", LEFT + 28, 252, "training images");
    if (!Double.isNaN(epochs.get(0).validationLoss())) {
      svg.line("second", LEFT + 140, 248, LEFT + 162, 248);
      svg.text("", LEFT + 168, 252, "held-out images");
    }
    return svg.toString("loss and mistakes over the epochs");
  }

  private static void panel(
      Svg svg,
      int left,
      String title,
      String format,
      List<Epoch> epochs,
      ToDoubleFunction<Epoch> training,
      ToDoubleFunction<Epoch> heldOut) {
    double[] first = epochs.stream().mapToDouble(training).toArray();
    double[] second = epochs.stream().mapToDouble(heldOut).toArray();
    double top =
        niceAbove(
            DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(second))
                .filter(Double::isFinite)
                .max()
                .orElse(1));
    svg.text("", left, 20, title);
    for (int i = 0; i <= 4; i++) {
      double y = BOTTOM - (BOTTOM - TOP) * i / 4.0;
      svg.line("faint", left, y, left + PANEL, y);
      svg.text("end", left - 6, y + 4, Text.format(format, top * i / 4));
    }
    int last = epochs.get(epochs.size() - 1).number();
    svg.text("middle", left + PANEL / 2.0, BOTTOM + 18, "epoch");
    svg.text("", left, BOTTOM + 18, "1");
    svg.text("end", left + PANEL, BOTTOM + 18, Integer.toString(last));
    double[] x = new double[first.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = left + PANEL * (epochs.get(i).number() - 1) / Math.max(1.0, last - 1);
    }
    svg.curve("first", x, heights(first, top));
    if (Double.isFinite(second[0])) {
      svg.curve("second", x, heights(second, top));
    }
  }

  private static double[] heights(double[] values, double top) {
    return DoubleStream.of(values).map(v -> BOTTOM - (BOTTOM - TOP) * v / top).toArray();
  }

  /** The least of 1, 1.2, 2, 4 and 6 times a power of ten that is not below the value. */
  private static double niceAbove(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-6))));
    for (double step : new double[] {1, 1.2, 2, 4, 6}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
