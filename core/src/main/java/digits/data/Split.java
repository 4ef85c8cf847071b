package digits.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which rows of a data set are for training and which are held out to validate.
 *
 * @param training row numbers
 * @param validation row numbers, none of which is in {@code training}
 */
public record Split(int[] training, int[] validation) {

  /** Holds out {@code validation} rows drawn at random, the same ones for the same seed. */
  public static Split random(int rows, int validation, long seed) {
    int[] order = IntStream.range(0, rows).toArray();
    shuffle(order, stream(seed, 0));
    int[] held = Arrays.copyOf(order, validation);
    int[] rest = Arrays.copyOfRange(order, validation, rows);
    Arrays.sort(held);
    Arrays.sort(rest);
    return new Split(rest, held);
  }

  /** Takes the first {@code training} rows, and holds out those that follow. */
  public static Split inOrder(int training, int validation) {
    return new Split(
        IntStream.range(0, training).toArray(),
        IntStream.range(training, training + validation).toArray());
  }

  /**
   * The numbered stream of a seed. The number goes through the generator once, since seeds that
   * differ by a generator's own step give one stream, moved by a draw.
   */
  public static SplittableRandom stream(long seed, int number) {
    return new SplittableRandom(new SplittableRandom(seed ^ (long) number << 32).nextLong());
  }

  /** Fisher and Yates's shuffle: every order equally likely. */
  public static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
