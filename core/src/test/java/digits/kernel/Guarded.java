package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

/** Numbers inside a larger array, so that a kernel that reads or writes beside them is caught. */
final class Guarded {
  private static final int BEHIND = 67;
  private static final float CANARY = 12345.678f;

  final float[] array;
  final int at;
  private final float[] before;
  private final float guard;

  private Guarded(float[] numbers, int at, float guard) {
    this.at = at;
    this.guard = guard;
    before = numbers.clone();
    array = new float[at + numbers.length + BEHIND];
    Arrays.fill(array, guard);
    System.arraycopy(numbers, 0, array, at, numbers.length);
  }

  /** Something to read: a result that comes from beside it is not a number. */
  static Guarded input(float[] numbers, int at) {
    return new Guarded(numbers, at, Float.NaN);
  }

  /** Somewhere to write: what stands beside it must stay. */
  static Guarded output(float[] numbers, int at) {
    return new Guarded(numbers, at, CANARY);
  }

  /** What a kernel was told to overwrite: whoever adds to it gets NaN. */
  static Guarded overwritten(int length, int at) {
    float[] numbers = new float[length];
    Arrays.fill(numbers, Float.NaN);
    return output(numbers, at);
  }

  float[] numbers() {
    return Arrays.copyOfRange(array, at, at + before.length);
  }

  void assertUnchanged(String what) {
    assertArrayEquals(before, numbers(), what);
    assertGuardsUnchanged(what);
  }

  void assertGuardsUnchanged(String what) {
    int bits = Float.floatToRawIntBits(guard);
    for (int i = 0; i < array.length; i++) {
      if (i < at || i >= at + before.length) {
        if (Float.floatToRawIntBits(array[i]) != bits) {
          assertEquals(guard, array[i], what + ": beside the result, at " + (i - at));
        }
      }
    }
  }
}
