package dev.diddo.bootstrap;

import dev.diddo.persistence.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL of the service's own, below its data directory and on loopback. For a first look and
 * for a single machine; it is as durable as any other PostgreSQL.
 */
final class EmbeddedDatabase implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final String MAX_CONNECTIONS = "100";

  private final EmbeddedPostgres postgres;
  private final DirectoryLock lock;

  private EmbeddedDatabase(EmbeddedPostgres postgres, DirectoryLock lock) {
    this.postgres = postgres;
    this.lock = lock;
  }

  /**
   * Starts it. One that a killed service left running is ended first: its data are taken over.
   *
   * @throws BadSettingException if a process that lives keeps a database on this directory
   */
  static EmbeddedDatabase start(Path dataDir) {
    var lock = DirectoryLock.take(dataDir);
    try {
      // Ours alone now: a database that runs here has nobody any more.
      running(dataDir).ifPresent(left -> end(left.process()));
      return new EmbeddedDatabase(postgres(dataDir), lock);
    } catch (IOException unusable) {
      lock.close();
      throw new UncheckedIOException(
          "The embedded PostgreSQL did not start; see " + log(dataDir), unusable);
    }
  }

  private static EmbeddedPostgres postgres(Path dataDir) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(Files.createDirectories(directory(dataDir)))
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(START)
        // Made for tests, the library trades durability for speed. Money wants it back.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", MAX_CONNECTIONS)
        // A new database is filled within its first minute: plan by what it holds by then.
        .setServerConfig("autovacuum_naptime", "5s")
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log(dataDir)))
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log(dataDir)))
        .start();
  }

  /** Whether there is a database in this data directory, running or not. */
  static boolean isThere(Path dataDir) {
    return Files.exists(directory(dataDir).resolve("PG_VERSION"));
  }

  /** The URL of the database that runs on this data directory, if one does. */
  static Optional<DatabaseUrl> urlOfRunning(Path dataDir) {
    return running(dataDir).map(running -> url(running.port()));
  }

  DatabaseUrl url() {
    return url(postgres.getPort());
  }

  @Override
  public void close() {
    try (lock) {
      postgres.close();
    } catch (IOException alreadyGone) {
      throw new UncheckedIOException(alreadyGone);
    }
  }

  private record Running(ProcessHandle process, int port) {}

  /** What the postmaster's own file says, if its process still serves this directory. */
  private static Optional<Running> running(Path dataDir) {
    var pidFile = directory(dataDir).resolve("postmaster.pid");
    try {
      List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
      // The format is PostgreSQL's: process id first, port on the fourth line.
      return lines.size() < 4
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
              .filter(ProcessHandle::isAlive)
              .filter(process -> serves(process, directory(dataDir)))
              .map(process -> new Running(process, Integer.parseInt(lines.get(3).strip())));
    } catch (IOException | NumberFormatException unreadable) {
      return Optional.empty();
    }
  }

  /** A process id may have been given to somebody else since. */
  private static boolean serves(ProcessHandle process, Path directory) {
    var workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      return !Files.exists(workingDirectory)
          ? process.info().command().filter(command -> command.contains("postgres")).isPresent()
          : workingDirectory.toRealPath().equals(directory.toRealPath());
    } catch (IOException hidden) {
      return false;
    }
  }

  private static void end(ProcessHandle postmaster) {
    postmaster.destroy();
    try {
      postmaster.onExit().get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException slow) {
      postmaster.destroyForcibly();
      postmaster.onExit().join();
    }
  }

  private static Path directory(Path dataDir) {
    return dataDir.resolve("postgres");
  }

  private static File log(Path dataDir) {
    return dataDir.resolve("postgres.log").toFile();
  }

  private static DatabaseUrl url(int port) {
    return DatabaseUrl.parse("postgresql://postgres@127.0.0.1:" + port + "/postgres");
  }
}
