package digits.tutorial;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the numbers in the code's comments and the names in docs/mathematics.md together. */
class EquationNumbersTest {

  /** The line above an equation: its number, its name, then the code that implements it. */
  private static final Pattern ANCHOR = Pattern.compile("(?m)^\\*\\*\\((\\d+)\\)\\*\\*(.*)$");

  private static final Pattern CODE_NAME = Pattern.compile("`(digits[.\\w]*)`");
  private static final Pattern LINE_COMMENT = Pattern.compile("//(.*)");

  /** "equation (7)" and "equations (2), (3) and (4)", also broken over two lines of a comment. */
  private static final Pattern IN_WORDS =
      Pattern.compile("[Ee]quations?((?:[\\s*/,]|and|to|or)*\\(\\d+\\))+");

  /** A number in brackets, but not the argument in exp(710). */
  private static final Pattern NUMBER = Pattern.compile("(?<!\\w)\\((\\d+)\\)");

  private static final Path ROOT = root();

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/mathematics.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** The rest of the anchor line of each equation by its number. */
  private static Map<Integer, String> equations() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/mathematics.md"));
    Map<Integer, String> equations = new TreeMap<>();
    for (MatchResult anchor :
        (Iterable<MatchResult>) ANCHOR.matcher(document).results()::iterator) {
      int number = Integer.parseInt(anchor.group(1));
      String earlier = equations.put(number, anchor.group(2));
      assertEquals(null, earlier, "equation (" + number + ") stands twice");
    }
    return equations;
  }

  private static List<Integer> quoted(String java) {
    String comments =
        LINE_COMMENT.matcher(java).results().map(MatchResult::group).collect(joining());
    String words = IN_WORDS.matcher(java).results().map(MatchResult::group).collect(joining());
    return NUMBER
        .matcher(comments + words)
        .results()
        .map(number -> Integer.valueOf(number.group(1)))
        .toList();
  }

  @Test
  void equationsAreNumberedWithoutGaps() throws IOException {
    List<Integer> numbers = new ArrayList<>(equations().keySet());
    assertEquals(IntStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers);
    assertTrue(numbers.size() >= 37);
  }

  @Test
  void findsNumbersInComments() {
    assertEquals(List.of(7), quoted("x = y; // (7)\n f(3);"));
    assertEquals(List.of(13, 16), quoted("g(1); // [O] (13) or (16)"));
    assertEquals(List.of(2, 3, 4), quoted("/** By equations (2), (3)\n   * and (4), not (5). */"));
    assertEquals(List.of(), quoted("return f(3); // exp(710) overflows"));
  }

  @Test
  void everyNumberInACommentIsAnEquation() throws IOException {
    Map<Integer, String> equations = equations();
    List<String> unknown = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("core/src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        for (int number : quoted(Files.readString(file))) {
          if (!equations.containsKey(number)) {
            unknown.add(file.getFileName() + " (" + number + ")");
          }
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void everyNamedImplementationExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String line : equations().values()) {
      List<String> names = CODE_NAME.matcher(line).results().map(name -> name.group(1)).toList();
      assertFalse(
          names.isEmpty() && !line.contains("derivation"), "no implementation named in" + line);
      for (String name : names) {
        String path = name.replaceFirst("(\\.[A-Z]\\w*)\\..*", "$1").replace('.', '/');
        if (Stream.of("main", "test")
            .map(tree -> ROOT.resolve("core/src/" + tree + "/java/" + path))
            .noneMatch(p -> Files.isDirectory(p) || Files.exists(Path.of(p + ".java")))) {
          missing.add(name);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theTutorialQuotesEveryEquationSaidToBeImplementedThere() throws IOException {
    String source = "core/src/main/java/digits/tutorial/TwoLayerNetwork.java";
    List<Integer> quoted = quoted(Files.readString(ROOT.resolve(source)));
    equations()
        .forEach(
            (number, line) -> {
              if (line.contains("`digits.tutorial.TwoLayerNetwork.")) {
                assertTrue(quoted.contains(number), "(" + number + ") is not quoted in " + source);
              }
            });
  }
}
