package digits.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps other processes out of a folder. The system lets go of the lock when this process ends, in
 * whatever way; a file that is left behind means nothing.
 */
final class FolderLock implements AutoCloseable {
  static final String NAME = "training.lock";

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The lock; nothing if somebody else has it. */
  static Optional<FolderLock> take(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean taken = false;
      try {
        taken = channel.tryLock() != null;
      } catch (OverlappingFileLockException e) {
        // This process has it.
      }
      if (taken && Files.exists(file)) {
        return Optional.of(new FolderLock(file, channel));
      }
      channel.close();
      if (!taken) {
        return Optional.empty();
      }
      // Its owner removed it between our opening and locking it: that lock keeps nobody out.
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
