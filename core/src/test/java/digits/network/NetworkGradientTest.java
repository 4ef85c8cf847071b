package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole networks, from the pixels to the mean loss and back to every parameter. */
class NetworkGradientTest {
  private static final double TOLERANCE = 1e-4;
  private static final String DEEP = "13 > dense 7 > relu > dense 5 > relu > dense 3";

  /** A network with some pictures loaded into its workspace. */
  private static final class Bench {
    final Architecture architecture;
    final Workspace workspace;
    final float[] parameters;
    final float[] gradients;
    final int[] labels;
    final int rows;

    Bench(String text, int rows, long seed) {
      this.rows = rows;
      architecture = Architecture.parse(text);
      parameters = architecture.initialise(Initialiser.HE, seed);
      gradients = new float[parameters.length];
      workspace = new Workspace(architecture, rows + 2, 1f / 255);
      SplittableRandom random = new SplittableRandom(seed);
      labels = random.ints(rows, 0, architecture.outputs()).toArray();
      byte[] pixels = TestData.pixels(rows * architecture.inputs(), 0.5, seed);
      workspace.load(pixels, IntStream.range(0, rows).toArray(), 0, rows);
    }

    double loss() {
      architecture.forward(parameters, workspace);
      int classes = architecture.outputs();
      float[] p = workspace.probabilities();
      return SoftmaxCrossEntropy.loss(rows, classes, workspace.logits(), p, labels) / rows;
    }

    void backward() {
      loss();
      SoftmaxCrossEntropy.backward(
          rows,
          architecture.outputs(),
          workspace.probabilities(),
          labels,
          rows,
          workspace.dLogits());
      architecture.backward(parameters, workspace, gradients);
    }

    double largestError() {
      return GradientCheck.largestError(parameters, gradients, this::loss);
    }

    /** The nearest any unit comes to ReLU's kink, over all layers that a ReLU follows. */
    double distanceToKink() {
      double nearest = Double.POSITIVE_INFINITY;
      for (int i = 1; i < architecture.layers().size(); i++) {
        if (architecture.layers().get(i) instanceof Relu relu) {
          float[] z = java.util.Arrays.copyOf(workspace.activations(i - 1), rows * relu.inputs());
          nearest = Math.min(nearest, GradientCheck.distanceToKink(z));
        }
      }
      return nearest;
    }
  }

  private static Bench bench(String text, int rows) {
    // The first seed with which no move of a parameter carries a unit across the kink.
    for (long seed = 1; ; seed++) {
      Bench bench = new Bench(text, rows, seed);
      bench.loss();
      if (bench.distanceToKink() > 2 * GradientCheck.MOVE) {
        bench.backward();
        return bench;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DEEP,
        "49 > dense 10",
        "5 > dense 2",
        "10 > relu > dense 4",
        "9 > dense 33 > relu > dense 6",
        "784 > dense 10 > relu > dense 10"
      })
  void gradientsPassTheCheck(String text) {
    double error = bench(text, 3).largestError();
    assertTrue(error < TOLERANCE, "off by " + error);
  }

  @Test
  void aBiasGradientSharedByTheLayerFailsTheCheck() {
    Bench bench = bench(DEEP, 3);
    ParameterView bias = bench.architecture.parameters().get(1);
    float sum = 0;
    for (int i = 0; i < bias.size(); i++) {
      sum += bench.gradients[bias.offset() + i];
    }
    java.util.Arrays.fill(bench.gradients, bias.offset(), bias.offset() + bias.size(), sum);
    assertTrue(bench.largestError() > 10 * TOLERANCE);
  }

  @Test
  void aGradientThatForgetsAnExampleFailsTheCheck() {
    Bench bench = bench(DEEP, 3);
    bench.loss();
    float[] dLogits = bench.workspace.dLogits();
    SoftmaxCrossEntropy.backward(3, 3, bench.workspace.probabilities(), bench.labels, 3, dLogits);
    java.util.Arrays.fill(dLogits, 3, 6, 0f);
    java.util.Arrays.fill(bench.gradients, 0f);
    bench.architecture.backward(bench.parameters, bench.workspace, bench.gradients);
    assertTrue(bench.largestError() > 10 * TOLERANCE);
  }

  @Test
  void gradientsAreAddedToWhatIsThere() {
    Bench bench = bench(DEEP, 3);
    float[] once = bench.gradients.clone();
    bench.backward();
    for (int i = 0; i < once.length; i++) {
      once[i] *= 2;
    }
    assertArrayEquals(once, bench.gradients, 1e-6f);
  }

  /** A workspace used for more rows before leaves nothing behind for fewer. */
  @Test
  void aWorkspaceThatIsUsedAgainGivesWhatANewOneDoes() {
    Bench fresh = bench(DEEP, 3);
    Bench used = bench(DEEP, 3);
    used.workspace.load(TestData.pixels(5 * 13, 1, 9), new int[] {4, 3, 2, 1, 0}, 0, 5);
    used.architecture.forward(used.parameters, used.workspace);
    java.util.Arrays.fill(used.workspace.dLogits(), 1f);
    used.architecture.backward(used.parameters, used.workspace, new float[used.gradients.length]);
    Bench again = new Bench(DEEP, 3, 1);
    used.workspace.load(TestData.pixels(3 * 13, 0.5, 1), new int[] {0, 1, 2}, 0, 3);
    again.workspace.load(TestData.pixels(3 * 13, 0.5, 1), new int[] {0, 1, 2}, 0, 3);
    used.architecture.forward(fresh.parameters, used.workspace);
    again.architecture.forward(fresh.parameters, again.workspace);
    assertArrayEquals(
        java.util.Arrays.copyOf(again.workspace.logits(), 9),
        java.util.Arrays.copyOf(used.workspace.logits(), 9));
  }
}
