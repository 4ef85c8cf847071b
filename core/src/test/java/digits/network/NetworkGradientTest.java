package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.Arrays;
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
      workspace.learn(1, 13);
      SplittableRandom random = new SplittableRandom(seed);
      labels = random.ints(rows, 0, architecture.outputs()).toArray();
      byte[] pixels = TestData.pixels(rows * architecture.inputs(), 0.5, seed);
      workspace.load(pixels, IntStream.range(0, rows).toArray(), 0, rows);
    }

    double loss() {
      architecture.forward(parameters, workspace);
      int classes = architecture.outputs();
      float[] p = workspace.blockProbabilities();
      return SoftmaxCrossEntropy.loss(rows, classes, workspace.logits(), p, labels) / rows;
    }

    void backward() {
      loss();
      dLogits();
      architecture.backward(parameters, workspace, gradients);
    }

    float[] dLogits() {
      float[] dLogits = workspace.dLogits();
      float[] p = workspace.blockProbabilities();
      SoftmaxCrossEntropy.backward(rows, architecture.outputs(), p, labels, rows, 0, dLogits);
      return dLogits;
    }

    /**
     * The largest error of the gradients of all parameters that are learned and whose move carries
     * no unit across a kink; those must be most of them.
     */
    double largestError() {
      Kinks kinks = new Kinks();
      loss();
      long sides = kinks.sides(this);
      double largest = 0;
      int learned = 0;
      int checked = 0;
      for (ParameterView view : architecture.parameters()) {
        for (int i = view.offset(); view.role().learned() && i < view.offset() + view.size(); i++) {
          learned++;
          kinks.crossed = false;
          double error =
              GradientCheck.error(
                  parameters,
                  i,
                  gradients[i],
                  () -> {
                    double loss = loss();
                    kinks.crossed |= kinks.sides(this) != sides;
                    return loss;
                  });
          if (!kinks.crossed) {
            checked++;
            largest = Math.max(largest, error); // max keeps NaN
          }
        }
      }
      assertTrue(checked > 0.6 * learned, checked + " of " + learned + " parameters were checked");
      return largest;
    }
  }

  /** On which side of its kinks each unit is: ReLU's zero, and where pooling's largest changes. */
  private static final class Kinks {
    boolean crossed;

    long sides(Bench bench) {
      long hash = 0;
      for (int i = 0; i < bench.architecture.layers().size(); i++) {
        Layer layer = bench.architecture.layers().get(i);
        float[] y = bench.workspace.activations(i);
        if (layer instanceof Relu) {
          for (float number : TestData.rows(y, bench.rows, layer.output().size())) {
            hash = hash * 31 + (number > 0 ? 1 : 0);
          }
        } else if (layer instanceof MaxPool2d) {
          hash = hash * 31 + winners(bench, i, layer);
        }
      }
      return hash;
    }

    private static float[] inputOf(Workspace workspace, int layer) {
      return layer == 0 ? workspace.pixels().floats() : workspace.activations(layer - 1);
    }

    private static long winners(Bench bench, int i, Layer layer) {
      Pass pass = bench.workspace.begin().pass(i);
      float[] gradient = new float[inputOf(bench.workspace, i).length];
      float[] ones = new float[bench.workspace.activations(i).length];
      Arrays.fill(ones, 1f);
      layer.backward(
          pass,
          bench.parameters,
          0,
          inputOf(bench.workspace, i),
          bench.workspace.activations(i),
          ones,
          gradient,
          null);
      return Arrays.hashCode(TestData.rows(gradient, bench.rows, layer.input().size()));
    }
  }

  private static Bench bench(String text, int rows) {
    Bench bench = new Bench(text, rows, 1);
    bench.backward();
    return bench;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DEEP,
        "49 > dense 10",
        "5 > dense 2",
        "10 > relu > dense 4",
        "9 > dense 33 > relu > dense 6",
        "784 > dense 10 > relu > dense 10",
        "5x4 > conv 3 3x3 pad 1 > relu > flatten > dense 3",
        "6x5 > conv 2 3x3 > relu > conv 5 3x3 stride 2 pad 2 > relu > maxpool 2 > flatten > dense 2",
        "6x6 > conv 3 3x3 > maxpool 2 > relu > flatten > dense 4 > relu > dense 3",
        "5x5 > conv 3 3x3 > batchnorm > avgpool 3 > flatten > dense 3",
        "4x4 > flatten > dense 6 > batchnorm > relu > dense 3",
        "2x4x4 > batchnorm > conv 3 3x3 pad 1 > relu > avgpool 2 > flatten > dense 3",
        "5x4 > conv 4 3x3 pad 1 > residual(conv 4 3x3 pad 1 > gelu) > relu > flatten > dense 3"
      })
  void gradientsPassTheCheck(String text) {
    double error = bench(text, 3).largestError();
    assertTrue(error < TOLERANCE, "off by " + error);
  }

  /**
   * Without kinks, so that many examples leave all parameters to check; the last block is not full.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2x5x4 > conv 3 3x3 pad 1 > batchnorm > conv 4 3x3 stride 2 pad 1 > avgpool 2 > flatten"
            + " > dense 3",
        "9 > dense 7 > batchnorm > dense 5 > dense 4",
        "9 > tanh > dense 7 > sigmoid > flatten > dropout 0.3 > dense 5 > gelu > dense 4",
        "5x4 > conv 3 3x3 pad 1 > residual(batchnorm > gelu > conv 3 3x3 pad 1 > dropout 0.25"
            + " > residual(tanh)) > avgpool 2 > sigmoid > flatten > dense 3"
      })
  void gradientsOfManyExamplesPassTheCheck(String text) {
    double error = bench(text, 37).largestError();
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
    Arrays.fill(bench.gradients, bias.offset(), bias.offset() + bias.size(), sum);
    assertTrue(bench.largestError() > 10 * TOLERANCE);
  }

  @Test
  void aGradientThatForgetsAnExampleFailsTheCheck() {
    Bench bench = bench(DEEP, 3);
    bench.loss();
    float[] dLogits = bench.dLogits();
    for (int j = 0; j < 3; j++) {
      dLogits[j * 32 + 1] = 0;
    }
    Arrays.fill(bench.gradients, 0f);
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
  @ParameterizedTest
  @ValueSource(
      strings = {
        DEEP,
        "5x4 > conv 3 3x3 pad 1 > batchnorm > relu > maxpool 2 > flatten > dense 3",
      })
  void aWorkspaceThatIsUsedAgainGivesWhatANewOneDoes(String text) {
    Bench fresh = new Bench(text, 35, 1);
    fresh.backward();
    Bench used = new Bench(text, 35, 1);
    Workspace kept = new Workspace(used.architecture, 70, 1f / 255);
    byte[] others = TestData.pixels(70 * used.architecture.inputs(), 1, 9);
    kept.learn(1, 13);
    kept.load(others, IntStream.range(0, 70).map(i -> 69 - i).toArray(), 0, 70);
    used.architecture.forward(used.parameters, kept);
    Arrays.fill(kept.dLogits(), 1f);
    used.architecture.backward(used.parameters, kept, new float[used.gradients.length]);
    byte[] pixels = TestData.pixels(35 * used.architecture.inputs(), 0.5, 1);
    kept.load(pixels, IntStream.range(0, 35).toArray(), 0, 35);
    used.architecture.forward(used.parameters, kept);
    SoftmaxCrossEntropy.backward(
        35, 3, kept.blockProbabilities(), used.labels, 35, 0, kept.dLogits());
    used.architecture.backward(used.parameters, kept, used.gradients);
    assertArrayEquals(fresh.gradients, used.gradients);
    assertArrayEquals(
        TestData.rows(fresh.workspace.logits(), 35, 3), TestData.rows(kept.logits(), 35, 3));
    assertEquals(35, kept.rows());
  }
}
