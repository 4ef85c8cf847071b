package digits.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.data.Augmentation.Change;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AugmentationTest {

  @Test
  void saysWhatItDoesInWords() {
    assertEquals("none", Augmentation.NONE.text());
    Augmentation some =
        Augmentation.NONE.with(Change.SHIFT, 2.8).with(Change.ROTATE, 15).with(Change.ZOOM, 0.15);
    assertEquals("rotate 15, zoom 0.15, shift 2.8", some.text());
    assertEquals(2.8, some.strength(Change.SHIFT));
    assertEquals(0, some.strength(Change.SHEAR));
  }

  @Test
  void anAugmentationIsItsStrengths() {
    Augmentation turn = Augmentation.NONE.with(Change.ROTATE, 15);
    assertEquals(turn, Augmentation.NONE.with(Change.ROTATE, 3).with(Change.ROTATE, 15));
    assertEquals(Augmentation.NONE, turn.with(Change.ROTATE, 0));
    assertThrows(UnsupportedOperationException.class, () -> turn.strengths().clear());
  }

  @ParameterizedTest
  @EnumSource
  void aStrengthOutsideItsRangeIsRefused(Change change) {
    for (double wrong : new double[] {-0.01, 181, Double.NaN, Double.POSITIVE_INFINITY}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Augmentation.NONE.with(change, wrong))
              .getMessage();
      assertTrue(message.matches("augmentation: [a-z]+ .*, expected 0 to [0-9.]+"), message);
    }
  }

  @Test
  void everySeedEpochAndRowHasItsOwnStream() {
    Set<Long> first = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (int number = 0; number < 10; number++) {
        first.add(Split.stream(seed, number).nextLong());
        for (int row = 0; row < 100; row++) {
          first.add(Augmentation.stream(seed, number, row).nextLong());
        }
      }
    }
    assertEquals(10 * 10 * 101, first.size());
    assertEquals(Augmentation.stream(5, 6, 7).nextLong(), Augmentation.stream(5, 6, 7).nextLong());
  }
}
