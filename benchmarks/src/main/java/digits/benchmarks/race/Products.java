package digits.benchmarks.race;

import digits.benchmarks.ConvolutionBenchmark;
import digits.benchmarks.MatrixProductBenchmark;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Products on one thread. Argument: seconds of a round. A line is "multiply 256x256x256" or the
 * name and shape of a body of {@link ConvolutionBenchmark}, "forward 24 12 12 32 3 1 0"; the answer
 * has the seconds of one.
 */
public final class Products {
  /** 128 examples. */
  private static final int BLOCKS = 4;

  private Products() {}

  public static void main(String[] args) throws Exception {
    double time = Double.parseDouble(args[0]);
    Map<String, Runnable> bodies = new HashMap<>();
    Rounds.answer(
        line -> {
          Runnable body = bodies.get(line);
          if (body == null) {
            body = body(line);
            bodies.put(line, body);
            Rounds.repeat(4 * time, body);
          }
          return String.format(Locale.ROOT, "{\"seconds\":%.9f}", Rounds.repeat(time, body));
        });
  }

  private static Runnable body(String line) {
    int space = line.indexOf(' ');
    String name = line.substring(0, space);
    String shape = line.substring(space + 1);
    if (name.equals("multiply")) {
      MatrixProductBenchmark product = new MatrixProductBenchmark();
      product.shape = shape;
      product.setUp();
      return product::multiply;
    }
    ConvolutionBenchmark convolution = new ConvolutionBenchmark();
    convolution.shape = shape;
    convolution.blocks = BLOCKS;
    convolution.setUp();
    return switch (name) {
      case "forward" -> convolution::forward;
      case "inputGradient" -> convolution::inputGradient;
      case "weightGradient" -> convolution::weightGradient;
      default -> throw new IllegalArgumentException(line);
    };
  }
}
