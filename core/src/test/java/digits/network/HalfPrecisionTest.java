package digits.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against arithmetic in double: a half has 11 bits, and none below 2^-24. */
class HalfPrecisionTest {
  @Test
  void everyPatternOfBitsComesBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float number = HalfPrecision.of((short) bits);
      if ((bits >>> 10 & 31) == 31) {
        assertTrue(Float.isNaN(number), "bits " + bits);
        assertFalse(HalfPrecision.holds(number));
      } else {
        assertTrue(HalfPrecision.holds(number), "bits " + bits);
        assertEquals((short) bits, HalfPrecision.bits(number), "bits " + bits);
      }
    }
  }

  @Test
  void knownNumbers() {
    assertEquals(1f, HalfPrecision.of((short) 0x3c00));
    assertEquals(-2f, HalfPrecision.of((short) 0xc000));
    assertEquals(65_504f, HalfPrecision.of((short) 0x7bff));
    assertEquals(0x1p-24f, HalfPrecision.of((short) 1));
  }

  @Test
  void roundsToTheNearestNumber() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      float number =
          (float) ((random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(-28, 17)));
      double step = Math.scalb(1.0, Math.max(-24, Math.getExponent(number) - 10));
      double expected = Math.rint(number / step) * step; // ties to even, as IEEE 754 has it
      double limited = Math.max(-65_504, Math.min(65_504, expected));
      assertEquals((float) limited, HalfPrecision.round(number), "of " + number);
    }
  }

  @Test
  void whatIsTooLargeBecomesTheLargest() {
    assertEquals(65_504f, HalfPrecision.round(65_519f));
    assertEquals(65_504f, HalfPrecision.round(1e30f));
    assertEquals(-65_504f, HalfPrecision.round(Float.NEGATIVE_INFINITY));
    assertTrue(Float.isNaN(HalfPrecision.round(Float.NaN)));
  }
}
