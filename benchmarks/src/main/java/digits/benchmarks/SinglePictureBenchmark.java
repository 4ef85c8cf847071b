package digits.benchmarks;

import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.Network;
import digits.network.Workspace;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Pictures, one by one and some together, through a network, to probabilities: ns a picture. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SinglePictureBenchmark extends KernelBenchmark {
  private static final int PICTURES = 256;
  private static final int SIDE = 28;

  private static final Map<String, String> NETWORKS =
      Map.of(
          "784-10-10",
          "784 > dense 10 > relu > dense 10",
          "784-128-10",
          "784 > dense 128 > relu > dense 10",
          "784-800-10",
          "784 > dense 800 > relu > dense 10",
          "lenet5",
          "28x28 > conv 6 5x5 pad 2 > relu > maxpool 2 > conv 16 5x5 > relu > maxpool 2 > flatten"
              + " > dense 120 > relu > dense 84 > relu > dense 10",
          "fast",
          "28x28 > conv 24 5x5 > maxpool 2 > relu > conv 32 3x3 > maxpool 2 > relu > flatten"
              + " > dense 256 > relu > dense 10",
          "cnn",
          "28x28 > conv 32 3x3 > batchnorm > relu > conv 32 3x3 > batchnorm > relu > maxpool 2"
              + " > conv 64 3x3 pad 1 > batchnorm > relu > conv 64 3x3 > batchnorm > relu"
              + " > maxpool 2 > conv 128 3x3 pad 1 > batchnorm > relu"
              + " > conv 128 3x3 > batchnorm > relu > flatten > dropout 0.4 > dense 10");

  @Param({"784-10-10", "784-128-10", "784-800-10", "lenet5", "fast", "cnn"})
  public String name;

  private final byte[][] pictures = new byte[PICTURES][];
  private Network network;

  @Setup
  public void setUp() {
    Architecture architecture = Architecture.parse(NETWORKS.get(name));
    network = new Network(architecture, architecture.initialise(Initialiser.HE, 1), 1f / 255);
    Arrays.setAll(pictures, SinglePictureBenchmark::ring);
    check();
  }

  /** A ring with soft edges of about 150 inked pixels, as many as MNIST's digits have. */
  private static byte[] ring(int n) {
    byte[] picture = new byte[SIDE * SIDE];
    for (int i = 0; i < picture.length; i++) {
      double x = i % SIDE - 13.5 + n % 7 / 3.0;
      double y = (i / SIDE - 13.5) * (1 + n % 10 / 20.0);
      double ink = 2 - Math.abs(Math.hypot(x, y) - 7);
      picture[i] = (byte) (255 * Math.max(0, Math.min(1, ink)));
    }
    return picture;
  }

  /** Fails unless every picture comes to what it comes to in a batch, and to the same together. */
  private void check() {
    byte[] all = new byte[PICTURES * SIDE * SIDE];
    for (int n = 0; n < PICTURES; n++) {
      System.arraycopy(pictures[n], 0, all, n * SIDE * SIDE, SIDE * SIDE);
    }
    Workspace workspace = network.workspace(PICTURES);
    workspace.load(all, IntStream.range(0, PICTURES).toArray(), 0, PICTURES);
    network.forward(workspace);
    float[] expected = workspace.probabilities();
    float[][] together = network.probabilities(Arrays.asList(pictures));
    for (int n = 0; n < PICTURES; n++) {
      float[] actual = network.probabilities(pictures[n]);
      if (!Arrays.equals(actual, together[n])) {
        throw new IllegalStateException("picture " + n + " is another one together with others");
      }
      for (int c = 0; c < actual.length; c++) {
        float other = expected[n * actual.length + c];
        if (!(Math.abs(actual[c] - other) < 1e-5)) {
          throw new IllegalStateException("picture " + n + ": " + actual[c] + ", not " + other);
        }
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(PICTURES)
  public float everyPicture() {
    float sum = 0;
    for (byte[] picture : pictures) {
      sum += network.probabilities(picture)[0];
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(PICTURES)
  public float someTogether() {
    float sum = 0;
    for (float[] probabilities : network.probabilities(Arrays.asList(pictures))) {
      sum += probabilities[0];
    }
    return sum;
  }
}
