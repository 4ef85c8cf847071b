package digits.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonsenseTest {

  @Test
  void theStreamDecidesWhatIsDrawn() {
    Dataset data = TestData.mnist(0, 50);
    Nonsense one = new Nonsense(28, 28);
    Set<Integer> different = new HashSet<>();
    int blank = 0;
    for (int n = 0; n < 300; n++) {
      byte[] first = new byte[784];
      byte[] second = TestData.pixels(784, 1, n); // what was there before does not matter
      one.draw(data, n % 50, new SplittableRandom(n), first, 0);
      new Nonsense(28, 28).draw(data, n % 50, new SplittableRandom(n), second, 0);
      assertArrayEquals(first, second);
      different.add(Arrays.hashCode(first));
      blank += Arrays.equals(first, new byte[784]) ? 1 : 0;
    }
    assertEquals(300 / 15.0, blank, 18, "one of fifteen is an empty picture");
    assertTrue(different.size() > 300 - blank - 5, "they differ");
  }

  @Test
  void noneIsTheDigitItStandsFor() {
    Dataset data = TestData.mnist(0, 200);
    Nonsense nonsense = new Nonsense(28, 28);
    for (int row = 0; row < 200; row++) {
      byte[] picture = new byte[784];
      nonsense.draw(data, row, new SplittableRandom(row), picture, 0);
      assertTrue(!Arrays.equals(picture, data.picture(row)));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,5", "28,28", "33,17"})
  void anySizeStaysInside(int width, int height) {
    Dataset data = TestData.noise(20, width, height, 3, 1);
    Nonsense nonsense = new Nonsense(width, height);
    int length = width * height;
    byte[] to = new byte[3 * length];
    Arrays.fill(to, (byte) 9);
    for (int n = 0; n < 200; n++) {
      nonsense.draw(data, n % 20, new SplittableRandom(n), to, length);
      for (int i = 0; i < length; i++) {
        assertEquals(9, to[i]);
        assertEquals(9, to[2 * length + i]);
      }
    }
  }
}
