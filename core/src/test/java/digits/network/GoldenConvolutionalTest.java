package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import digits.TestData;
import digits.golden.GoldenValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Every kind of layer in float against PyTorch in double; 35 examples leave a block not full. */
class GoldenConvolutionalTest {
  private static final Architecture ARCHITECTURE =
      Architecture.parse(
          "6x8 > conv 3 3x3 pad 1 > batchnorm > relu"
              + " > residual(conv 3 3x3 pad 1 > batchnorm > tanh) > maxpool 2"
              + " > conv 4 3x3 stride 2 pad 1 > gelu > avgpool 2 > dropout 0 > flatten > dense 5"
              + " > sigmoid > dense 3");
  private static final int CLASSES = 3;
  private static final int STEPS = 5;
  private static final float RATE = 0.5f;
  private static final float FOLLOW = 0.1f;

  private final GoldenValues golden = GoldenValues.convolutional();
  private final int[] labels = golden.integers("labels");
  private final int examples = labels.length;
  private final float[] parameters = parameters();
  private final Workspace workspace = loaded(ARCHITECTURE);

  private float[] parameters() {
    float[] parameters = new float[ARCHITECTURE.parameterCount()];
    for (ParameterView view : ARCHITECTURE.parameters()) {
      double[] values = golden.values("p." + view.name());
      int[] shape = view.shape().stream().mapToInt(Integer::intValue).toArray();
      assertArrayEquals(shape, golden.shape("p." + view.name()), view.name());
      for (int i = 0; i < values.length; i++) {
        parameters[view.offset() + i] = (float) values[i];
      }
    }
    return parameters;
  }

  private Workspace loaded(Architecture architecture) {
    Workspace workspace = new Workspace(architecture, examples, 1f / 255);
    load(workspace);
    return workspace;
  }

  private void load(Workspace workspace) {
    int[] values = golden.integers("pixels");
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i];
    }
    workspace.load(pixels, IntStream.range(0, examples).toArray(), 0, examples);
  }

  /**
   * As for the two-layer network: numbers far smaller than the largest are what cancelled. Before a
   * normalisation a bias changes nothing, so there all that is left of the gradient is rounding.
   */
  private void assertGolden(String name, double... actual) {
    double largest = Arrays.stream(golden.values(name)).map(Math::abs).max().orElseThrow();
    golden.assertClose(name, actual, 1e-5, Math.max(3e-8, 3e-6 * largest));
  }

  /** The rows of which the golden values tell. */
  private double[] rows(float[] blocks, int size) {
    float[] all = TestData.rows(blocks, examples, size);
    return Arrays.stream(golden.integers("rows"))
        .boxed()
        .flatMapToDouble(r -> IntStream.range(0, size).mapToDouble(i -> all[r * size + i]))
        .toArray();
  }

  private static double[] part(float[] all, ParameterView view) {
    return TestData.doubles(Arrays.copyOfRange(all, view.offset(), view.offset() + view.size()));
  }

  /** Forward in training, and the mean loss. */
  private double learn() {
    workspace.learn(1, 0);
    ARCHITECTURE.forward(parameters, workspace);
    float[] p = workspace.blockProbabilities();
    return SoftmaxCrossEntropy.loss(examples, CLASSES, workspace.logits(), p, labels) / examples;
  }

  private float[] gradients() {
    learn();
    float[] p = workspace.blockProbabilities();
    SoftmaxCrossEntropy.backward(examples, CLASSES, p, labels, examples, 0.1, workspace.dLogits());
    float[] gradients = new float[parameters.length];
    ARCHITECTURE.backward(parameters, workspace, gradients);
    return gradients;
  }

  @Test
  void everyLayerAgreesInTraining() {
    learn();
    int compared = 0;
    for (int i = 0; i < ARCHITECTURE.layers().size(); i++) {
      boolean last = i == ARCHITECTURE.layers().size() - 1;
      // What a layer in place has overwritten is gone.
      if (last || workspace.activations(i) != workspace.activations(i + 1)) {
        int size = ARCHITECTURE.layers().get(i).output().size();
        assertGolden("y." + i, rows(workspace.activations(i), size));
        compared++;
      }
    }
    assertEquals(11, compared);
  }

  @Test
  void everyGradientAgrees() {
    float[] gradients = gradients();
    for (ParameterView view : ARCHITECTURE.parameters()) {
      double[] actual = part(gradients, view);
      if (view.role().learned()) {
        assertGolden("d." + view.name(), actual);
      } else {
        // The place of a gradient tells how far a statistic is off that of the batch.
        for (int i = 0; i < actual.length; i++) {
          actual[i] = parameters[view.offset() + i] - actual[i];
        }
        assertGolden("batch." + view.name(), actual);
      }
    }
  }

  @Test
  void aGradientThatIsSlightlyOffFails() {
    ParameterView view = ARCHITECTURE.parameters().get(0);
    double[] wrong = part(gradients(), view);
    wrong[17] += 1e-4 * Arrays.stream(wrong).map(Math::abs).max().orElseThrow();
    assertThrows(AssertionFailedError.class, () -> assertGolden("d." + view.name(), wrong));
  }

  @Test
  void stepsAndWhatTheyLeadToAgree() {
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      losses.add(learn());
      float[] gradients = gradients();
      for (ParameterView view : ARCHITECTURE.parameters()) {
        for (int i = view.offset(); i < view.offset() + view.size(); i++) {
          parameters[i] -= (view.role().learned() ? RATE : FOLLOW) * gradients[i];
        }
      }
    }
    losses.add(learn());
    assertGolden("losses", losses.stream().mapToDouble(Double::doubleValue).toArray());
    for (ParameterView view : ARCHITECTURE.parameters()) {
      assertGolden("after." + view.name(), part(parameters, view));
    }

    Workspace plain = loaded(ARCHITECTURE);
    ARCHITECTURE.forward(parameters, plain);
    assertGolden("inference.logits", rows(plain.logits(), CLASSES));
    Network network = new Network(ARCHITECTURE, parameters, 1f / 255);
    Workspace folded = network.workspace(examples);
    load(folded);
    network.forward(folded);
    assertGolden("inference.logits", rows(folded.logits(), CLASSES));
  }
}
