package digits.benchmarks;

import static digits.kernel.Kernels.BLOCK;

import digits.kernel.Convolution;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The three products of a convolution, for layers of lenet5, fast, PyTorch's MNIST example and cnn;
 * last a dense layer, which is the convolution of one pixel.
 */
public class ConvolutionBenchmark extends KernelBenchmark {
  /** Channels, height and width of the input; outputs, kernel, stride and padding. */
  @Param({
    "1 28 28 6 5 1 2",
    "6 14 14 16 5 1 0",
    "1 28 28 24 5 1 0",
    "24 12 12 32 3 1 0",
    "1 28 28 32 3 1 0",
    "32 26 26 64 3 1 0",
    "32 24 24 32 5 2 2",
    "64 10 10 64 3 1 0",
    "64 4 4 128 4 1 0",
    "784 1 1 800 1 1 0"
  })
  public String shape;

  private Convolution convolution;
  private int biasAt;
  private float[] x;
  private float[] w;
  private float[] y;
  private float[] dx;
  private float[] dw;
  private float[] dy;

  @Setup
  public void setUp() {
    int[] s = Arrays.stream(shape.split(" ")).mapToInt(Integer::parseInt).toArray();
    convolution = new Convolution(s[0], s[1], s[2], s[3], s[4], s[5], s[6]);
    int outputs = s[3] * convolution.outHeight() * convolution.outWidth();
    biasAt = s[0] * s[4] * s[4] * s[3];
    x = numbers(blocks * s[0] * s[1] * s[2] * BLOCK, 1);
    w = numbers(biasAt + s[3], 2);
    dy = numbers(blocks * outputs * BLOCK, 3);
    y = new float[dy.length];
    dx = new float[x.length];
    dw = new float[biasAt];
  }

  @Benchmark
  public float[] forward() {
    kernels.convolve(convolution, blocks, x, w, 0, biasAt, y);
    return y;
  }

  @Benchmark
  public float[] inputGradient() {
    kernels.convolveInputGradient(convolution, blocks, dy, w, 0, dx);
    return dx;
  }

  /** Adds to what is there, as training does. */
  @Benchmark
  public float[] weightGradient() {
    kernels.convolveWeightGradient(convolution, blocks, x, dy, dw, 0);
    return dw;
  }
}
