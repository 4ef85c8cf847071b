package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import digits.TestData;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A vote is the mean of what its members say about five pictures each. */
class VoteTest {
  private static final String MEMBER = "7x9 > conv 3 3x3 > batchnorm > relu > flatten > dense 4";
  private static final Architecture ONE = Architecture.parse(MEMBER);
  private static final int SIZE = 63;

  private static float[] parameters(long seed) {
    return ONE.initialise(Initialiser.UNIFORM, seed);
  }

  private static byte[] moved(byte[] picture, int columns, int rows) {
    byte[] moved = new byte[SIZE];
    for (int y = 0; y < 7; y++) {
      for (int x = 0; x < 9; x++) {
        int fromY = y - rows;
        int fromX = x - columns;
        if (fromY >= 0 && fromY < 7 && fromX >= 0 && fromX < 9) {
          moved[y * 9 + x] = picture[fromY * 9 + fromX];
        }
      }
    }
    return moved;
  }

  private static float[] expected(byte[] picture, float[]... members) {
    float[] mean = new float[4];
    int[][] moves = {{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    for (float[] member : members) {
      Network network = new Network(ONE, member, 1f / 255);
      for (int[] move : moves) {
        float[] p = network.probabilities(moved(picture, move[0], move[1]));
        for (int i = 0; i < 4; i++) {
          mean[i] += p[i] / (members.length * moves.length);
        }
      }
    }
    return mean;
  }

  private static float[] together(float[]... members) {
    float[] all = new float[members.length * ONE.parameterCount()];
    for (int i = 0; i < members.length; i++) {
      System.arraycopy(members[i], 0, all, i * ONE.parameterCount(), ONE.parameterCount());
    }
    return all;
  }

  @Test
  void isTheMeanOfTheProbabilities() {
    Architecture vote = Architecture.vote(List.of(ONE, ONE, ONE));
    float[] a = parameters(1);
    float[] b = parameters(2);
    float[] c = parameters(3);
    Network network = new Network(vote, together(a, b, c), 1f / 255);
    for (long seed = 0; seed < 5; seed++) {
      byte[] picture = TestData.pixels(SIZE, 0.5, seed);
      assertArrayEquals(expected(picture, a, b, c), network.probabilities(picture), 1e-5f);
    }
  }

  @Test
  void votesOnManyPicturesAsOnEach() {
    Network network =
        new Network(
            Architecture.vote(List.of(ONE, ONE)), together(parameters(1), parameters(2)), 1f / 255);
    byte[] pictures = TestData.pixels(40 * SIZE, 0.5, 7);
    Workspace workspace = network.workspace(40);
    workspace.load(pictures, IntStream.range(0, 40).toArray(), 0, 40);
    network.forward(workspace);
    float[] p = workspace.probabilities();
    for (int n = 0; n < 40; n++) {
      byte[] picture = java.util.Arrays.copyOfRange(pictures, n * SIZE, (n + 1) * SIZE);
      for (int i = 0; i < 4; i++) {
        assertEquals(network.probabilities(picture)[i], p[n * 4 + i], 1e-5);
      }
    }
  }

  @Test
  void itsTextSaysHowManyVote() {
    Architecture vote = Architecture.vote(List.of(ONE, ONE, ONE));
    assertEquals("7x9 > vote 3 (conv 3 3x3 > batchnorm > relu > flatten > dense 4)", vote.text());
    assertEquals(vote, Architecture.parse(vote.text()));
  }

  @Test
  void numbersWithoutNeighbourhoodAreNotMoved() {
    Architecture flat = Architecture.parse("63 > dense 4");
    float[] own = flat.initialise(Initialiser.UNIFORM, 1);
    byte[] picture = TestData.pixels(SIZE, 0.5, 1);
    assertArrayEquals(
        new Network(flat, own, 1f / 255).probabilities(picture),
        new Network(Architecture.vote(List.of(flat)), own, 1f / 255).probabilities(picture),
        1e-6f);
  }

  @Test
  void membersMustBeAlike() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Architecture.vote(List.of(ONE, Architecture.parse("7x9 > dense 4"))));
    assertThrows(IllegalArgumentException.class, () -> Architecture.vote(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> Architecture.parse("7x9 > vote 0 (dense 4)"));
  }
}
