package dev.diddo.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a data directory to one process. It ends with that process, however that ends. */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the directory, which is made if it is not there.
   *
   * @throws BadSettingException if somebody has it
   */
  static DirectoryLock take(Path directory) {
    try {
      var file = Files.createDirectories(directory).resolve("lock");
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new BadSettingException(
            "%s: %s is in use by a diddo that runs; end it, or choose another directory"
                .formatted(Config.DATA_DIR.name(), directory));
      }
      return new DirectoryLock(channel);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      // Held by the open channel.
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ourOwn) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      throw new UncheckedIOException(alreadyGone);
    }
  }
}
