package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import digits.TestData;
import digits.data.Dataset;
import digits.golden.GoldenValues;
import digits.training.Evaluation;
import digits.training.Optimiser;
import digits.training.Recipe;
import digits.training.Schedule;
import digits.training.Trainer;
import digits.training.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** The engine in float against numpy in double. */
class GoldenNetworkTest {
  private static final int ROWS = 64;
  private static final int CLASSES = 10;
  private static final Architecture ARCHITECTURE = Architecture.dense(784, 10, CLASSES);
  private static final List<String> PARAMETERS = List.of("W1", "b1", "W2", "b2");

  private final GoldenValues golden = GoldenValues.twoLayer();
  private final int[] labels = golden.integers("labels");
  private final byte[] pixels = pixels();

  private byte[] pixels() {
    int[] values = golden.integers("pixels");
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private float[] parameters() {
    float[] parameters = new float[ARCHITECTURE.parameterCount()];
    for (int part = 0; part < PARAMETERS.size(); part++) {
      double[] values = golden.values(PARAMETERS.get(part));
      int offset = ARCHITECTURE.parameters().get(part).offset();
      for (int i = 0; i < values.length; i++) {
        parameters[offset + i] = (float) values[i];
      }
    }
    return parameters;
  }

  private static double[] part(float[] parameters, int part) {
    ParameterView view = ARCHITECTURE.parameters().get(part);
    return TestData.doubles(
        Arrays.copyOfRange(parameters, view.offset(), view.offset() + view.size()));
  }

  /**
   * A float has 24 bits, so a number near the largest of its array is good to 1e-7 times a little;
   * numbers far smaller than that one are sums in which the large ones cancelled.
   */
  private void assertGolden(String name, double... actual) {
    double largest = Arrays.stream(golden.values(name)).map(Math::abs).max().orElseThrow();
    golden.assertClose(name, actual, 1e-5, 2e-6 * largest);
  }

  /** Both layers have ten units. */
  private static double[] rows(float[] blocks) {
    return TestData.doubles(TestData.rows(blocks, ROWS, CLASSES));
  }

  private Workspace forward() {
    Workspace workspace = new Workspace(ARCHITECTURE, ROWS, Trainer.PIXEL_SCALE);
    workspace.load(pixels, IntStream.range(0, ROWS).toArray(), 0, ROWS);
    ARCHITECTURE.forward(parameters(), workspace);
    return workspace;
  }

  @Test
  void drawsTheGoldenParametersFromTheSameSeed() {
    assertArrayEquals(
        parameters(), ARCHITECTURE.initialise(Initialiser.UNIFORM, (long) golden.scalar("seed")));
  }

  @Test
  void forwardAgreesWithNumpy() {
    Workspace workspace = forward();
    // ReLU stands in its input's place, so Z1 is gone.
    assertGolden("A1", rows(workspace.activations(1)));
    assertGolden("Z2", rows(workspace.logits()));
    assertGolden("P", TestData.doubles(workspace.probabilities()));
    float[] p = workspace.blockProbabilities();
    assertGolden(
        "loss", SoftmaxCrossEntropy.loss(ROWS, CLASSES, workspace.logits(), p, labels) / ROWS);
  }

  @Test
  void backwardAgreesWithNumpy() {
    float[] gradients = gradients();
    for (int part = 0; part < PARAMETERS.size(); part++) {
      assertGolden("d" + PARAMETERS.get(part), part(gradients, part));
    }
  }

  private float[] gradients() {
    Workspace workspace = forward();
    SoftmaxCrossEntropy.backward(
        ROWS, CLASSES, workspace.blockProbabilities(), labels, ROWS, 0, workspace.dLogits());
    float[] gradients = new float[ARCHITECTURE.parameterCount()];
    ARCHITECTURE.backward(parameters(), workspace, gradients);
    return gradients;
  }

  @Test
  void theComparisonFailsForAGradientThatIsSlightlyOff() {
    double[] wrong = part(gradients(), 2);
    wrong[17] += 1e-4 * Arrays.stream(wrong).map(Math::abs).max().orElseThrow();
    assertThrows(AssertionFailedError.class, () -> assertGolden("dW2", wrong));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twentyStepsOfTheTrainerAgreeWithNumpy(boolean sharedBiasGradient) {
    Recipe recipe =
        Recipe.of(
                20,
                golden.scalar("rate"),
                new Optimiser.Sgd(),
                new Schedule.Constant(),
                Initialiser.UNIFORM)
            .withBatch(Recipe.ALL_ROWS)
            .withHeldOut(new Recipe.HeldOut(ROWS, 0, 0, 1))
            .withRefinements(new Recipe.Refinements(0, 0, 0, 0, false, false, sharedBiasGradient));
    Dataset data = new Dataset("golden", pixels, labels, 28, 28, Dataset.DIGITS);
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochEnded(Epoch epoch) {
            losses.add(epoch.loss());
          }
        };
    Network trained =
        new Trainer(recipe, 2, listener)
            .train(ARCHITECTURE, data, (long) golden.scalar("seed"))
            .network();
    losses.add(Evaluation.of(trained, data, 1).loss());
    String prefix = sharedBiasGradient ? "quirk." : "";
    assertGolden(prefix + "losses", losses.stream().mapToDouble(Double::doubleValue).toArray());
    for (int part = 0; part < PARAMETERS.size(); part++) {
      assertGolden(prefix + "after." + PARAMETERS.get(part), part(trained.parameters(), part));
    }
  }

  @Test
  void theGoldenPicturesAreTheFirstOfMnist() {
    assertArrayEquals(TestData.mnist(0, ROWS).pixels(), pixels);
    assertArrayEquals(TestData.mnist(0, ROWS).labels(), labels);
    assertEquals(ROWS, labels.length);
  }
}
