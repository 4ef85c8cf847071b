package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.Network;
import digits.network.SoftmaxCrossEntropy;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Evaluation SMALL =
      new Evaluation(
          3,
          new int[] {0, 1, 2, 2, 1, 0, 2},
          new int[] {0, 2, 2, 1, 1, 1, 0},
          new float[] {0.9f, 0.5f, 0.8f, 0.7f, 0.6f, 0.7f, 0.95f},
          0.5);

  @Test
  void countsWhatWasToldRight() {
    assertEquals(7, SMALL.images());
    assertEquals(3, SMALL.correct());
    assertEquals(3.0 / 7, SMALL.accuracy());
  }

  @Test
  void confusionHasARowForEachTruth() {
    assertArrayEquals(new int[][] {{1, 1, 0}, {0, 1, 1}, {1, 1, 1}}, SMALL.confusion());
  }

  @Test
  void mistakesComeMostConfidentFirstAndInOrderWhereEqual() {
    assertArrayEquals(new int[] {6, 3, 5, 1}, SMALL.mistakes());
  }

  @Test
  void theCalibrationErrorComparesConfidenceAndAccuracyBinByBin() {
    // 0.5, wrong; 0.6, right; twice 0.7, wrong; 0.8, right; 0.9, right; 0.95, wrong
    double bins = 0.5 + 0.4 + 1.4 + 0.2 + 0.1 + 0.95;
    assertEquals(bins / 7, SMALL.calibrationError(), 1e-6);
    Evaluation together =
        new Evaluation(
            2, new int[] {0, 1, 1}, new int[] {0, 1, 0}, new float[] {0.70f, 0.71f, 0.72f}, 0);
    assertEquals(0.13 / 3, together.calibrationError(), 1e-6, "one bin");
    Evaluation sure = new Evaluation(2, new int[] {0, 1}, new int[] {0, 1}, new float[] {1, 1}, 0);
    assertEquals(0, sure.calibrationError());
  }

  @Test
  void withoutAClassToBeToldDoubtIsRight() {
    float[] p = TestData.blocks(new float[] {0.4f, 0.3f, 0.3f, 0.5f, 0.2f, 0.3f, 0, 1, 0}, 3);
    int[] labels = {SoftmaxCrossEntropy.NO_CLASS, SoftmaxCrossEntropy.NO_CLASS, 1};
    assertEquals(2, Evaluation.correct(3, 3, p, labels));
  }

  @Test
  void aTieGoesToTheLowestClass() {
    float[] p = TestData.blocks(new float[] {0.5f, 0.5f, 0, 0, 0.1f, 0.4f, 0.4f, 0.1f}, 4);
    assertEquals(0, SoftmaxCrossEntropy.best(p, 0, 4));
    assertEquals(1, SoftmaxCrossEntropy.best(p, 1, 4));
    for (int which = 0; which < 4; which++) {
      assertEquals(which == 0, SoftmaxCrossEntropy.isBest(p, 0, 4, which));
      assertEquals(which == 1, SoftmaxCrossEntropy.isBest(p, 1, 4, which));
    }
    Network undecided = new Network(Architecture.dense(9, 4), new float[40], 1);
    Evaluation evaluation = Evaluation.of(undecided, TestData.noise(30, 3, 3, 4, 1), 1);
    assertArrayEquals(new int[30], evaluation.predictions());
    for (float confidence : evaluation.confidences()) {
      assertEquals(0.25f, confidence);
    }
    assertEquals(Math.log(4), evaluation.loss(), 1e-6);
  }

  /** Rows in several slices, the last one cut off; picture by picture it must come out the same. */
  @Test
  void agreesWithAskingForEachPictureAlone() {
    Dataset data = TestData.noise(601, 5, 5, 3, 2);
    Architecture architecture = Architecture.dense(25, 8, 3);
    Network network =
        new Network(architecture, architecture.initialise(Initialiser.HE, 1), 1f / 255);
    Evaluation evaluation = Evaluation.of(network, data, 3);
    assertArrayEquals(data.labels(), evaluation.labels());
    double loss = 0;
    int correct = 0;
    for (int n = 0; n < data.size(); n++) {
      float[] p = network.probabilities(data.picture(n));
      loss -= Math.log(p[data.labels()[n]]);
      int best = IntStream.range(0, 3).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
      correct += best == data.labels()[n] ? 1 : 0;
      assertEquals(best, evaluation.predictions()[n], "picture " + n);
      assertEquals(p[best], evaluation.confidences()[n], 1e-6, "picture " + n);
    }
    assertEquals(loss / data.size(), evaluation.loss(), 1e-5);
    assertEquals(correct, evaluation.correct());
    float[][] all = new float[data.size()][];
    Arrays.setAll(all, n -> network.probabilities(data.picture(n)));
    Evaluation told = Evaluation.of(data.labels(), all);
    assertArrayEquals(evaluation.predictions(), told.predictions());
    assertArrayEquals(evaluation.confidences(), told.confidences(), 1e-6f);
    assertEquals(evaluation.loss(), told.loss(), 1e-5);
  }

  @Test
  void isTheSameWithAnyNumberOfThreads() {
    Dataset data = TestData.mnist(0, 700);
    Architecture architecture = Architecture.dense(784, 10, 10);
    Network network =
        new Network(architecture, architecture.initialise(Initialiser.HE, 1), 1f / 255);
    Evaluation one = Evaluation.of(network, data, 1);
    for (int threads : new int[] {2, 3, 7, 16}) {
      for (int repeat = 0; repeat < 10; repeat++) {
        Evaluation many = Evaluation.of(network, data, threads);
        assertArrayEquals(one.confidences(), many.confidences());
        assertArrayEquals(one.predictions(), many.predictions());
        assertEquals(one.loss(), many.loss());
      }
    }
  }

  @Test
  void refusesDataThatDoNotFit() {
    Dataset data = TestData.noise(10, 3, 3, 4, 1);
    for (int[] sizes : new int[][] {{8, 4}, {10, 4}, {9, 3}}) {
      Architecture architecture = Architecture.dense(sizes);
      Network network = new Network(architecture, new float[architecture.parameterCount()], 1);
      String message =
          assertThrows(IllegalArgumentException.class, () -> Evaluation.of(network, data, 1))
              .getMessage();
      assertTrue(message.startsWith("noise has pictures of 3 x 3 in 4 classes, but"), message);
    }
  }
}
