package digits.benchmarks;

import digits.kernel.Kernels;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The three matrix products of a dense layer, on the networks' own shapes and a large square. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class MatrixProductBenchmark {
  /** Rows, columns and depth of the product. */
  @Param({"64x800x784", "784x800x64", "64x10x800", "2560x10x10", "512x512x512"})
  public String shape;

  private int m;
  private int n;
  private int k;
  private float[] a;
  private float[] b;
  private float[] c;

  @Setup
  public void setUp() {
    String[] sizes = shape.split("x");
    m = Integer.parseInt(sizes[0]);
    n = Integer.parseInt(sizes[1]);
    k = Integer.parseInt(sizes[2]);
    SplittableRandom random = new SplittableRandom(1);
    a = filled(m * k, random);
    b = filled(k * n, random);
    c = new float[m * n];
  }

  private static float[] filled(int length, SplittableRandom random) {
    float[] filled = new float[length];
    for (int i = 0; i < length; i++) {
      filled[i] = (float) random.nextDouble() - 0.5f;
    }
    return filled;
  }

  @Benchmark
  public float[] forward() {
    Kernels.fastest().multiply(m, n, k, a, 0, b, 0, c, 0, false);
    return c;
  }

  @Benchmark
  public float[] weightGradient() {
    Kernels.fastest().multiplyTransposedLeft(m, n, k, a, 0, b, 0, c, 0, false);
    return c;
  }

  @Benchmark
  public float[] inputGradient() {
    Kernels.fastest().multiplyTransposedRight(m, n, k, a, 0, b, 0, c, 0, false);
    return c;
  }
}
