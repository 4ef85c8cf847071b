package digits.network;

import digits.kernel.Kernels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/** What is not zero in a row of numbers: a number and its place for each entry. */
final class NonZeros {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  final int[] places;
  final float[] values;

  /** The places of a row whose zeros are not looked for. */
  final int[] everyPlace;

  private int count;

  NonZeros(int longest) {
    places = new int[longest + Kernels.ENTRIES];
    values = new float[longest + Kernels.ENTRIES];
    everyPlace = IntStream.range(0, longest).toArray();
  }

  /** A row of n numbers as it is, zeros too, for {@link #everyPlace}. */
  void take(float[] x, int at, int n) {
    System.arraycopy(x, at, values, 0, n);
  }

  /** In a row of n numbers; written without a branch on the number: nobody can predict it. */
  void find(float[] x, int at, int n) {
    int found = 0;
    for (int i = 0; i < n; i++) {
      places[found] = i;
      values[found] = x[at + i];
      found += x[at + i] != 0 ? 1 : 0;
    }
    fillUp(found);
  }

  /** Of bytes, 0 to 255, in units of {@code scale}. */
  void find(byte[] x, float scale) {
    int found = 0;
    int i = 0;
    for (; i <= x.length - Long.BYTES; i += Long.BYTES) {
      if ((long) EIGHT.get(x, i) != 0) { // most bytes of a picture are 0
        found = find(x, i, i + Long.BYTES, scale, found);
      }
    }
    fillUp(find(x, i, x.length, scale, found));
  }

  private int find(byte[] x, int from, int to, float scale, int before) {
    int found = before;
    for (int i = from; i < to; i++) {
      places[found] = i;
      values[found] = (x[i] & 255) * scale;
      found += x[i] != 0 ? 1 : 0;
    }
    return found;
  }

  /** Entries, a multiple of {@link Kernels#ENTRIES}. */
  int count() {
    return count;
  }

  /** The last place once more, with nothing, until the kernel's step is full. */
  private void fillUp(int found) {
    count = found;
    while (count % Kernels.ENTRIES != 0) {
      places[count] = places[found - 1];
      values[count] = 0;
      count++;
    }
  }
}
