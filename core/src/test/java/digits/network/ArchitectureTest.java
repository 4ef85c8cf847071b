package digits.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.network.ParameterView.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "784 > dense 10 > relu > dense 10",
        "784 > dense 10",
        "1 > dense 1",
        "65535 > dense 2",
        "13 > dense 7 > relu > dense 5 > relu > dense 3",
        "5 > relu",
        "5 > relu > relu > dense 2",
        "28x28 > conv 24 5x5 > maxpool 2 > relu > flatten > dense 10",
        "3x9x7 > conv 5 3x3 stride 2 pad 1 > batchnorm > relu > avgpool 2 > flatten > dense 2",
        "9 > tanh > dense 3 > sigmoid > dropout 0.25 > gelu > dropout 0 > dense 2",
        "5x5 > residual(conv 1 3x3 pad 1 > relu) > residual(relu > residual(tanh)) > dense 2",
        "5 > residual(residual(residual(residual(residual(residual(residual(residual(relu))))))))"
      })
  void textReadsBackAsTheSameArchitecture(String text) {
    Architecture architecture = Architecture.parse(text);
    assertEquals(text, architecture.text());
    assertEquals(architecture, Architecture.parse(architecture.text()));
  }

  @Test
  void denseLayersHaveReluBetweenThem() {
    assertEquals("784 > dense 10 > relu > dense 10", Architecture.dense(784, 10, 10).text());
    assertEquals("784 > dense 10", Architecture.dense(784, 10).text());
    assertEquals(
        new Architecture(
            Shape.of(4), List.of(new Dense(4, 3), new Relu(Shape.of(3)), new Dense(3, 2))),
        Architecture.dense(4, 3, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "784",
        "784 > ",
        " > dense 10",
        "784 > dense",
        "784 > dense ",
        "784 > dense x",
        "784 > dense 0",
        "784 > dense -1",
        "784 > dense 1.5",
        "784 > dense 99999999999",
        "784 > dense 2147483647",
        "0 > dense 1",
        "-5 > dense 1",
        "65536 > dense 1",
        "0 > relu",
        "784>dense 10",
        "784 > Dense 10",
        "784 > conv 3",
        "784 > dense 10 > softmax",
        "784 > dense 10 >",
        "784 > dense 10 > ",
        "784  > dense 10",
        "784 > relu 5",
        "x > dense 1",
        "65535 > dense 4096 > dense 2",
        "784 > dense 10\n > relu",
        "28x28x1x1 > dense 1",
        "28x > dense 1",
        "x28 > dense 1",
        "28x28 > conv 3",
        "28x28 > conv 3 5x4",
        "28x28 > conv 3 5",
        "28x28 > conv 3 5x5 stride",
        "28x28 > conv 3 5x5 stride 0",
        "28x28 > conv 3 5x5 pad 5",
        "28x28 > conv 3 5x5 pad -1",
        "28x28 > conv 3 29x29",
        "28x28 > conv 3 0x0",
        "28x28 > conv 0 3x3",
        "28x28 > conv 3 3x3 slope 1",
        "28x28 > conv 999999999 5x5",
        "255x257 > conv 4096 1x1",
        "28x28 > maxpool 29",
        "28x28 > maxpool 0",
        "28x28 > avgpool",
        "28x28 > batchnorm 3",
        "5 > dropout",
        "5 > dropout 1",
        "5 > dropout -0.1",
        "5 > dropout .5",
        "5 > dropout 0.5f",
        "5 > dropout 1e-3",
        "5 > dropout NaN",
        "5 > dropout 0.5 0.5",
        "5 > tanh 1",
        "5 > residual()",
        "5 > residual(dense 4)",
        "5 > residual",
        "5 > residual (relu)",
        "5 > residual(relu",
        "5 > residual(relu))",
        "5 > residual(relu) > )(",
        "5 > residual(relu)(relu)",
        "5 > (relu)",
        "5 > residual(relu >)",
        "5 > residual(relu > )",
        "residual(5) > relu",
        "5 > residual(residual(residual(residual(residual(residual(residual(residual(residual(relu)))"
            + "))))))"
      })
  void refusesWhatIsNoArchitecture(String text) {
    assertThrows(IllegalArgumentException.class, () -> Architecture.parse(text));
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(
        "unknown layer \"conv 3\": known are conv N KxK [stride S] [pad P], maxpool S, avgpool S,"
            + " batchnorm, relu, tanh, sigmoid, gelu, dropout P, flatten, dense N,"
            + " residual(LAYER > ...), vote N (LAYER > ...)",
        message(() -> Architecture.parse("784 > conv 3")));
    assertEquals(
        "\"x\" in \"dense x\": expected a whole number",
        message(() -> Architecture.parse("784 > dense x")));
    assertEquals(
        "layer dense 3 takes 5 but is given 4",
        message(() -> new Architecture(Shape.of(4), List.of(new Dense(5, 3)))));
    assertEquals("no layers: expected at least one", message(() -> Architecture.dense(784)));
    assertTrue(
        message(() -> Architecture.dense(60_000, 4_000, 10_000)).contains("280014000 parameters"));
  }

  /** Brackets are counted before anything is read, so that no depth can exhaust the stack. */
  @Test
  void aMillionBracketsAreRefused() {
    String text = "5 > " + "residual(".repeat(1_000_000) + "relu" + ")".repeat(1_000_000);
    assertThrows(IllegalArgumentException.class, () -> Architecture.parse(text));
  }

  @Test
  void parametersInBracketsAreNamedByBothNumbers() {
    Architecture architecture = Architecture.parse("4 > relu > residual(tanh > dense 4) > dense 2");
    assertEquals(
        List.of("1.1.weight", "1.1.bias", "2.weight", "2.bias"),
        architecture.parameters().stream().map(ParameterView::name).toList());
    assertEquals(20, architecture.parameters().get(2).offset());
  }

  /** 2^23 numbers inside of brackets are as many as outside. */
  @Test
  void whatBracketsHoldIsCounted() {
    String wide = "64x64 > conv 600 1x1 > residual(relu > relu) > conv 1 1x1";
    assertTrue(message(() -> Architecture.parse(wide)).contains("numbers between the layers"));
  }

  private static String message(Runnable refused) {
    return assertThrows(IllegalArgumentException.class, refused::run).getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"784 > dense 10 > relu > dense 10", "13 > relu > dense 7 > dense 5", "5 > relu"})
  void viewsCoverTheParametersInOrderAndWithoutGaps(String text) {
    Architecture architecture = Architecture.parse(text);
    int next = 0;
    for (ParameterView view : architecture.parameters()) {
      assertEquals(next, view.offset(), view.name());
      next += view.size();
    }
    assertEquals(architecture.parameterCount(), next);
  }

  @Test
  void viewsAreNamedByTheirLayersNumber() {
    assertEquals(
        List.of(
            new ParameterView("0.", Role.WEIGHT, 0, List.of(784, 10)),
            new ParameterView("0.", Role.BIAS, 7840, List.of(10)),
            new ParameterView("2.", Role.WEIGHT, 7850, List.of(10, 10)),
            new ParameterView("2.", Role.BIAS, 7950, List.of(10))),
        Architecture.dense(784, 10, 10).parameters());
    assertEquals(7960, Architecture.dense(784, 10, 10).parameterCount());
  }

  @Test
  void laterChangesOfTheListOfLayersDoNotShow() {
    List<Layer> layers = new ArrayList<>(List.of(new Dense(4, 3)));
    Architecture architecture = new Architecture(Shape.of(4), layers);
    layers.add(new Relu(Shape.of(3)));
    assertEquals("4 > dense 3", architecture.text());
    assertThrows(UnsupportedOperationException.class, () -> architecture.layers().clear());
    assertFalse(architecture.parameters().isEmpty());
  }
}
