package digits.network;

/** Numbers of 16 bits: IEEE 754's binary16, with 11 bits of precision up to 65,504. */
public final class HalfPrecision {
  private static final float LARGEST = 65_504f;

  /** What a float's bits below this are lost; halfway numbers go to the even neighbour. */
  private static final int LOST_BITS = 13;

  private static final float SMALLEST_NORMAL = 0x1p-14f;

  private HalfPrecision() {}

  /** The nearest number of 16 bits, the even one on a tie; what is larger becomes the largest. */
  public static float round(float number) {
    if (Float.isNaN(number)) {
      return number;
    }
    float limited = Math.max(-LARGEST, Math.min(LARGEST, number));
    if (Math.abs(limited) < SMALLEST_NORMAL) {
      // Below it numbers stand 2^-24 apart.
      return (float) Math.rint(limited * 0x1p24) * 0x1p-24f;
    }
    int bits = Float.floatToRawIntBits(limited);
    int half = (1 << LOST_BITS - 1) - 1 + (bits >>> LOST_BITS & 1);
    return Math.min(LARGEST, Math.max(-LARGEST, cut(bits + half)));
  }

  private static float cut(int bits) {
    return Float.intBitsToFloat(bits >> LOST_BITS << LOST_BITS);
  }

  /** Whether a number has 16 bits that mean exactly it. */
  public static boolean holds(float number) {
    return round(number) == number;
  }

  /** The 16 bits of a number that {@link #holds}. */
  public static short bits(float number) {
    int sign = Float.floatToRawIntBits(number) >>> 16 & 0x8000;
    float size = Math.abs(number);
    if (size < SMALLEST_NORMAL) {
      return (short) (sign | (int) (size * 0x1p24f));
    }
    int bits = Float.floatToRawIntBits(size);
    return (short) (sign | (bits >>> LOST_BITS) - (127 - 15 << 10));
  }

  /** The number that 16 bits mean; infinities and NaN become NaN. */
  public static float of(short bits) {
    int exponent = bits >>> 10 & 31;
    int fraction = bits & 1023;
    float size =
        exponent == 31
            ? Float.NaN
            : exponent == 0
                ? fraction * 0x1p-24f
                : Float.intBitsToFloat(exponent + 127 - 15 << 23 | fraction << LOST_BITS);
    return bits < 0 ? -size : size;
  }
}
