package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {

  private static double loss(float[] logits, int... labels) {
    int classes = logits.length / labels.length;
    float[] z = TestData.blocks(logits, classes);
    float[] p = new float[z.length];
    SoftmaxCrossEntropy.probabilities(z.length / classes / 32, classes, z, p);
    return SoftmaxCrossEntropy.loss(labels.length, classes, z, p, labels);
  }

  @Test
  void theLossIsTheSumOfMinusTheLogarithms() {
    int rows = 37;
    int classes = 5;
    float[] z = TestData.numbers(rows * classes, 1);
    int[] labels = IntStream.range(0, rows).map(r -> r * r % classes).toArray();
    double expected = 0;
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        sum += Math.exp(z[r * classes + j]);
      }
      expected -= Math.log(Math.exp(z[r * classes + labels[r]]) / sum); // (8)
    }
    assertEquals(expected, loss(z, labels), 2e-5);
  }

  @Test
  void equalLogitsLoseTheLogarithmOfTheNumberOfClasses() {
    assertEquals(Math.log(10), loss(new float[10], 3), 1e-6);
  }

  @Test
  void extremeLogitsGiveTheTrueLossAndNoInfinity() {
    assertEquals(2e4, loss(new float[] {1e4f, -1e4f, 0}, 1), 1e-3);
    assertEquals(0, loss(new float[] {1e4f, -1e4f, 0}, 0), 1e-6);
    assertEquals(3e4 + Math.log(2), loss(new float[] {-2e4f, 1e4f, 1e4f}, 0), 1e-2);
    assertEquals(Math.log(3), loss(new float[] {1e30f, 1e30f, 1e30f}, 2), 1e-6);
  }

  @Test
  void aLogitThatIsNoNumberIsNotHidden() {
    for (int at = 0; at < 3; at++) {
      for (int label = 0; label < 3; label++) {
        float[] z = {1, 2, 3};
        z[at] = Float.NaN;
        assertTrue(Double.isNaN(loss(z, label)));
      }
    }
  }

  @Test
  void theGradientIsTheDifferenceOverTheExamplesOfTheWholeBatch() {
    float[] p = TestData.blocks(new float[] {0.75f, 0.25f, 0.5f, 0.5f}, 2);
    float[] dLogits = new float[65];
    Arrays.fill(dLogits, 9);
    SoftmaxCrossEntropy.backward(2, 2, p, new int[] {0, 1}, 4, 0, dLogits);
    float[] expected = {-0.0625f, 0.0625f, 0.125f, -0.125f};
    assertArrayEquals(expected, TestData.rows(dLogits, 2, 2));
    assertEquals(9, dLogits[64]);
  }

  /** NaN in the places without an example is no reason for a gradient there. */
  @Test
  void thereIsNoGradientWhereThereIsNoExample() {
    float[] p = TestData.blocks(new float[35 * 3], 3);
    float[] dLogits = new float[p.length];
    Arrays.fill(dLogits, 9);
    SoftmaxCrossEntropy.backward(35, 3, p, new int[35], 35, 0.1, dLogits);
    for (int i = 0; i < dLogits.length; i++) {
      boolean example = i / (3 * 32) * 32 + i % 32 < 35;
      assertEquals(example, dLogits[i] != 0, "at " + i);
    }
  }

  /** The truth is 0.6 + 0.4 / 4 for the label and 0.4 / 4 for each of the others. */
  @Test
  void smoothingGivesAllClassesAPartOfTheTruth() {
    float[] p = TestData.blocks(new float[] {0.5f, 0.25f, 0.125f, 0.125f}, 4);
    float[] dLogits = new float[4 * 32];
    SoftmaxCrossEntropy.backward(1, 4, p, new int[] {1}, 2, 0.4, dLogits);
    float[] expected = {0.2f, -0.225f, 0.0125f, 0.0125f};
    assertArrayEquals(expected, TestData.rows(dLogits, 1, 4), 1e-7f);
  }

  @Test
  void withoutAClassAllClassesAreTheTruth() {
    float[] logits = {1, 2, 4};
    double each = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(4));
    assertEquals(each - 7.0 / 3, loss(logits, SoftmaxCrossEntropy.NO_CLASS), 1e-6);
    for (double smoothing : new double[] {0, 0.4}) {
      float[] p = TestData.blocks(new float[] {0.5f, 0.25f, 0.125f, 0.125f}, 4);
      float[] dLogits = new float[4 * 32];
      int[] labels = {SoftmaxCrossEntropy.NO_CLASS};
      SoftmaxCrossEntropy.backward(1, 4, p, labels, 2, smoothing, dLogits);
      float[] expected = {0.125f, 0, -0.0625f, -0.0625f};
      assertArrayEquals(expected, TestData.rows(dLogits, 1, 4), 1e-7f);
    }
  }
}
