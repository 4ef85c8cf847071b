package digits.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrozenTest {
  private static final int ROWS = 35;

  /** Statistics such as training leaves behind, and variances are positive. */
  private static float[] parameters(Architecture architecture) {
    float[] parameters = TestData.numbers(architecture.parameterCount(), 1);
    for (ParameterView view : architecture.parameters()) {
      for (int i = view.offset(); i < view.offset() + view.size(); i++) {
        switch (view.role()) {
          case VARIANCE -> parameters[i] = Math.abs(parameters[i]);
          case WEIGHT -> parameters[i] *= 0.3f;
          default -> parameters[i] *= 1;
        }
      }
    }
    return parameters;
  }

  private static Workspace loaded(Workspace workspace, Architecture architecture) {
    byte[] pixels = TestData.pixels(ROWS * architecture.inputs(), 0.5, 1);
    workspace.load(pixels, IntStream.range(0, ROWS).toArray(), 0, ROWS);
    return workspace;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 > dense 3 | 7 > dense 3",
        "7 > dense 5 > batchnorm > relu > dense 3 | 7 > dense 5 > relu > dense 3",
        "7 > batchnorm > dense 3 | 7 > batchnorm > dense 3",
        "7 > dense 5 > relu > batchnorm > dense 3 | 7 > dense 5 > relu > batchnorm > dense 3",
        "7 > dense 5 > batchnorm > batchnorm > dense 3 | 7 > dense 5 > dense 3",
        "7 > dropout 0.5 > dense 5 > dropout 0.5 > batchnorm > dense 3 | 7 > dense 5 > dense 3",
        "7 > dropout 0.5 | 7 > dropout 0.5",
        "5x4 > conv 3 3x3 pad 1 > batchnorm > tanh > conv 2 2x2 stride 2 > batchnorm > dense 3"
            + "| 5x4 > conv 3 3x3 pad 1 > tanh > conv 2 2x2 stride 2 > dense 3",
        "3x4 > conv 3 1x1 > residual(batchnorm > conv 3 3x3 pad 1 > batchnorm > dropout 0.1)"
            + " > batchnorm > dense 3"
            + "| 3x4 > conv 3 1x1 > residual(batchnorm > conv 3 3x3 pad 1) > batchnorm > dense 3",
        "3x4 > residual(residual(dropout 0.2) > conv 1 1x1 > batchnorm) > dense 3"
            + "| 3x4 > residual(residual(dropout 0.2) > conv 1 1x1) > dense 3",
      })
  void theSameLogitsComeOfFewerLayers(String text, String frozenText) {
    Architecture architecture = Architecture.parse(text);
    float[] parameters = parameters(architecture);
    assertEquals(frozenText, Frozen.of(architecture, parameters).architecture().text());
    Workspace whole = loaded(new Workspace(architecture, ROWS, 1f / 255), architecture);
    architecture.forward(parameters, whole);
    Network network = new Network(architecture, parameters, 1f / 255);
    Workspace frozen = loaded(network.workspace(ROWS), architecture);
    network.forward(frozen);
    assertArrayEquals(
        TestData.rows(whole.logits(), ROWS, architecture.outputs()),
        TestData.rows(frozen.logits(), ROWS, architecture.outputs()),
        2e-5f);
    assertArrayEquals(parameters, network.parameters());
  }
}
