package digits.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        "5 > relu > relu > dense 2"
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
        new Architecture(4, List.of(new Dense(4, 3), new Relu(3), new Dense(3, 2))),
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
        "784 > dense 10\n > relu"
      })
  void refusesWhatIsNoArchitecture(String text) {
    assertThrows(IllegalArgumentException.class, () -> Architecture.parse(text));
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(
        "unknown layer \"conv 3\" in \"784 > conv 3\": known are relu, dense N",
        message(() -> Architecture.parse("784 > conv 3")));
    assertEquals(
        "\"x\" in \"784 > dense x\": expected a whole number",
        message(() -> Architecture.parse("784 > dense x")));
    assertEquals(
        "layer dense 3 takes 5 numbers but is given 4",
        message(() -> new Architecture(4, List.of(new Dense(5, 3)))));
    assertEquals(
        "an architecture without layers: expected at least one",
        message(() -> Architecture.dense(784)));
    assertTrue(
        message(() -> Architecture.dense(60_000, 4_000, 10_000)).contains("280014000 parameters"));
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
            new ParameterView("0.weight", 0, List.of(784, 10)),
            new ParameterView("0.bias", 7840, List.of(10)),
            new ParameterView("2.weight", 7850, List.of(10, 10)),
            new ParameterView("2.bias", 7950, List.of(10))),
        Architecture.dense(784, 10, 10).parameters());
    assertEquals(7960, Architecture.dense(784, 10, 10).parameterCount());
  }

  @Test
  void laterChangesOfTheListOfLayersDoNotShow() {
    List<Layer> layers = new ArrayList<>(List.of(new Dense(4, 3)));
    Architecture architecture = new Architecture(4, layers);
    layers.add(new Relu(3));
    assertEquals("4 > dense 3", architecture.text());
    assertThrows(UnsupportedOperationException.class, () -> architecture.layers().clear());
    assertFalse(architecture.parameters().isEmpty());
  }
}
