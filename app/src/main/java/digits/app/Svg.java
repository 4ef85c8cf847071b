package digits.app;

/**
 * Drawings that follow the light or dark theme of whoever looks, on their own or inside a page. No
 * chart library: those measure text with the machine's fonts, which a small server has none of.
 */
final class Svg {
  private static final String STYLE =
      """
      <style>
        .svg-digits { --text: #33383f; --faint: #d9dde3; --first: #1f6feb; --second: #d9730d;
          --cell: 31, 111, 235; --wrong: 207, 60, 40; font: 12px system-ui, sans-serif; }
        @media (prefers-color-scheme: dark) {
          .svg-digits { --text: #d3d7de; --faint: #3b414b; --first: #6cb0ff; --second: #ffa657;
            --cell: 88, 166, 255; --wrong: 255, 110, 90; } }
        .svg-digits text { fill: var(--text); }
        .svg-digits .faint { stroke: var(--faint); stroke-width: 1; }
        .svg-digits .first { stroke: var(--first); fill: none; stroke-width: 2; }
        .svg-digits .second { stroke: var(--second); fill: none; stroke-width: 2; }
        .svg-digits .end { text-anchor: end; } .svg-digits .middle { text-anchor: middle; }
        .svg-digits .right { fill: rgb(var(--cell)); } .svg-digits .wrong { fill: rgb(var(--wrong)); }
      </style>
      """;

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    body.append(
        Text.format(
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
            style, x1, y1, x2, y2));
  }

  /** Joins points by lines; a single point is drawn as a dot. */
  void curve(String style, double[] x, double[] y) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(Text.format("%.1f,%.1f ", x[i], y[i]));
    }
    if (x.length == 1) {
      body.append(
          Text.format(
              "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>%n", style, x[0], y[0]));
    }
    body.append(
        Text.format("<polyline class=\"%s\" points=\"%s\"/>%n", style, points.toString().strip()));
  }

  void rectangle(String style, double x, double y, double w, double h, double opacity) {
    body.append(
        Text.format(
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
                + " fill-opacity=\"%.3f\"/>%n",
            style, x, y, w, h, opacity));
  }

  /** The {@code style} is one of "", "middle" and "end". */
  void text(String style, double x, double y, String text) {
    body.append(
        Text.format(
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", style, x, y, escape(text)));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The whole drawing; {@code title} is what a screen reader says. */
  String toString(String title) {
    return Text.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"svg-digits\" role=\"img\""
                + " aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n",
            escape(title), width, height, width, height)
        + STYLE
        + body
        + "</svg>\n";
  }
}
