package digits.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickReadTest {
  private static final Path SEVEN = Path.of("src/main/warmup/seven.png");

  @TempDir private Path folder;

  private static void assertAsUsual(String... args) {
    Cli usual = Cli.run((Object[]) args);
    assertEquals(0, usual.exit(), usual.err());
    assertEquals(usual.out().lines().toList(), QuickRead.lines(args));
  }

  @Test
  void saysWhatTheReadCommandSays() throws IOException {
    assertEquals(List.of("7"), QuickRead.lines("read", SEVEN.toString()));
    assertAsUsual("read", SEVEN.toString());
    assertAsUsual("read", SEVEN.toString(), "--json");
    Path empty = folder.resolve("empty.png");
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY), "png", empty.toFile());
    assertAsUsual("read", empty.toString());
    assertAsUsual("read", empty.toString(), "--json");
  }

  @Test
  void leavesTheRestToTheReadCommand() throws IOException {
    String seven = SEVEN.toString();
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    String[][] others = {
      {},
      {"read"},
      {"models"},
      {"evaluate", seven},
      {"read", "-"},
      {"read", "@" + seven},
      {"read", ""},
      {"read", "--json"},
      {"read", "--json", seven},
      {"read", seven, "--csv"},
      {"read", seven, seven},
      {"read", seven, "--json", "--verbose"},
      {"read", folder.toString()},
      {"read", folder.resolve("missing.png").toString()},
      {"read", text.toString()}
    };
    for (String[] other : others) {
      assertNull(QuickRead.lines(other), String.join(" ", other));
    }
  }
}
