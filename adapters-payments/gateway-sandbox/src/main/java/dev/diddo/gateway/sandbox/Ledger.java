package dev.diddo.gateway.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The provider's books: a file for each payment, kept outside the checkout's database as a real
 * provider's would be. {@link SandboxLedger} reads them for auditors.
 *
 * <p>Beside the payments, {@code undelivered} has an empty file for each payment that may have
 * something to tell. It is made before the payment is written and removed after, so that a restart
 * finds what is left to tell without reading every payment there ever was.
 */
final class Ledger {
  private final JsonFiles<Payment> payments;
  private final Path undelivered;
  private final InstantSource clock;

  Ledger(Path directory, InstantSource clock) throws IOException {
    this.payments = payments(directory);
    this.undelivered = Files.createDirectories(directory.resolve("undelivered"));
    this.clock = clock;
  }

  /** Where the payments of these books are. */
  static JsonFiles<Payment> payments(Path directory) {
    return new JsonFiles<>(directory.resolve("payments"), Payment.class);
  }

  /** The payment that is kept under this name, else the given one, kept from now on. */
  Payment findOrOpen(String name, Supplier<Payment> opened) {
    return payments.alone(
        name,
        () -> {
          var found = payments.read(name);
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
    return payments.alone(
        name, () -> payments.read(name).map(payment -> replace(name, payment, move)));
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
    payments.alone(
        name,
        () -> {
          if (payments.read(name).map(payment -> payment.undelivered().isEmpty()).orElse(true)) {
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

  private void write(String name, Payment payment) {
    var mark = undelivered.resolve(name);
    try {
      if (!payment.undelivered().isEmpty() && Files.notExists(mark)) {
        Files.write(mark, new byte[0]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    payments.write(name, payment);
    if (payment.undelivered().isEmpty()) {
      unmark(name);
    }
  }

  private void unmark(String name) {
    try {
      Files.deleteIfExists(undelivered.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
