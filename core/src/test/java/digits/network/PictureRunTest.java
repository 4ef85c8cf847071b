package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import digits.zoo.Zoo;
import digits.zoo.ZooModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One picture at a time must come to what a batch comes to, and several at a time to the same bits.
 */
class PictureRunTest {
  private static final int PICTURES = 33;
  private static final Dataset DIGITS =
      new Dataset("none", new byte[784], new int[1], 28, 28, Dataset.DIGITS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9 > dense 4 > relu > dense 3",
        "5x5 > relu > flatten > dense 7",
        "3x4x5 > dense 6 > batchnorm > relu > dense 3",
        "3x4x5 > flatten > batchnorm > dense 4",
        "3x6x5 > batchnorm > conv 4 3x3 pad 1 > relu > batchnorm > avgpool 2 > flatten > dense 5",
        "3x6x5 > conv 4 3x3 stride 2 pad 2 > relu > conv 3 2x2 > batchnorm > flatten > batchnorm",
        "2x3x3 > conv 5 3x3 > relu > dense 4",
        "7x6 > conv 3 2x2 > maxpool 2 > relu",
        "4x3x3 > maxpool 3 > conv 2 1x1",
        "6x7 > tanh > conv 3 3x3 > gelu > sigmoid > dense 4",
        "3x4x5 > residual(conv 3 3x3 pad 1 > batchnorm > relu) > relu > flatten > dense 5",
        "6 > dense 5 > residual(dense 5 > relu > residual(dense 5)) > dense 4",
        "5x6 > vote 2 (conv 3 2x2 > relu > dropout 0.2 > dense 4)",
        "2x3x4 > relu > vote 3 (flatten > dense 5 > tanh > dense 4) > relu",
        "2x3x2 > vote 1 (flatten)",
        "9 > vote 2 (dense 5 > relu > dense 3)",
        "28x28 > conv 6 5x5 pad 2 > relu > maxpool 2 > conv 16 5x5 > relu > avgpool 2 > dense 10",
        "6 > residual(dense 6 > relu) > dense 4",
        "7x8 > residual(conv 1 3x3 pad 1) > relu > flatten > dense 3",
        "2x5x9 > conv 3 3x3 pad 1 > relu > flatten > dense 4",
        "3x1x1 > conv 4 3x3 pad 1 > relu > flatten > dense 4",
        "9x17 > conv 3 3x3 pad 1 > relu > flatten > dense 4",
        "9x8 > conv 16 2x2 > conv 32 3x3 > relu > residual(conv 32 3x3 pad 1) > conv 48 3x3 > relu",
        "5x6 > conv 3 3x3 > residual(relu > conv 3 1x1) > dense 4",
        "5x70 > conv 3 3x3 stride 2 > dense 4",
        "28x28 > conv 33 3x3 > batchnorm > relu > maxpool 3 > conv 40 5x5 stride 2 pad 2 > relu"
            + " > flatten > dense 17 > relu > dense 26"
      })
  void agreesWithABatch(String text) {
    assertAgrees(network(Architecture.parse(text)));
  }

  @Test
  void agreesWithABatchForEveryModelOfTheZoo() {
    int learned = 0;
    for (ZooModel model : Zoo.models()) {
      if (model instanceof ZooModel.Learned known) {
        assertAgrees(network(known.architecture(DIGITS)));
        learned++;
      }
    }
    assertTrue(learned > 3, "models: " + learned);
  }

  @Test
  void threadsDoNotMeet() throws Exception {
    Network network = network(Architecture.parse("12x12 > conv 6 3x3 pad 1 > relu > dense 5"));
    byte[] pictures = TestData.pixels(PICTURES * 144, 0.5, 1);
    float[][] alone = new float[PICTURES][];
    for (int n = 0; n < PICTURES; n++) {
      alone[n] = network.probabilities(picture(pictures, n, 144));
    }
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<float[]>> results = new ArrayList<>();
    for (int i = 0; i < 50 * PICTURES; i++) {
      byte[] one = picture(pictures, i % PICTURES, 144);
      results.add(threads.submit(() -> network.probabilities(one)));
    }
    threads.shutdown();
    for (int i = 0; i < results.size(); i++) {
      assertArrayEquals(alone[i % PICTURES], results.get(i).get(), "picture " + i);
    }
  }

  private static byte[] picture(byte[] pictures, int n, int length) {
    return Arrays.copyOfRange(pictures, n * length, (n + 1) * length);
  }

  private static void assertAgrees(Network network) {
    int inputs = network.architecture().inputs();
    int classes = network.architecture().outputs();
    byte[] pictures = TestData.pixels(PICTURES * inputs, 0.3, 1);
    Arrays.fill(pictures, inputs, 2 * inputs, (byte) 0);
    Workspace workspace = network.workspace(PICTURES);
    int[] order = IntStream.range(0, PICTURES).toArray();
    workspace.load(pictures, order, 0, PICTURES);
    network.forward(workspace);
    float[] expected = workspace.probabilities();
    List<byte[]> all = new ArrayList<>();
    for (int n = 0; n < PICTURES; n++) {
      all.add(picture(pictures, n, inputs));
    }
    float[][] together = network.probabilities(all);
    assertEquals(PICTURES, together.length);
    for (int n = 0; n < PICTURES; n++) {
      float[] row = Arrays.copyOfRange(expected, n * classes, (n + 1) * classes);
      float[] p = network.probabilities(all.get(n));
      assertArrayEquals(row, p, 2e-5f, network.architecture().text());
      assertArrayEquals(p, together[n], "together: " + network.architecture().text());
    }
  }

  /** Statistics of normalisations are positive and not all alike. */
  private static Network network(Architecture architecture) {
    SplittableRandom random = new SplittableRandom(7);
    float[] parameters = architecture.initialise(Initialiser.HE, 1);
    for (ParameterView view : architecture.parameters()) {
      boolean weight = view.role() == ParameterView.Role.WEIGHT;
      for (int i = 0; !weight && i < view.size(); i++) {
        parameters[view.offset() + i] = (float) random.nextDouble(0.5, 1.5);
      }
    }
    return new Network(architecture, parameters, 1f / 255);
  }
}
