package digits.benchmarks;

import static digits.kernel.Kernels.BLOCK;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Pooling over windows of 2 x 2 in lenet5, fast and PyTorch's MNIST example. */
public class PoolingBenchmark extends KernelBenchmark {
  private static final int SIZE = 2;

  /** Channels, height and width. */
  @Param({"6 28 28", "24 24 24", "32 10 10", "64 24 24"})
  public String shape;

  private int planes;
  private int height;
  private int width;
  private float[] x;
  private float[] y;
  private float[] dy;
  private float[] dx;

  @Setup
  public void setUp() {
    int[] s = Arrays.stream(shape.split(" ")).mapToInt(Integer::parseInt).toArray();
    planes = blocks * s[0];
    height = s[1];
    width = s[2];
    x = numbers(planes * height * width * BLOCK, 1);
    dy = numbers(planes * (height / SIZE) * (width / SIZE) * BLOCK, 2);
    y = new float[dy.length];
    dx = new float[x.length];
    max(); // the gradient of the largest asks for y
  }

  @Benchmark
  public float[] max() {
    kernels.maxPool(planes, height, width, SIZE, x, y);
    return y;
  }

  @Benchmark
  public float[] maxGradient() {
    kernels.maxPoolGradient(planes, height, width, SIZE, x, y, dy, dx);
    return dx;
  }

  @Benchmark
  public float[] mean() {
    kernels.meanPool(planes, height, width, SIZE, x, y);
    return y;
  }

  @Benchmark
  public float[] meanGradient() {
    kernels.meanPoolGradient(planes, height, width, SIZE, dy, dx);
    return dx;
  }
}
