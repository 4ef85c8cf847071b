package digits.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the picture files that a command line names. */
final class PictureFiles {
  private static final List<String> ENDINGS =
      List.of(".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp");

  private static final int BATCH = 64;
  private static final long BATCH_BYTES = 256 << 10;

  private PictureFiles() {}

  /** Files as they are named; of folders the pictures at any depth, in the order of their names. */
  static List<Path> of(List<Path> named) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        files.addAll(below(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  /** The pictures in a folder at any depth, in the order of their names. */
  static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(PictureFiles::isPicture).sorted().toList();
    } catch (UncheckedIOException e) {
      throw new Failure(folder + ": cannot be searched for pictures: " + e.getCause());
    }
  }

  /**
   * Files that are worth reading together: small ones by the dozen, so that their digits go through
   * the network together, large ones alone.
   */
  static List<List<Path>> batches(List<Path> files) {
    List<List<Path>> batches = new ArrayList<>();
    List<Path> batch = new ArrayList<>();
    long bytes = 0;
    for (Path file : files) {
      batch.add(file);
      bytes += file.toFile().length();
      if (batch.size() == BATCH || bytes > BATCH_BYTES) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && ENDINGS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }
}
