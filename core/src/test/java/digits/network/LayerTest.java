package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer on its own: a weighted sum of its outputs is the loss. */
class LayerTest {
  private static final int ROWS = 5;
  private static final int AT = 3;
  private static final double TOLERANCE = 2e-3;

  /** Layers of awkward sizes, one kind after the other. */
  static Stream<Layer> layers() {
    return Stream.of(
        new Dense(1, 1),
        new Dense(7, 5),
        new Dense(13, 33),
        new Dense(33, 2),
        new Relu(1),
        new Relu(7),
        new Relu(33));
  }

  /** A layer with inputs, parameters somewhere in an array, and the weights of its loss. */
  private static final class Bench {
    final Layer layer;
    final float[] x;
    final float[] y;
    final float[] parameters;
    final float[] dy;
    final float[] dx;
    final float[] dParameters;

    Bench(Layer layer) {
      this.layer = layer;
      x = TestData.numbers(ROWS * layer.inputs(), 1);
      y = new float[ROWS * layer.outputs()];
      parameters = TestData.numbers(AT + layer.parameterCount() + 2, 2);
      dy = TestData.numbers(y.length, 3);
      dx = new float[x.length];
      dParameters = new float[parameters.length];
    }

    double loss() {
      layer.forward(ROWS, parameters, AT, x, y);
      double loss = 0;
      for (int i = 0; i < y.length; i++) {
        loss += (double) y[i] * dy[i];
      }
      return loss;
    }

    void backward() {
      loss();
      layer.backward(ROWS, parameters, AT, x, y, dy, dx, dParameters);
    }

    double largestErrorOfInputs() {
      return GradientCheck.largestError(x, dx, this::loss);
    }

    double largestErrorOfParameters() {
      return GradientCheck.largestError(parameters, dParameters, this::loss);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientsPassTheCheck(Layer layer) {
    Bench bench = new Bench(layer);
    // Inputs are at least 0.5 away from ReLU's kink.
    assertTrue(GradientCheck.distanceToKink(bench.x) > GradientCheck.MOVE);
    bench.backward();
    assertEquals(0, bench.largestErrorOfInputs(), TOLERANCE);
    assertEquals(0, bench.largestErrorOfParameters(), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aWrongGradientFailsTheCheck(Layer layer) {
    Bench bench = new Bench(layer);
    bench.backward();
    bench.dx[bench.dx.length - 1] += 0.01f;
    assertTrue(bench.largestErrorOfInputs() > 2 * TOLERANCE);
    if (layer.parameterCount() > 0) {
      bench.dParameters[AT + layer.parameterCount() - 1] += 0.01f;
      assertTrue(bench.largestErrorOfParameters() > 2 * TOLERANCE);
      bench.dParameters[AT] = Float.NaN;
      assertTrue(Double.isNaN(bench.largestErrorOfParameters()));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void parameterGradientsAreAddedAndInputGradientsAreNot(Layer layer) {
    Bench once = new Bench(layer);
    once.backward();
    Bench twice = new Bench(layer);
    twice.backward();
    twice.backward();
    assertArrayEquals(once.dx, twice.dx);
    float[] doubled = once.dParameters.clone();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] *= 2;
    }
    assertArrayEquals(doubled, twice.dParameters, 1e-5f);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theInputGradientMayBeLeftOut(Layer layer) {
    Bench with = new Bench(layer);
    with.backward();
    Bench without = new Bench(layer);
    without.loss();
    without.layer.backward(
        ROWS, without.parameters, AT, without.x, without.y, without.dy, null, without.dParameters);
    assertArrayEquals(with.dParameters, without.dParameters);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void onlyTheLayersOwnParametersAreTouched(Layer layer) {
    Bench bench = new Bench(layer);
    float[] before = bench.parameters.clone();
    bench.backward();
    assertArrayEquals(before, bench.parameters);
    for (int i = 0; i < bench.dParameters.length; i++) {
      if (i < AT || i >= AT + layer.parameterCount()) {
        assertEquals(0f, bench.dParameters[i]);
      }
    }
  }

  @Test
  void denseIsTheProductPlusTheBias() {
    float[] parameters = {1, 2, 3, 4, 5, 6, 10, 20};
    float[] y = new float[4];
    new Dense(3, 2).forward(2, parameters, 0, new float[] {1, 0, -1, 0, 2, 0}, y);
    assertArrayEquals(new float[] {1 - 5 + 10, 2 - 6 + 20, 6 + 10, 8 + 20}, y);
  }

  @Test
  void reluHasSlopeZeroAtItsKink() {
    float[] dx = new float[3];
    float[] y = {0, 0, 1};
    new Relu(3).backward(1, new float[0], 0, y, y, new float[] {5, 6, 7}, dx, new float[0]);
    assertArrayEquals(new float[] {0, 0, 7}, dx);
  }

  @Test
  void denseNamesItsParameters() {
    assertEquals(
        List.of(
            new ParameterView("weight", 0, List.of(7, 5)),
            new ParameterView("bias", 35, List.of(5))),
        new Dense(7, 5).parameters());
    assertEquals(40, new Dense(7, 5).parameterCount());
    assertEquals(0, new Relu(7).parameterCount());
  }

  @Test
  void denseRefusesSizesThatCannotBe() {
    for (int[] size : new int[][] {{0, 1}, {1, 0}, {-1, 3}, {1 << 20, 1 << 20}}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> new Dense(size[0], size[1]))
              .getMessage();
      assertTrue(message.contains(size[0] + " inputs and " + size[1] + " outputs"), message);
    }
  }
}
