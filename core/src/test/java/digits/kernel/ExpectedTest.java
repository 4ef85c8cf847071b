package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** What the tests of the kernels are worth: a tolerance that cannot fail proves nothing. */
class ExpectedTest {
  private static final int LONGEST = 784;

  private static Expected sum(float[] a, float[] b) {
    Expected expected = new Expected(new float[1]);
    for (int i = 0; i < a.length; i++) {
      expected.add(0, a[i], b[i]);
    }
    return expected;
  }

  private static float inFloat(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 257, LONGEST})
  void roundingIsAllowed(int length) {
    float[] a = TestData.numbers(length, 1);
    float[] b = TestData.numbers(length, 2);
    sum(a, b).assertNear(new float[] {inFloat(a, b)}, length, () -> "sum");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 257, LONGEST})
  void anyOneMissingTermIsNot(int length) {
    float[] a = TestData.numbers(length, 1);
    float[] b = TestData.numbers(length, 2);
    for (int missing = 0; missing < length; missing++) {
      float[] holed = a.clone();
      holed[missing] = 0;
      float[] wrong = {inFloat(holed, b)};
      assertFails(sum(a, b), wrong, length);
    }
  }

  @Test
  void neighboursExchangedAreNot() {
    float[] a = TestData.numbers(LONGEST, 1);
    float[] b = TestData.numbers(LONGEST, 2);
    int found = 0;
    for (int i = 1; i < LONGEST; i++) {
      float[] swapped = a.clone();
      swapped[i] = a[i - 1];
      swapped[i - 1] = a[i];
      try {
        sum(a, b).assertNear(new float[] {inFloat(swapped, b)}, LONGEST, () -> "sum");
      } catch (AssertionFailedError e) {
        found++;
      }
    }
    // Neighbours that are nearly equal may be exchanged unseen in one sum, not in a whole matrix.
    assertTrue(found > 0.8 * LONGEST, found + " were found");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f})
  void whatIsNoSumIsNot(float wrong) {
    float[] a = TestData.numbers(LONGEST, 1);
    assertFails(sum(a, a), new float[] {wrong}, LONGEST);
  }

  @Test
  void aMissingResultIsNot() {
    assertFails(new Expected(new float[3]), new float[2], 1);
  }

  private static void assertFails(Expected expected, float[] actual, int terms) {
    assertThrows(
        AssertionFailedError.class,
        () -> expected.assertNear(actual, terms, () -> Arrays.toString(actual)));
  }
}
