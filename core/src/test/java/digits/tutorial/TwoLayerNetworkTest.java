package digits.tutorial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.golden.GoldenValues;
import digits.tutorial.TwoLayerNetwork.Activations;
import digits.tutorial.TwoLayerNetwork.BiasGradient;
import digits.tutorial.TwoLayerNetwork.Gradients;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwoLayerNetworkTest {

  private final GoldenValues golden = GoldenValues.twoLayer();
  private final double[] X = TwoLayerNetwork.scale(pixels());
  private final int[] labels = golden.integers("labels");
  private final TwoLayerNetwork network =
      TwoLayerNetwork.random(784, 10, 10, (long) golden.scalar("seed"));

  private byte[] pixels() {
    double[] values = golden.values("pixels");
    byte[] pixels = new byte[values.length];
    for (int k = 0; k < pixels.length; k++) {
      pixels[k] = (byte) (int) values[k];
    }
    return pixels;
  }

  /** The absolute part is for sums that are zero but for rounding, such as those of (17). */
  private void assertGolden(String name, double... actual) {
    golden.assertClose(name, actual, 1e-9, 1e-15);
  }

  @Test
  void drawsTheInitialParametersOfThePythonScriptBitForBit() {
    assertArrayEquals(golden.values("W1"), network.W1());
    assertArrayEquals(golden.values("b1"), network.b1());
    assertArrayEquals(golden.values("W2"), network.W2());
    assertArrayEquals(golden.values("b2"), network.b2());
  }

  @Test
  void drawsTheNumbersThatMix64Gives() {
    double[] drawn = TwoLayerNetwork.random(2, 1, 1, 42).parameters();
    for (int k = 0; k < drawn.length; k++) {
      long z = 42 + (k + 1) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z = z ^ (z >>> 31);
      assertEquals((z >>> 11) * 0x1p-53 - 0.5, drawn[k]);
    }
  }

  @Test
  void parametersKeepTheirOrderInOneArray() {
    double[] flat = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    TwoLayerNetwork network = TwoLayerNetwork.of(3, 2, 1, flat);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, network.W1());
    assertArrayEquals(new double[] {7, 8}, network.b1());
    assertArrayEquals(new double[] {9, 10}, network.W2());
    assertArrayEquals(new double[] {11}, network.b2());
    assertArrayEquals(flat, network.parameters());
  }

  @Test
  void forwardAgreesWithNumpy() {
    Activations a = network.forward(X);
    assertGolden("Z1", a.Z1());
    assertGolden("A1", a.A1());
    assertGolden("Z2", a.Z2());
    assertGolden("P", a.P());
    assertGolden("loss", network.loss(a, labels));
  }

  @ParameterizedTest
  @EnumSource
  void backwardAgreesWithNumpy(BiasGradient biasGradient) {
    Gradients g = network.backward(network.forward(X), labels, biasGradient);
    assertGolden("dW1", g.dW1());
    assertGolden(prefix(biasGradient) + "db1", g.db1());
    assertGolden("dW2", g.dW2());
    assertGolden(prefix(biasGradient) + "db2", g.db2());
  }

  @ParameterizedTest
  @EnumSource
  void twentyStepsAgreeWithNumpy(BiasGradient biasGradient) {
    double[] losses = new double[21];
    TwoLayerNetwork trained = network;
    for (int step = 0; step <= 20; step++) {
      Activations a = trained.forward(X);
      losses[step] = trained.loss(a, labels);
      if (step < 20) {
        trained = trained.descend(trained.backward(a, labels, biasGradient), golden.scalar("rate"));
      }
    }
    String prefix = prefix(biasGradient);
    assertGolden(prefix + "losses", losses);
    assertGolden(prefix + "after.W1", trained.W1());
    assertGolden(prefix + "after.b1", trained.b1());
    assertGolden(prefix + "after.W2", trained.W2());
    assertGolden(prefix + "after.b2", trained.b2());
  }

  private static String prefix(BiasGradient biasGradient) {
    return biasGradient == BiasGradient.ONE_NUMBER ? "quirk." : "";
  }

  @ParameterizedTest
  @EnumSource
  void learns(BiasGradient biasGradient) {
    TwoLayerNetwork trained = trained(network, 20, biasGradient);
    Activations before = network.forward(X);
    Activations after = trained.forward(X);
    assertTrue(trained.loss(after, labels) < 0.7 * network.loss(before, labels));
    assertTrue(correct(trained.predict(after)) > correct(network.predict(before)) + 10);
  }

  private TwoLayerNetwork trained(TwoLayerNetwork from, int steps, BiasGradient biasGradient) {
    TwoLayerNetwork trained = from;
    for (int step = 0; step < steps; step++) {
      trained = trained.descend(trained.backward(trained.forward(X), labels, biasGradient), 0.1);
    }
    return trained;
  }

  private long correct(int[] predicted) {
    return IntStream.range(0, labels.length).filter(k -> predicted[k] == labels[k]).count();
  }

  @Test
  void theQuirkKeepsTheSecondBiasesAndMovesTheFirstTogether() {
    TwoLayerNetwork quirk = trained(network, 20, BiasGradient.ONE_NUMBER);
    assertArrayEquals(network.b2(), quirk.b2(), 1e-15);
    double moved = quirk.b1()[0] - network.b1()[0];
    assertTrue(Math.abs(moved) > 0.01);
    for (int h = 1; h < 10; h++) {
      assertEquals(moved, quirk.b1()[h] - network.b1()[h], 1e-12);
    }
    TwoLayerNetwork textbook = trained(network, 20, BiasGradient.ONE_PER_UNIT);
    assertTrue(Math.abs(textbook.b2()[0] - network.b2()[0]) > 1e-3);
  }

  @Test
  void gradientsPassTheCheck() {
    assertTrue(largestGradientError(BiasGradient.ONE_PER_UNIT) < 1e-8);
  }

  @Test
  void theQuirkFailsTheCheckBecauseItIsNoDerivative() {
    assertFalse(largestGradientError(BiasGradient.ONE_NUMBER) < 1e-2);
  }

  /** The largest difference, over all parameters, between the gradient and its estimate. */
  private static double largestGradientError(BiasGradient biasGradient) {
    double epsilon = 1e-5;
    SplittableRandom random = new SplittableRandom(3);
    double[] X = random.doubles(7 * 5).toArray();
    int[] labels = {0, 1, 2, 2, 1, 0, 1};
    TwoLayerNetwork network = TwoLayerNetwork.random(5, 4, 3, 4);
    double[] gradient = network.backward(network.forward(X), labels, biasGradient).flat();
    double largest = 0;
    for (int k = 0; k < gradient.length; k++) {
      double above = lossWithOneParameterMoved(network, k, epsilon, X, labels);
      double below = lossWithOneParameterMoved(network, k, -epsilon, X, labels);
      double estimate = (above - below) / (2 * epsilon); // (32)
      largest = Math.max(largest, Math.abs(estimate - gradient[k])); // max keeps NaN
    }
    return largest;
  }

  private static double lossWithOneParameterMoved(
      TwoLayerNetwork network, int k, double by, double[] X, int[] labels) {
    double[] parameters = network.parameters();
    parameters[k] += by;
    TwoLayerNetwork moved = TwoLayerNetwork.of(5, 4, 3, parameters);
    return moved.loss(moved.forward(X), labels);
  }

  /** The numbers of the section "One step by hand" of docs/mathematics.md. */
  @Test
  void takesTheStepOfTheWorkedExample() {
    double ln3 = Math.log(3);
    TwoLayerNetwork network =
        new TwoLayerNetwork(
            2,
            2,
            2,
            new double[] {1, -1, 2, 1},
            new double[] {-1, 0},
            new double[] {ln3, 0, 0, ln3},
            new double[] {0, 0});
    int[] labels = {0, 1};
    Activations a = network.forward(new double[] {1, 0.5, 0, 1});
    assertArrayEquals(new double[] {1, -0.5, 1, 1}, a.Z1(), 1e-15);
    assertArrayEquals(new double[] {1, 0, 1, 1}, a.A1(), 1e-15);
    assertArrayEquals(new double[] {ln3, 0, ln3, ln3}, a.Z2(), 1e-15);
    assertArrayEquals(new double[] {0.75, 0.25, 0.5, 0.5}, a.P(), 1e-15);
    assertEquals(Math.log(8.0 / 3) / 2, network.loss(a, labels), 1e-15);

    Gradients g = network.backward(a, labels, BiasGradient.ONE_PER_UNIT);
    assertArrayEquals(new double[] {0.125, -0.125, 0.25, -0.25}, g.dW2(), 1e-15);
    assertArrayEquals(new double[] {0.125, -0.125}, g.db2(), 1e-15);
    assertArrayEquals(new double[] {-0.125 * ln3, 0, 0.1875 * ln3, -0.25 * ln3}, g.dW1(), 1e-15);
    assertArrayEquals(new double[] {0.125 * ln3, -0.25 * ln3}, g.db1(), 1e-15);

    Gradients quirk = network.backward(a, labels, BiasGradient.ONE_NUMBER);
    assertArrayEquals(new double[] {0, 0}, quirk.db2(), 1e-15);
    assertArrayEquals(new double[] {-0.125 * ln3, -0.125 * ln3}, quirk.db1(), 1e-15);

    TwoLayerNetwork next = network.descend(g, 1);
    assertArrayEquals(new double[] {1.1373, -1, 1.7940, 1.2747}, next.W1(), 5e-5);
    assertArrayEquals(new double[] {-1.1373, 0.2747}, next.b1(), 5e-5);
    assertArrayEquals(new double[] {0.9736, 0.1250, -0.25, 1.3486}, next.W2(), 5e-5);
    assertArrayEquals(new double[] {-0.125, 0.125}, next.b2(), 1e-15);
    assertEquals(0.2890, next.loss(next.forward(a.X()), labels), 5e-5);
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    double[] W2 = {1000, 0, -1000};
    TwoLayerNetwork network =
        new TwoLayerNetwork(1, 1, 3, new double[] {1}, new double[1], W2, new double[3]);
    Activations a = network.forward(new double[] {1});
    assertArrayEquals(new double[] {1, 0, 0}, a.P());
    assertEquals(0, network.loss(a, new int[] {0}));
    assertEquals(2000, network.loss(a, new int[] {2}));
  }

  @Test
  void nanIsNotHidden() {
    double[] X = {Double.NaN, 0.5};
    TwoLayerNetwork network = TwoLayerNetwork.random(2, 2, 2, 1);
    assertTrue(Double.isNaN(network.loss(network.forward(X), new int[] {1})));
  }

  @Test
  void ofEqualProbabilitiesTheLowestClassIsPredicted() {
    TwoLayerNetwork network = TwoLayerNetwork.of(1, 1, 3, new double[] {0, 0, 0, 0, 0, 0, 2, 2});
    assertArrayEquals(new int[] {1}, network.predict(network.forward(new double[] {1})));
  }

  @Test
  void rejectsWhatDoesNotFit() {
    TwoLayerNetwork small = TwoLayerNetwork.random(3, 2, 2, 1);
    Activations a = small.forward(new double[6]);
    BiasGradient bias = BiasGradient.ONE_PER_UNIT;
    assertThrows(IllegalArgumentException.class, () -> TwoLayerNetwork.random(3, 0, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> TwoLayerNetwork.of(3, 2, 2, new double[13]));
    assertThrows(IllegalArgumentException.class, () -> small.forward(new double[4]));
    assertThrows(IllegalArgumentException.class, () -> small.forward(new double[0]));
    assertThrows(IllegalArgumentException.class, () -> small.backward(a, new int[3], bias));
    assertThrows(IllegalArgumentException.class, () -> small.loss(a, new int[] {0, 2}));
    assertThrows(IllegalArgumentException.class, () -> small.loss(a, new int[] {-1, 0}));
  }
}
