package dev.diddo.gateway.memory;

import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The provider's own books. */
final class Books {
  private final Map<String, Entry> byReference = new ConcurrentHashMap<>();
  private final Map<String, Entry> byId = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  /** How far a payment is. */
  enum Status {
    OPEN,
    AUTHORISED,
    CAPTURED,
    DECLINED,
    CANCELLED
  }

  /**
   * Money that moved, or did not.
   *
   * @param of the transfer that a reversal is of
   */
  record Movement(String id, Optional<String> key, Money amount, boolean made, String of) {}

  /** One payment. Whoever changes it holds its lock. */
  static final class Entry {
    final String id;
    final PaymentRequest request;
    Status status = Status.OPEN;
    Money captured;
    boolean disputed;
    final Map<String, Movement> refunds = new LinkedHashMap<>();
    final Map<String, Movement> transfers = new LinkedHashMap<>();
    final Map<String, Movement> reversals = new LinkedHashMap<>();

    Entry(String id, PaymentRequest request) {
      this.id = id;
      this.request = request;
      this.captured = new Money(0, request.amount().currency());
    }

    synchronized void expire(Instant now) {
      if (status == Status.OPEN && now.isAfter(request.expiresAt())) {
        status = Status.CANCELLED;
      }
    }

    /** What is left of an amount after these. */
    static long left(long amount, Iterable<Movement> movements) {
      for (var movement : movements) {
        amount -= movement.made() ? movement.amount().minorUnits() : 0;
      }
      return amount;
    }
  }

  String newId(String prefix) {
    return prefix + ids.incrementAndGet();
  }

  Entry findOrOpen(PaymentRequest request) {
    return byReference.computeIfAbsent(request.reference(), _ -> entry(request));
  }

  /** Opens it, whether or not there is one. */
  Entry openAnother(PaymentRequest request) {
    var entry = entry(request);
    byReference.put(request.reference(), entry);
    return entry;
  }

  private Entry entry(PaymentRequest request) {
    var entry = new Entry(newId("pay_"), request);
    byId.put(entry.id, entry);
    return entry;
  }

  Optional<Entry> find(PaymentReference reference) {
    return Optional.ofNullable(byReference.get(reference.reference()));
  }

  Entry findById(String id) {
    return byId.get(id);
  }

  List<Entry> all() {
    return new ArrayList<>(byReference.values());
  }
}
