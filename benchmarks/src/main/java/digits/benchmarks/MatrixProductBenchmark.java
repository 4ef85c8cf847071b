package digits.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The product of plain matrices, on shapes of dense layers and squares. */
public class MatrixProductBenchmark extends KernelBenchmark {
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
    a = numbers(m * k, 1);
    b = numbers(k * n, 2);
    c = new float[m * n];
  }

  /** c[m,n] = a[m,k] b[k,n]. */
  @Benchmark
  public float[] multiply() {
    kernels.multiply(m, n, k, a, 0, b, 0, c, 0, false);
    return c;
  }
}
