package digits.network;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads layers from the text of an architecture. */
final class LayerText {
  private static final String KNOWN =
      "known are conv N KxK [stride S] [pad P], maxpool S, avgpool S, batchnorm, relu, tanh,"
          + " sigmoid, gelu, dropout P, flatten, dense N, residual(LAYER > ...), vote N (LAYER > ...)";

  /** What stands between layers. */
  static final String BETWEEN = " > ";

  private static final String RESIDUAL = "residual(";
  private static final String VOTE = "vote ";

  /** Brackets inside brackets: parsing them is a call inside a call. */
  private static final int DEEPEST = 8;

  private static final Pattern SHARE = Pattern.compile("0(\\.[0-9]{1,17})?");

  private LayerText() {}

  /** The layers in words. */
  static String of(List<Layer> layers) {
    return layers.stream().map(Layer::text).collect(Collectors.joining(BETWEEN));
  }

  /**
   * What stands between the arrows, but for those in brackets.
   *
   * @throws IllegalArgumentException if brackets do not match or lie too deep
   */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0 || depth > DEEPEST) {
        throw brackets(text);
      }
      if (depth == 0 && text.startsWith(BETWEEN, i)) {
        parts.add(text.substring(from, i));
        from = i + BETWEEN.length();
      }
    }
    if (depth != 0) {
      throw brackets(text);
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static IllegalArgumentException brackets(String text) {
    return new IllegalArgumentException(
        "the brackets of \"" + text + "\": expected pairs, at most " + DEEPEST + " deep");
  }

  /**
   * The layers of "conv 24 5x5 > relu > dense 10", the first taking {@code input}.
   *
   * @throws IllegalArgumentException if the text names an unknown layer or sizes that cannot be
   */
  static List<Layer> parse(List<String> texts, Shape input) {
    List<Layer> layers = new ArrayList<>();
    Shape shape = input;
    for (String text : texts) {
      Layer layer = layer(text, shape);
      layers.add(layer);
      shape = layer.output();
    }
    return layers;
  }

  private static Layer layer(String text, Shape input) {
    if (text.startsWith(RESIDUAL) && text.endsWith(")")) {
      String body = text.substring(RESIDUAL.length(), text.length() - 1);
      return new Residual(parse(split(body), input));
    }
    if (text.startsWith(VOTE) && text.endsWith(")") && text.contains(" (")) {
      int bracket = text.indexOf(" (");
      String body = text.substring(bracket + 2, text.length() - 1);
      int members = number(text.substring(VOTE.length(), bracket), text);
      return new Vote(members, parse(split(body), input));
    }
    String[] words = text.split(" ", -1);
    return switch (words[0]) {
      case "conv" -> conv(words, text, input);
      case "maxpool" -> new MaxPool2d(input, only(words, text));
      case "avgpool" -> new AvgPool2d(input, only(words, text));
      case "dropout" -> new Dropout(input, share(words, text));
      case "dense" -> new Dense(input.size(), only(words, text));
      default -> plain(text, input);
    };
  }

  private static Layer plain(String text, Shape input) {
    return switch (text) {
      case "batchnorm" -> new BatchNorm(input);
      case "relu" -> new Relu(input);
      case "tanh" -> new Tanh(input);
      case "sigmoid" -> new Sigmoid(input);
      case "gelu" -> new Gelu(input);
      case "flatten" -> new Flatten(input);
      default -> throw unknown(text);
    };
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException("unknown layer \"" + text + "\": " + KNOWN);
  }

  private static Conv2d conv(String[] words, String text, Shape input) {
    if (words.length < 3 || words.length % 2 == 0) {
      throw unknown(text);
    }
    String[] kernel = words[2].split("x", -1);
    if (kernel.length != 2 || !kernel[0].equals(kernel[1])) {
      throw unknown(text);
    }
    int stride = 1;
    int padding = 0;
    for (int i = 3; i < words.length; i += 2) {
      switch (words[i]) {
        case "stride" -> stride = number(words[i + 1], text);
        case "pad" -> padding = number(words[i + 1], text);
        default -> throw unknown(text);
      }
    }
    return new Conv2d(input, number(words[1], text), number(kernel[0], text), stride, padding);
  }

  private static int only(String[] words, String text) {
    if (words.length != 2) {
      throw unknown(text);
    }
    return number(words[1], text);
  }

  private static double share(String[] words, String text) {
    if (words.length != 2 || !SHARE.matcher(words[1]).matches()) {
      throw unknown(text);
    }
    return Double.parseDouble(words[1]);
  }

  static int number(String number, String text) {
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + number + "\" in \"" + text + "\": expected a whole number", e);
    }
  }

  static void requireWindow(Shape input, int size) {
    if (size < 1 || size > Math.min(input.height(), input.width())) {
      throw new IllegalArgumentException(
          "windows of " + size + " x " + size + " over " + input + ": expected 1 x 1 to the whole");
    }
  }
}
