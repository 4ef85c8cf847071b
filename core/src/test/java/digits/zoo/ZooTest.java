package digits.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import digits.network.Network;
import digits.training.Evaluation;
import digits.training.Recipe;
import digits.training.Trainer;
import digits.training.TrainingListener;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZooTest {
  private static final Dataset TRAINING = TestData.mnist(0, 2_000);
  private static final Dataset OTHERS = TestData.mnist(2_000, 1_000);

  static List<ZooModel> models() {
    return Zoo.models();
  }

  private static Network fit(String name, Dataset data) {
    return ((ZooModel.Counted) Zoo.find(name).orElseThrow()).fit(data);
  }

  /** Pictures of which none shows a digit above four. */
  private static Dataset upToFour() {
    int[] rows = IntStream.range(0, 1_000).filter(n -> TRAINING.labels()[n] < 5).toArray();
    byte[] pixels = new byte[rows.length * 784];
    for (int n = 0; n < rows.length; n++) {
      System.arraycopy(TRAINING.picture(rows[n]), 0, pixels, n * 784, 784);
    }
    int[] labels = Arrays.stream(rows).map(row -> TRAINING.labels()[row]).toArray();
    return new Dataset("zero to four", pixels, labels, 28, 28, Dataset.DIGITS);
  }

  @Test
  void namesAreUniqueAndFound() {
    List<String> names = Zoo.models().stream().map(ZooModel::name).toList();
    assertEquals(names.size(), Set.copyOf(names).size());
    assertTrue(names.containsAll(List.of("classic", "two-layer", "mlp", "lenet5", "fast", "cnn")));
    for (ZooModel model : Zoo.models()) {
      assertSame(model, Zoo.find(model.name()).orElseThrow());
      assertFalse(model.summary().isBlank());
    }
    assertTrue(Zoo.find("MLP").isEmpty());
    assertTrue(Zoo.find("").isEmpty());
  }

  @ParameterizedTest
  @MethodSource("models")
  void architecturesFollowTheData(ZooModel model) {
    Dataset letters = TestData.noise(10, 30, 28, 26, 1);
    assertEquals(30 * 28, model.architecture(letters).inputs());
    assertEquals(26, model.architecture(letters).outputs());
  }

  @Test
  void denseLayersAreAsAskedFor() {
    ZooModel model = Zoo.dense("wide", List.of(64, 32));
    assertEquals("wide", model.name());
    assertEquals(
        "784 > dense 64 > relu > dense 32 > relu > dense 10", model.architecture(TRAINING).text());
    assertEquals("784 > dense 10", Zoo.find("softmax").orElseThrow().architecture(TRAINING).text());
  }

  @Test
  void theClassicRecipeIsTheOriginals() {
    Recipe recipe = ((ZooModel.Learned) Zoo.find("classic").orElseThrow()).recipe();
    assertEquals(
        "all rows a step, 500 epochs, Sgd[] at 0.1, Constant[], UNIFORM, one bias gradient a layer",
        recipe.text());
    assertEquals(41_000, recipe.heldOut().trainingRows());
    assertEquals(1_000, recipe.heldOut().rows());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelThatLearnsBeatsTheMostFrequentClass(ZooModel model) {
    if (model instanceof ZooModel.Learned learned) {
      int epochs = learned.recipe().batch() == Recipe.ALL_ROWS ? 30 : 1;
      Network network =
          new Trainer(learned.recipe().withEpochs(epochs), 2, new TrainingListener() {})
              .train(model.architecture(TRAINING), TRAINING, 1)
              .network();
      double accuracy = Evaluation.of(network, OTHERS, 2).accuracy();
      assertTrue(accuracy > 0.25, model.name() + ": " + accuracy);
    }
  }

  @Test
  void mostFrequentIsRightAsOftenAsTheMostFrequentClassOccurs() {
    int[] counts = new int[10];
    for (int label : TRAINING.labels()) {
      counts[label]++;
    }
    int most = IntStream.range(0, 10).reduce((a, b) -> counts[b] > counts[a] ? b : a).orElseThrow();
    Network network = fit("most-frequent", TRAINING);
    Evaluation evaluation = Evaluation.of(network, TRAINING, 1);
    assertEquals(counts[most] / 2_000.0, evaluation.accuracy());
    assertEquals(2_000, Arrays.stream(evaluation.predictions()).filter(p -> p == most).count());
    float[] p = network.probabilities(OTHERS.picture(0));
    for (int k = 0; k < 10; k++) {
      assertEquals(counts[k] / 2_000.0, p[k], 1e-6);
    }
  }

  @Test
  void mostFrequentGivesAClassWithoutExamplesLittleAndNotNothing() {
    float[] p = fit("most-frequent", upToFour()).probabilities(new byte[784]);
    assertTrue(p[7] > 0 && p[7] < 2e-3, "p = " + p[7]);
  }

  @Test
  void nearestMeanAnswersWithTheClassAtTheSmallestDistance() {
    assertNearestMean(TRAINING);
  }

  @Test
  void nearestMeanNeverAnswersWithAClassWithoutExamples() {
    assertNearestMean(upToFour());
  }

  private static void assertNearestMean(Dataset training) {
    double[][] means = means(training);
    Evaluation evaluation = Evaluation.of(fit("nearest-mean", training), OTHERS, 2);
    for (int n = 0; n < OTHERS.size(); n++) {
      double[] distances = new double[10];
      for (int k = 0; k < 10; k++) {
        distances[k] = means[k] == null ? Double.POSITIVE_INFINITY : distance(n, means[k]);
      }
      double nearest = Arrays.stream(distances).min().orElseThrow();
      // The slack is for float where two means are equally far.
      assertEquals(nearest, distances[evaluation.predictions()[n]], 1e-4, "picture " + n);
    }
  }

  /** The mean picture of each class, null without pictures. */
  private static double[][] means(Dataset data) {
    double[][] means = new double[10][];
    for (int k = 0; k < 10; k++) {
      int count = 0;
      double[] sum = new double[784];
      for (int n = 0; n < data.size(); n++) {
        if (data.labels()[n] == k) {
          count++;
          for (int i = 0; i < 784; i++) {
            sum[i] += (data.pixels()[n * 784 + i] & 255) / 255.0;
          }
        }
      }
      int examples = count;
      means[k] = count == 0 ? null : Arrays.stream(sum).map(s -> s / examples).toArray();
    }
    return means;
  }

  private static double distance(int picture, double[] mean) {
    double distance = 0;
    for (int i = 0; i < 784; i++) {
      double difference = (OTHERS.pixels()[picture * 784 + i] & 255) / 255.0 - mean[i];
      distance += difference * difference;
    }
    return distance;
  }
}
