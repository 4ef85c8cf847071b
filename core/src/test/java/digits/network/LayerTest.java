package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.network.ParameterView.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer on its own, its last block not full: a weighted sum of its outputs is the loss. */
class LayerTest {
  private static final int AT = LayerBench.AT;
  private static final double TOLERANCE = 2e-3;

  /** Layers of awkward sizes, one kind after the other. */
  static Stream<Layer> layers() {
    return Stream.of(
        new Dense(1, 1),
        new Dense(7, 5),
        new Dense(13, 33),
        new Dense(33, 2),
        new Conv2d(new Shape(1, 4, 5), 3, 3, 1, 0),
        new Conv2d(new Shape(2, 3, 3), 5, 3, 1, 1),
        new Conv2d(new Shape(3, 5, 4), 2, 3, 2, 2),
        new BatchNorm(Shape.of(5)),
        new BatchNorm(new Shape(3, 2, 3)),
        new MaxPool2d(new Shape(2, 5, 4), 2),
        new AvgPool2d(new Shape(2, 5, 4), 2),
        new AvgPool2d(new Shape(3, 3, 3), 3),
        new Flatten(new Shape(2, 3, 1)),
        new Relu(Shape.of(1)),
        new Relu(new Shape(2, 3, 2)),
        new Tanh(Shape.of(3)),
        new Sigmoid(new Shape(2, 2, 1)),
        new Gelu(Shape.of(5)),
        new Dropout(new Shape(3, 1, 2), 0.4),
        new Residual(List.of(new Dense(5, 5))),
        new Residual(List.of(new Tanh(Shape.of(5)), new Dense(5, 3), new Dense(3, 5))),
        new Residual(
            List.of(
                new Conv2d(new Shape(1, 2, 3), 2, 3, 1, 1),
                new Residual(List.of(new Gelu(new Shape(2, 2, 3)))),
                new Dropout(new Shape(2, 2, 3), 0.2),
                new Conv2d(new Shape(2, 2, 3), 1, 1, 1, 0))));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientsPassTheCheck(Layer layer) {
    for (int rows : new int[] {5, 32, 33}) {
      LayerBench bench = new LayerBench(layer, rows);
      // Inputs are at least 0.5 away from ReLU's kink.
      assertTrue(GradientCheck.distanceToKink(bench.x) > GradientCheck.MOVE);
      bench.backward();
      assertEquals(0, bench.largestErrorOfInputs(), TOLERANCE);
      assertEquals(0, bench.largestErrorOfParameters(), TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aWrongGradientFailsTheCheck(Layer layer) {
    LayerBench bench = new LayerBench(layer, 5);
    bench.backward();
    bench.dx[0] += 0.01f;
    assertTrue(bench.largestErrorOfInputs() > 2 * TOLERANCE);
    if (layer.parameterCount() > 0) {
      bench.dParameters[AT + 0] += 0.01f;
      assertTrue(bench.largestErrorOfParameters() > 2 * TOLERANCE);
      bench.dParameters[AT] = Float.NaN;
      assertTrue(Double.isNaN(bench.largestErrorOfParameters()));
    }
  }

  /** Whatever stands where no example is: no gradient comes of it, and none goes there. */
  @ParameterizedTest
  @MethodSource("layers")
  void placesWithoutAnExampleDoNotMatter(Layer layer) {
    LayerBench plain = new LayerBench(layer, 37);
    plain.backward();
    LayerBench odd = new LayerBench(layer, 37);
    for (int i = 0; i < odd.x.length; i++) {
      odd.x[i] = odd.counts(i, layer.input()) ? odd.x[i] : 1e6f * (i % 7 - 3);
    }
    odd.backward();
    assertArrayEquals(plain.dParameters, odd.dParameters);
    int size = layer.output().size();
    assertArrayEquals(TestData.rows(plain.y, 37, size), TestData.rows(odd.y, 37, size));
    for (int i = 0; i < odd.dx.length; i++) {
      assertEquals(odd.counts(i, layer.input()) ? plain.dx[i] : 0, odd.dx[i], 0f, "at " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void parameterGradientsAreAddedAndInputGradientsAreNot(Layer layer) {
    LayerBench once = new LayerBench(layer, 5);
    once.backward();
    LayerBench twice = new LayerBench(layer, 5);
    twice.backward();
    twice.backward();
    assertArrayEquals(once.dx, twice.dx);
    float[] doubled = once.dParameters.clone();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] *= 2;
    }
    assertArrayEquals(doubled, twice.dParameters, 1e-4f);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theInputGradientMayBeLeftOut(Layer layer) {
    LayerBench with = new LayerBench(layer, 5);
    with.backward();
    LayerBench without = new LayerBench(layer, 5);
    without.loss();
    layer.backward(
        without.pass,
        without.parameters,
        AT,
        without.x,
        without.y,
        without.dy,
        null,
        without.dParameters);
    assertArrayEquals(with.dParameters, without.dParameters);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void onlyTheLayersOwnParametersAreTouched(Layer layer) {
    LayerBench bench = new LayerBench(layer, 5);
    float[] before = bench.parameters.clone();
    bench.backward();
    assertArrayEquals(before, bench.parameters);
    for (int i = 0; i < bench.dParameters.length; i++) {
      if (i < AT || i >= AT + layer.parameterCount()) {
        assertEquals(0f, bench.dParameters[i]);
      }
    }
  }

  private static Pass pass(Layer layer, int rows, boolean training) {
    Pass pass = new Pass(layer, (rows + 31) / 32);
    pass.begin(rows, training, 1, 13);
    return pass;
  }

  @Test
  void denseIsTheProductPlusTheBias() {
    Dense dense = new Dense(3, 2);
    float[] parameters = {1, 2, 3, 4, 5, 6, 10, 20};
    float[] x = TestData.blocks(new float[] {1, 0, -1, 0, 2, 0}, 3);
    float[] y = new float[2 * 32];
    dense.forward(pass(dense, 2, true), parameters, 0, x, y);
    float[] expected = {1 - 5 + 10, 2 - 6 + 20, 6 + 10, 8 + 20};
    assertArrayEquals(expected, TestData.rows(y, 2, 2));
  }

  @Test
  void reluHasSlopeZeroAtItsKink() {
    Relu relu = new Relu(Shape.of(3));
    float[] y = TestData.blocks(new float[] {0, 0, 1}, 3);
    float[] dy = TestData.blocks(new float[] {5, 6, 7}, 3);
    float[] dx = new float[dy.length];
    relu.backward(pass(relu, 1, true), new float[0], 0, y, y, dy, dx, new float[0]);
    assertArrayEquals(new float[] {0, 0, 7}, TestData.rows(dx, 1, 3));
  }

  /** Mean 3, variance 4 of one channel of two pixels and two examples. */
  @Test
  void batchNormBringsToMeanZeroAndVarianceOne() {
    BatchNorm norm = new BatchNorm(new Shape(1, 1, 2));
    float[] parameters = {10, 100, 7, 9};
    float[] x = TestData.blocks(new float[] {1, 5, 5, 1}, 2);
    x = zeroed(x);
    float[] y = new float[x.length];
    Pass pass = pass(norm, 2, true);
    norm.forward(pass, parameters, 0, x, y);
    assertArrayEquals(new float[] {90, 110, 110, 90}, TestData.rows(y, 2, 2), 1e-3f);
    float[] gradients = new float[4];
    norm.backward(pass, parameters, 0, x, y, new float[y.length], null, gradients);
    assertArrayEquals(new float[] {0, 0, 7 - 3, 9 - 4}, gradients, 1e-6f);
    norm.forward(pass(norm, 2, false), parameters, 0, x, y);
    assertArrayEquals(
        new float[] {100 - 20, 100 - 20 / 3f, 100 - 20 / 3f, 100 - 20},
        TestData.rows(y, 2, 2),
        1e-4f);
  }

  private static float[] zeroed(float[] a) {
    for (int i = 0; i < a.length; i++) {
      a[i] = Float.isNaN(a[i]) ? 0 : a[i];
    }
    return a;
  }

  @Test
  void dropoutIsForTrainingAlone() {
    Dropout dropout = new Dropout(Shape.of(100), 0.25);
    float[] x = TestData.blocks(TestData.numbers(32 * 100, 1), 100);
    float[] y = new float[x.length];
    dropout.forward(pass(dropout, 32, false), new float[0], 0, x, y);
    assertArrayEquals(x, y);
    dropout.forward(pass(dropout, 32, true), new float[0], 0, x, y);
    int dropped = 0;
    for (int i = 0; i < x.length; i++) {
      assertTrue(y[i] == 0 || y[i] == x[i] * (4f / 3));
      dropped += y[i] == 0 ? 1 : 0;
    }
    assertEquals(0.25, dropped / 3200.0, 0.03);
  }

  @Test
  void residualAddsItsInput() {
    Residual residual = new Residual(List.of(new Dense(2, 3), new Dense(3, 2)));
    float[] parameters = {1, 0, 2, 0, 1, 0, 0, 0, 0, 1, 2, 0, 1, 0, 0, 10, 20};
    float[] y = new float[2 * 32];
    float[] x = TestData.blocks(new float[] {5, 7}, 2);
    residual.forward(pass(residual, 1, true), parameters, 0, x, y);
    // the first layer makes 5, 7, 10 of it, the second 5 + 10 and 10 + 7 + 20
    assertArrayEquals(new float[] {5 + 15, 7 + 37}, TestData.rows(y, 1, 2));
  }

  @Test
  void layersThatDoNotFitAreRefused() {
    for (Runnable refused :
        List.<Runnable>of(
            () -> new Dropout(Shape.of(3), 1),
            () -> new Dropout(Shape.of(3), -0.1),
            () -> new Dropout(Shape.of(3), Double.NaN),
            () -> new Residual(List.of()),
            () -> new Residual(List.of(new Dense(3, 4))),
            () -> new Residual(List.of(new Dense(3, 4), new Dense(5, 3))))) {
      assertThrows(IllegalArgumentException.class, refused::run);
    }
  }

  @Test
  void layersNameTheirParameters() {
    assertEquals(
        List.of(
            new ParameterView("", Role.WEIGHT, 0, List.of(7, 5)),
            new ParameterView("", Role.BIAS, 35, List.of(5))),
        new Dense(7, 5).parameters());
    assertEquals(40, new Dense(7, 5).parameterCount());
    assertEquals(
        List.of(
            new ParameterView("", Role.WEIGHT, 0, List.of(2, 3, 3, 5)),
            new ParameterView("", Role.BIAS, 90, List.of(5))),
        new Conv2d(new Shape(2, 3, 4), 5, 3, 1, 0).parameters());
    assertEquals(
        List.of(
            new ParameterView("1.", Role.WEIGHT, 0, List.of(2, 2)),
            new ParameterView("1.", Role.BIAS, 4, List.of(2))),
        new Residual(List.of(new Tanh(Shape.of(2)), new Dense(2, 2))).parameters());
    assertEquals(20, new BatchNorm(new Shape(5, 2, 2)).parameterCount());
    assertEquals(0, new Relu(Shape.of(7)).parameterCount());
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
