package digits.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class GoldenValuesTest {

  private final GoldenValues golden = GoldenValues.twoLayer();

  @Test
  void readsShapes() {
    assertArrayEquals(new int[] {64, 784}, golden.shape("pixels"));
    assertEquals(64 * 784, golden.values("pixels").length);
    assertArrayEquals(new int[0], golden.shape("loss"));
    assertEquals(0.1, golden.scalar("rate"));
  }

  @Test
  void namesWhatIsMissing() {
    assertThrows(IllegalArgumentException.class, () -> golden.values("W3"));
    assertThrows(IllegalArgumentException.class, () -> golden.scalar("W1"));
  }

  @Test
  void equalValuesAreClose() {
    golden.assertClose("P", golden.values("P"), 0, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1 + 1e-8, -1, 0, Double.NaN, Double.POSITIVE_INFINITY})
  void oneWrongValueIsNotClose(double factor) {
    double[] wrong = golden.values("P").clone();
    wrong[17] *= factor;
    assertThrows(AssertionFailedError.class, () -> golden.assertClose("P", wrong, 1e-9, 1e-15));
  }

  @Test
  void aMissingValueIsNotClose() {
    double[] shorter = Arrays.copyOf(golden.values("P"), 639);
    assertThrows(AssertionFailedError.class, () -> golden.assertClose("P", shorter, 1e-9, 1e-15));
  }
}
