package digits.kernel;

import digits.TestData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the matrix product of every kind of kernels must do. */
interface MatrixContract {
  int[] AWKWARD = {1, 2, 3, 5, 6, 7, 13, 16, 25, 31, 33, 64, 65, 207, 257, 513};

  Kernels kernels();

  /** Every pair of awkward sizes in every pair of places, with a small third size. */
  private static List<int[]> awkwardSizes() {
    List<int[]> sizes = new ArrayList<>();
    int[] small = {1, 2, 3, 5, 7};
    for (int s : AWKWARD) {
      for (int t : AWKWARD) {
        int third = small[sizes.size() % small.length];
        sizes.add(new int[] {s, t, third});
        sizes.add(new int[] {third, s, t});
        sizes.add(new int[] {t, third, s});
      }
    }
    return sizes;
  }

  @Test
  default void multipliesAwkwardSizes() {
    awkwardSizes().forEach(this::check);
  }

  /** The blocks of the fast product are 120 rows, 512 columns and 256 terms deep. */
  @Test
  default void multipliesSizesAroundTheEdgesOfBlocks() {
    int[][] sizes = {
      {119, 33, 255},
      {120, 33, 256},
      {121, 33, 257},
      {6, 511, 256},
      {7, 512, 257},
      {5, 513, 255},
      {121, 513, 257},
      {241, 7, 513},
      {3, 1025, 3},
      {2, 33, 769},
      {13, 1, 511}
    };
    for (int[] size : sizes) {
      check(size);
    }
  }

  @Test
  default void multipliesTheSizesOfNetworks() {
    int[][] sizes = {
      {3, 10, 784}, {784, 10, 3}, {3, 784, 10}, {2, 800, 784}, {784, 800, 2}, {2, 784, 800}
    };
    for (int[] size : sizes) {
      check(size);
    }
  }

  private void check(int[] size) {
    int m = size[0];
    int n = size[1];
    int k = size[2];
    float[] a = TestData.numbers(m * k, 1);
    float[] b = TestData.numbers(k * n, 2);
    check(m, n, k, a, b, Guarded.overwritten(m * n, m % 5), false, new float[m * n]);
    float[] start = TestData.numbers(m * n, 3);
    check(m, n, k, a, b, Guarded.output(start, 1 + n % 7), true, start);
  }

  private void check(
      int m, int n, int k, float[] left, float[] right, Guarded c, boolean add, float[] start) {
    String what = m + " x " + n + " x " + k + (add ? ", added" : "");
    Guarded a = Guarded.input(left, k % 3);
    Guarded b = Guarded.input(right, 1 + k % 5);
    kernels().multiply(m, n, k, a.array, a.at, b.array, b.at, c.array, c.at, add);
    expected(m, n, k, left, right, start).assertNear(c.numbers(), k + 1, () -> what);
    c.assertGuardsUnchanged(what);
    a.assertUnchanged(what);
    b.assertUnchanged(what);
  }

  private static Expected expected(int m, int n, int k, float[] a, float[] b, float[] start) {
    Expected expected = new Expected(start);
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        for (int j = 0; j < n; j++) {
          expected.add(i * n + j, a[i * k + p], b[p * n + j]);
        }
      }
    }
    return expected;
  }
}
