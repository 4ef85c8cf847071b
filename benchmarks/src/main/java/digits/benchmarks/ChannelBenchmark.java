package digits.benchmarks;

import static digits.kernel.Kernels.BLOCK;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What batch normalisation is made of, and softmax, ReLU and the sums of the biases. */
public class ChannelBenchmark extends KernelBenchmark {
  /** Channels, height and width: cnn's first and last normalisation; the logits. */
  @Param({"32 26 26", "128 1 1", "10 1 1"})
  public String shape;

  private int channels;
  private int length;
  private float[] x;
  private float[] y;
  private float[] dy;
  private float[] p;
  private float[] q;
  private float[] r;
  private float[] means;
  private float[] sums;

  @Setup
  public void setUp() {
    int[] s = Arrays.stream(shape.split(" ")).mapToInt(Integer::parseInt).toArray();
    channels = s[0];
    length = s[1] * s[2] * BLOCK;
    x = numbers(blocks * channels * length, 1);
    dy = numbers(x.length, 2);
    y = new float[x.length];
    p = numbers(channels, 3);
    q = numbers(channels, 4);
    r = numbers(channels, 5);
    means = new float[channels];
    sums = new float[channels];
  }

  /** The variances; the last block lacks an example. */
  @Benchmark
  public float[] moments() {
    kernels.channelMoments(blocks * BLOCK - 1, channels, length, x, means, sums);
    return sums;
  }

  @Benchmark
  public float[] scale() {
    kernels.scaleChannels(blocks, channels, length, x, p, q, y);
    return y;
  }

  @Benchmark
  public float[] products() {
    kernels.channelProducts(blocks, channels, length, dy, x, p, means, sums);
    return sums;
  }

  @Benchmark
  public float[] combine() {
    kernels.combineChannels(blocks * BLOCK - 1, channels, length, dy, x, p, q, r, y);
    return y;
  }

  /** Adds to what is there, as training does. */
  @Benchmark
  public float[] biasSums() {
    kernels.addChannelSums(blocks, channels, length, dy, sums, 0);
    return sums;
  }

  @Benchmark
  public float[] relu() {
    kernels.relu(x.length, x, y);
    return y;
  }

  @Benchmark
  public float[] reluGradient() {
    kernels.reluGradient(x.length, x, dy, y);
    return y;
  }

  /** Softmax over the channels of every pixel's place; pixels are more blocks to it. */
  @Benchmark
  public float[] softmax() {
    kernels.softmax(blocks * length / BLOCK, channels, x, y);
    return y;
  }
}
