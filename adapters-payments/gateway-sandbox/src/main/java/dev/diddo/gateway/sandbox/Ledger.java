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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The provider's books: a file for each payment, kept outside the checkout's database as a real
 * provider's would be.
 *
 * <p>A file is replaced whole, by an atomic move. Nothing is forced to the disk: a process that is
 * killed loses nothing, as the operating system has the bytes; a machine that loses its power may
 * lose the last seconds, which a provider without money can afford.
 *
 * <p>Beside the payments, {@code undelivered} has an empty file for each payment that may have
 * something to tell. It is made before the payment is written and removed after, so that a restart
 * finds what is left to tell without reading every payment there ever was.
 */
final class Ledger {
  private static final int STRIPES = 256; // two payments seldom wait for each other

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // an older version reads on
          .build();

  private final Path payments;
  private final Path undelivered;
  private final InstantSource clock;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

  Ledger(Path directory, InstantSource clock) throws IOException {
    this.payments = Files.createDirectories(directory.resolve("payments"));
    this.undelivered = Files.createDirectories(directory.resolve("undelivered"));
    this.clock = clock;
  }

  /** The payment that is kept under this name, else the given one, kept from now on. */
  Payment findOrOpen(String name, Supplier<Payment> opened) {
    return locked(
        name,
        () -> {
          var found = read(name);
          if (found.isPresent()) {
            return replace(name, found.get(), UnaryOperator.identity());
          }
          var payment = opened.get();
          write(name, payment);
          return payment;
        });
  }

  /** Makes the move and answers the payment after it; empty if there is no such payment. */
  Optional<Payment> change(String name, UnaryOperator<Payment> move) {
    return locked(name, () -> read(name).map(payment -> replace(name, payment, move)));
  }

  /** The payment as it is now. */
  Optional<Payment> find(String name) {
    return change(name, UnaryOperator.identity());
  }

  /** Names of payments that may have something to tell; at most so many, in no order. */
  List<String> undelivered(int limit) {
    var names = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(undelivered)) {
      for (var file : files) {
        if (names.size() == limit) {
          break;
        }
        names.add(String.valueOf(file.getFileName()));
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets that a payment had something to tell, if it has nothing. */
  void allTold(String name) {
    locked(
        name,
        () -> {
          if (read(name).map(payment -> payment.undelivered().isEmpty()).orElse(true)) {
            unmark(name);
          }
          return name;
        });
  }

  private Payment replace(String name, Payment before, UnaryOperator<Payment> move) {
    var after = move.apply(before.asOf(clock.instant()));
    if (!after.equals(before)) {
      write(name, after);
    }
    return after;
  }

  private Optional<Payment> read(String name) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file(name)), Payment.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, Payment payment) {
    var mark = undelivered.resolve(name);
    try {
      if (!payment.undelivered().isEmpty() && Files.notExists(mark)) {
        Files.write(mark, new byte[0]);
      }
      var fresh = Files.createDirectories(shard(name)).resolve(name + ".new");
      Files.write(fresh, JSON.writeValueAsBytes(payment));
      Files.move(fresh, file(name), ATOMIC_MOVE);
      if (payment.undelivered().isEmpty()) {
        unmark(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void unmark(String name) {
    try {
      Files.deleteIfExists(undelivered.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return shard(name).resolve(name + ".json");
  }

  /** One of 256 directories, so that none grows too large to list. */
  private Path shard(String name) {
    return payments.resolve(name.substring(0, 2));
  }

  private <T> T locked(String name, Supplier<T> work) {
    var lock = locks.get(Math.floorMod(name.hashCode(), STRIPES));
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
