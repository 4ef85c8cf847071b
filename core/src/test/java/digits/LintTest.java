package digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Warnings are errors in core. The compiler's own -Werror cannot say so: it always warns that
 * jdk.incubator.vector is incubating, and that one cannot be silenced.
 */
class LintTest {
  private static final String INCUBATING = "using incubating module(s): jdk.incubator.vector";

  @TempDir private Path folder;

  private List<String> warnings(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-Xlint:all",
            "--release",
            "17",
            "--add-modules",
            "jdk.incubator.vector",
            "-proc:none",
            "-Xmaxwarns",
            "1000",
            "-d",
            folder.toString());
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ENGLISH, null)) {
      compiler
          .getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        .filter(diagnostic -> !diagnostic.getMessage(Locale.ENGLISH).equals(INCUBATING))
        .map(Object::toString)
        .toList();
  }

  @Test
  void coreCompilesWithoutWarnings() throws IOException {
    Path root = TestData.core().resolve("src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertFalse(sources.isEmpty(), "no sources in " + root);
      assertEquals(List.of(), warnings(sources));
    }
  }

  @Test
  void aWarningIsFound() throws IOException {
    Path source = folder.resolve("Raw.java");
    Files.writeString(source, "class Raw { java.util.List list; }");
    List<String> warnings = warnings(List.of(source));
    assertEquals(1, warnings.size(), warnings.toString());
  }
}
