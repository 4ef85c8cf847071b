package digits.network;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes of a picture, most of which are 0, taken eight at a time. */
final class Pixels {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Pixels() {}

  /** Whether any of eight bytes from {@code at} on is not 0. */
  static boolean anyOfEight(byte[] x, int at) {
    return (long) EIGHT.get(x, at) != 0;
  }

  /** y[yAt + i - from] = the byte x[i], 0 to 255, in units of {@code scale}. */
  static void load(byte[] x, int from, int to, float scale, float[] y, int yAt) {
    int i = from;
    int at = yAt;
    for (; i <= to - Long.BYTES; i += Long.BYTES, at += Long.BYTES) {
      if (anyOfEight(x, i)) {
        for (int j = 0; j < Long.BYTES; j++) {
          y[at + j] = (x[i + j] & 255) * scale;
        }
      } else {
        for (int j = 0; j < Long.BYTES; j++) {
          y[at + j] = 0;
        }
      }
    }
    for (; i < to; i++, at++) {
      y[at] = (x[i] & 255) * scale;
    }
  }
}
