package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {

  private static double loss(float[] logits, int... labels) {
    int classes = logits.length / labels.length;
    float[] p = new float[logits.length];
    SoftmaxCrossEntropy.probabilities(labels.length, classes, logits, p);
    return SoftmaxCrossEntropy.loss(labels.length, classes, logits, p, labels);
  }

  @Test
  void theLossIsTheSumOfMinusTheLogarithms() {
    int rows = 7;
    int classes = 5;
    float[] z = TestData.numbers(rows * classes, 1);
    int[] labels = {0, 1, 2, 3, 4, 4, 0};
    double expected = 0;
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        sum += Math.exp(z[r * classes + j]);
      }
      expected -= Math.log(Math.exp(z[r * classes + labels[r]]) / sum); // (8)
    }
    assertEquals(expected, loss(z, labels), 1e-5);
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
    float[] p = {0.75f, 0.25f, 0.5f, 0.5f};
    float[] dLogits = {9, 9, 9, 9, 9};
    SoftmaxCrossEntropy.backward(2, 2, p, new int[] {0, 1}, 4, dLogits);
    assertArrayEquals(new float[] {-0.0625f, 0.0625f, 0.125f, -0.125f, 9}, dLogits);
  }
}
