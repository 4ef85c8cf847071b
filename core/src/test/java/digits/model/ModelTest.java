package digits.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelTest {
  private final Model model = ModelFileTest.small();

  @Test
  void refusesPicturesAndClassesThatDoNotFit() {
    List<String> classes = model.classes();
    assertRefused(
        "pictures of 2 x 3 for a network of 4 inputs",
        () -> new Model("x", model.network(), 2, 3, classes));
    assertRefused(
        "pictures of -2 x -2 for a network of 4 inputs",
        () -> new Model("x", model.network(), -2, -2, classes));
    assertRefused(
        "pictures of 65536 x 65536 for a network of 4 inputs",
        () -> new Model("x", model.network(), 65_536, 65_536, classes));
    assertRefused(
        "2 names of classes for a network of 3 outputs",
        () -> new Model("x", model.network(), 2, 2, List.of("a", "b")));
  }

  private static void assertRefused(String message, Runnable refused) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, refused::run).getMessage());
  }

  @Test
  void laterChangesOfWhatItWasMadeOfDoNotShow() {
    List<String> classes = new ArrayList<>(model.classes());
    TreeMap<String, String> facts = new TreeMap<>(Map.of("seed", "1"));
    Model made = new Model("x", model.network(), 2, 2, classes, facts);
    classes.set(0, "changed");
    facts.put("seed", "changed");
    assertEquals(model.classes(), made.classes());
    assertEquals(Map.of("seed", "1"), made.facts());
    assertThrows(UnsupportedOperationException.class, () -> made.facts().clear());
  }

  @Test
  void moreFactsAreAddedAndReplaceOldOnes() {
    Model more = model.withFacts(Map.of("a", "1", "b", "2")).withFacts(Map.of("b", "3", "c", "4"));
    assertEquals(Map.of("a", "1", "b", "3", "c", "4"), more.facts());
    assertEquals(Map.of(), model.facts());
  }
}
