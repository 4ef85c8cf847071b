package digits.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path folder;

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void writesNewFilesAndReplacesOldOnes() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, new byte[100]);
    AtomicFile.write(file, BYTES);
    assertArrayEquals(BYTES, Files.readAllBytes(file));
    assertEquals(Set.of("file"), names());
  }

  @Test
  void makesTheFolders() throws IOException {
    Path file = folder.resolve("a/b/file");
    AtomicFile.write(file, new byte[0]);
    assertEquals(0, Files.size(file));
  }

  @Test
  void writesIntoAFolderThatIsALink() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    AtomicFile.write(link.resolve("file"), BYTES);
    assertArrayEquals(BYTES, Files.readAllBytes(real.resolve("file")));
  }

  @Test
  void isReadableByWhoeverMayReadOrdinaryFiles() throws IOException {
    Path ordinary = Files.write(folder.resolve("ordinary"), BYTES);
    Path file = folder.resolve("file");
    AtomicFile.write(file, BYTES);
    assertEquals(Files.getPosixFilePermissions(ordinary), Files.getPosixFilePermissions(file));
  }

  @Test
  void aFailureLeavesNothingBehind() throws IOException {
    Path target = Files.createDirectories(folder.resolve("target"));
    Files.write(target.resolve("inside"), BYTES);
    assertThrows(IOException.class, () -> AtomicFile.write(target, BYTES));
    assertEquals(Set.of("target"), names());
    assertArrayEquals(BYTES, Files.readAllBytes(target.resolve("inside")));
  }

  @Test
  void aFileInTheWayOfAFolderIsAFailureThatLeavesItAlone() throws IOException {
    Path file = Files.write(folder.resolve("file"), BYTES);
    assertThrows(IOException.class, () -> AtomicFile.write(file.resolve("below"), new byte[9]));
    assertArrayEquals(BYTES, Files.readAllBytes(file));
    assertEquals(Set.of("file"), names());
  }
}
