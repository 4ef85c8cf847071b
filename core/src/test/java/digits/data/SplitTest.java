package digits.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

  @Test
  void everyRowIsOnOneSide() {
    for (int rows = 0; rows <= 60; rows++) {
      for (int validation = 0; validation <= rows; validation++) {
        Split split = Split.random(rows, validation, 1);
        assertTrue(split.validation().length == validation);
        int[] all =
            IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, rows).toArray(), all);
      }
    }
  }

  @Test
  void theSameSeedHoldsOutTheSameRowsAndAnotherSeedOthers() {
    assertArrayEquals(Split.random(500, 50, 1).validation(), Split.random(500, 50, 1).validation());
    assertFalse(
        Arrays.equals(
            Split.random(500, 50, 1).validation(), Split.random(500, 50, 2).validation()));
  }

  @Test
  void everyRowIsHeldOutEquallyOften() {
    int[] times = new int[20];
    for (int seed = 0; seed < 4_000; seed++) {
      for (int row : Split.random(20, 5, seed).validation()) {
        times[row]++;
      }
    }
    for (int count : times) {
      // 1,000 with a standard deviation of 27
      assertTrue(Math.abs(count - 1_000) < 140, Arrays.toString(times));
    }
  }

  @Test
  void inOrderTakesTheFirstRowsAndHoldsOutTheNext() {
    Split split = Split.inOrder(3, 2);
    assertArrayEquals(new int[] {0, 1, 2}, split.training());
    assertArrayEquals(new int[] {3, 4}, split.validation());
  }

  @Test
  void shuffleGivesEveryOrderEquallyOften() {
    SplittableRandom random = new SplittableRandom(1);
    int[] times = new int[256];
    for (int i = 0; i < 24_000; i++) {
      int[] order = {0, 1, 2, 3};
      Split.shuffle(order, random);
      times[order[0] * 64 + order[1] * 16 + order[2] * 4 + order[3]]++;
    }
    int[] seen = Arrays.stream(times).filter(count -> count > 0).toArray();
    assertTrue(seen.length == 24, seen.length + " orders, expected 24");
    for (int count : seen) {
      // 1,000 with a standard deviation of 31
      assertTrue(Math.abs(count - 1_000) < 155, Arrays.toString(seen));
    }
  }
}
