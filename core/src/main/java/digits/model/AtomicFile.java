package digits.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file whole or not at all: whoever stops the program never finds half of one. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes beside {@code file} first, waits for the disk, then takes the file's name. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // A link to a folder is one, but Java 17's createDirectories refuses it.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    // Not createTempFile: nobody but its owner may read what that makes.
    Path temporary = folder.resolve("." + file.getFileName() + "-" + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
