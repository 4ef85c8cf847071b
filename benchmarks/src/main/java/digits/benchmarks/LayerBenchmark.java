package digits.benchmarks;

import static digits.kernel.Kernels.BLOCK;

import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.Workspace;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Whole layers and networks. The first layer of all is spared the gradient of its input; a ReLU
 * stands there where that would hide most of the work.
 */
public class LayerBenchmark extends KernelBenchmark {
  @Param({
    "784 > dense 800",
    "800 > relu > dense 10",
    "24x12x12 > relu > conv 32 3x3",
    "24x24x24 > relu > maxpool 2",
    "32x26x26 > relu > batchnorm",
    "784 > dense 128 > relu > dense 10",
    "28x28 > conv 6 5x5 pad 2 > relu > maxpool 2 > conv 16 5x5 > relu > maxpool 2 > flatten"
        + " > dense 120 > relu > dense 84 > relu > dense 10",
    "28x28 > conv 24 5x5 > maxpool 2 > relu > conv 32 3x3 > maxpool 2 > relu > flatten"
        + " > dense 256 > relu > dense 10"
  })
  public String layers;

  Architecture architecture;
  float[] parameters;
  float[] gradients;
  float[] dLogits;
  private Workspace workspace;

  @Setup
  public void setUp() {
    architecture = Architecture.parse(layers);
    parameters = architecture.initialise(Initialiser.HE, 1);
    gradients = new float[parameters.length];
    int rows = blocks * BLOCK;
    byte[] pictures = new byte[rows * architecture.inputs()];
    new SplittableRandom(2).nextBytes(pictures);
    workspace = new Workspace(architecture, rows, 1f / 255);
    workspace.load(pictures, IntStream.range(0, rows).toArray(), 0, rows);
    workspace.learn(1, 0);
    dLogits = numbers(rows * architecture.outputs(), 3);
  }

  @Benchmark
  public float[] forward() {
    architecture.forward(parameters, workspace);
    return workspace.logits();
  }

  /** Adds to the gradients that are there, as training does. */
  @Benchmark
  public float[] forwardAndBackward() {
    architecture.forward(parameters, workspace);
    // Layers in place overwrite it.
    System.arraycopy(dLogits, 0, workspace.dLogits(), 0, dLogits.length);
    architecture.backward(parameters, workspace, gradients);
    return gradients;
  }
}
