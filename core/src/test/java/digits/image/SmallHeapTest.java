package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture that is too large for the heap is refused in words, in a Java of its own. */
class SmallHeapTest {

  /** Prints each picture's size or why it is refused. */
  public static void main(String[] files) {
    for (String file : files) {
      try {
        Gray gray = Pictures.read(Path.of(file));
        System.out.println(gray.width() + " x " + gray.height());
      } catch (PictureException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aLargePictureIsRefusedAndTheNextOneRead(@TempDir Path folder)
      throws IOException, InterruptedException {
    byte[] rows = new byte[8000 * 8001];
    byte[] png = Encoded.png(8000, 8000, 8, 0, new byte[0], rows);
    Path large = Files.write(folder.resolve("large.png"), png);
    Gray five = Drawn.five(50);
    Path small = Files.write(folder.resolve("s.png"), Encoded.write(Encoded.grey(five), "png"));
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapTest.class.getName(),
                large.toString(),
                small.toString())
            .redirectErrorStream(true)
            .start();
    List<String> lines = new String(java.getInputStream().readAllBytes()).lines().toList();
    assertEquals(0, java.waitFor(), lines.toString());
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("large.png: needs 153 MB of memory"), lines.get(0));
    assertEquals("50 x 50", lines.get(1));
    assertEquals(8000, Pictures.read(large).width());
  }
}
