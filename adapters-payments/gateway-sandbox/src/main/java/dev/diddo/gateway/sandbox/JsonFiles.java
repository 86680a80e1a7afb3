package dev.diddo.gateway.sandbox;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Records by name, a file each. A file is replaced whole, by an atomic move, so whoever reads it
 * finds one version or the next. Nothing is forced to the disk: a process that is killed loses
 * nothing, as the operating system has the bytes; a machine that loses its power may lose the last
 * seconds, which a provider without money can afford.
 *
 * @param <T> a record that JSON can carry
 */
final class JsonFiles<T> {
  private static final int STRIPES = 256; // two records seldom wait for each other
  private static final String ENDING = ".json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // an older version reads on
          .build();

  private final Path directory;
  private final Class<T> type;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

  JsonFiles(Path directory, Class<T> type) {
    this.directory = directory;
    this.type = type;
  }

  /** Does the work while nobody else of this process works under this name. */
  <R> R alone(String name, Supplier<R> work) {
    var lock = locks.get(Math.floorMod(name.hashCode(), STRIPES));
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  Optional<T> read(String name) {
    return read(file(name));
  }

  void write(String name, T value) {
    try {
      var fresh = Files.createDirectories(shard(name)).resolve(name + ".new");
      Files.write(fresh, JSON.writeValueAsBytes(value));
      Files.move(fresh, file(name), ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands over every record there is, in no order, each read when its turn comes. */
  void forEach(Consumer<T> reader) {
    if (Files.notExists(directory)) {
      return;
    }
    try (var files = Files.walk(directory, 2)) {
      files
          .filter(file -> file.toString().endsWith(ENDING))
          .forEach(file -> read(file).ifPresent(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<T> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return shard(name).resolve(name + ENDING);
  }

  /** One of 256 directories, so that none grows too large to list. */
  private Path shard(String name) {
    return directory.resolve(name.substring(0, 2));
  }
}
