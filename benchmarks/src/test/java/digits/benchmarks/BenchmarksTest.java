package digits.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.kernel.ScalarKernels;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What is timed must be right: every body, with every parameter, on one block of examples. */
class BenchmarksTest {

  /** Each body of these is one call of the kernels: the scalar ones must come to the same. */
  @TestFactory
  Stream<DynamicTest> kernelsAgreeWithScalar() {
    return Stream.of(
            new MatrixProductBenchmark(),
            new ConvolutionBenchmark(),
            new PoolingBenchmark(),
            new ChannelBenchmark())
        .flatMap(benchmark -> bodies(benchmark.getClass()));
  }

  private static Stream<DynamicTest> bodies(Class<? extends KernelBenchmark> type) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Method body : type.getDeclaredMethods()) {
      for (String shape :
          body.isAnnotationPresent(Benchmark.class) ? parameters(type) : noShape()) {
        String name = type.getSimpleName() + "." + body.getName() + " " + shape;
        tests.add(DynamicTest.dynamicTest(name, () -> agrees(type, body, shape)));
      }
    }
    return tests.stream();
  }

  private static String[] noShape() {
    return new String[0];
  }

  private static String[] parameters(Class<?> type) {
    return Stream.of(type.getFields())
        .map(field -> field.getAnnotation(Param.class))
        .filter(param -> param != null)
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static float[] result(
      Class<? extends KernelBenchmark> type, Method body, String shape, boolean scalar)
      throws ReflectiveOperationException {
    KernelBenchmark benchmark = type.getConstructor().newInstance();
    benchmark.blocks = 1;
    if (scalar) {
      benchmark.kernels = new ScalarKernels();
    }
    Field field = type.getField("shape");
    field.set(benchmark, shape);
    type.getMethod("setUp").invoke(benchmark);
    return (float[]) body.invoke(benchmark);
  }

  private static void agrees(Class<? extends KernelBenchmark> type, Method body, String shape)
      throws ReflectiveOperationException {
    float[] expected = result(type, body, shape, true);
    float[] actual = result(type, body, shape, false);
    double largest = 0;
    for (float number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    assertTrue(largest > 0, "a result of zeros shows nothing");
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-4 * largest, "at " + i);
    }
  }

  /**
   * L = the sum of dLogits times the logits. Its gradient along a direction is what L changes by on
   * a small step that way.
   */
  @TestFactory
  Stream<DynamicTest> layersHaveTheGradientOfTheirForwardPass() {
    return Stream.of(parameters(LayerBenchmark.class))
        .map(layers -> DynamicTest.dynamicTest(layers, () -> hasGradient(layers)));
  }

  private static void hasGradient(String layers) {
    LayerBenchmark benchmark = new LayerBenchmark();
    benchmark.blocks = 1;
    benchmark.layers = layers;
    benchmark.setUp();
    float[] gradients = benchmark.forwardAndBackward().clone();
    if (gradients.length == 0) {
      assertTrue(loss(benchmark) != 0);
      return;
    }
    float[] at = benchmark.parameters.clone();
    SplittableRandom random = new SplittableRandom(4);
    // Along the gradient's signs, so that the sum does not cancel out.
    double expected = 0;
    float[] direction = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      direction[i] = Math.signum(gradients[i]) * (float) random.nextDouble() * 2e-4f;
      expected += 2.0 * gradients[i] * direction[i];
    }
    double change = 0;
    for (int sign : new int[] {1, -1}) {
      for (int i = 0; i < at.length; i++) {
        benchmark.parameters[i] = at[i] + sign * direction[i];
      }
      change += sign * loss(benchmark);
    }
    assertTrue(expected > 0, layers);
    assertEquals(expected, change, 0.02 * expected, layers);
  }

  private static double loss(LayerBenchmark benchmark) {
    float[] logits = benchmark.forward();
    double loss = 0;
    for (int i = 0; i < benchmark.dLogits.length; i++) {
      loss += (double) benchmark.dLogits[i] * logits[i];
    }
    return loss;
  }

  /** The benchmark of augmentation looks at its own pictures before it begins. */
  @Test
  void augmentationChangesEveryPicture() {
    for (String changes : parameters(AugmentationBenchmark.class)) {
      AugmentationBenchmark benchmark = new AugmentationBenchmark();
      benchmark.changes = changes;
      benchmark.setUp();
    }
  }

  /** The benchmark of single pictures holds them against a batch before it begins. */
  @Test
  void singlePicturesAgreeWithABatch() {
    for (String name : parameters(SinglePictureBenchmark.class)) {
      SinglePictureBenchmark benchmark = new SinglePictureBenchmark();
      benchmark.name = name;
      benchmark.setUp();
      assertTrue(benchmark.everyPicture() > 0);
      assertEquals(benchmark.everyPicture(), benchmark.someTogether());
    }
  }
}
