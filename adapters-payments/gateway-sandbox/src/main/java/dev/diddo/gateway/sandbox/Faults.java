package dev.diddo.gateway.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What was ordered to go wrong, counted. In memory only: a restart behaves well. For many threads
 * at once.
 */
final class Faults {
  static final int MAX_ORDERS = 100; // a test needs a handful; each call looks at all of them
  private static final int MAX_REPLAYED = 10_000; // keys

  private final List<Order> orders = new ArrayList<>();
  private final Set<String> replayed = new LinkedHashSet<>();

  /** A fault with its counters. */
  static final class Order {
    private final Fault fault;
    private final CountDownLatch cleared = new CountDownLatch(1);
    private int seen;
    private int done;

    private Order(Fault fault) {
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }

    /** Waits until this time is over, or the order is cleared. */
    void hang(Duration time) throws InterruptedException {
      var _ = cleared.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isSpent() {
      return done >= fault.times();
    }
  }

  /**
   * @param seen calls that the fault could have been for
   * @param done calls that went wrong by it
   */
  record Counted(Fault fault, int seen, int done) {}

  /** Takes an order; answers false if there are too many that still wait for their call. */
  synchronized boolean add(Fault fault) {
    if (orders.size() >= MAX_ORDERS) {
      orders.removeIf(Order::isSpent);
    }
    if (orders.size() >= MAX_ORDERS) {
      return false;
    }
    // a provider that is down is so before anything else
    var first = fault.misbehaviour() == Misbehaviour.DOWN;
    orders.add(first ? 0 : orders.size(), new Order(fault));
    return true;
  }

  synchronized List<Counted> list() {
    return orders.stream().map(it -> new Counted(it.fault, it.seen, it.done)).toList();
  }

  /**
   * Forgets this order, or all of them if none is named, and lets go what hangs by them.
   *
   * @return whether there was anything to forget
   */
  synchronized boolean clear(String id) {
    if (id.isEmpty()) {
      replayed.clear();
    }
    orders.stream().filter(it -> named(it, id)).forEach(it -> it.cleared.countDown());
    return orders.removeIf(it -> named(it, id));
  }

  /** The order by which this call goes wrong, if there is one: the oldest that is due. */
  synchronized Optional<Order> next(Operation operation, String reference) {
    var due = Optional.<Order>empty();
    for (var order : orders) {
      if (order.fault.concerns(operation, reference)) {
        order.seen++;
        if (due.isEmpty() && order.seen >= order.fault.nth() && !order.isSpent()) {
          due = Optional.of(order);
        }
      }
    }
    due.ifPresent(order -> order.done++);
    return due;
  }

  synchronized boolean isDown() {
    return orders.stream().anyMatch(it -> it.fault.misbehaviour() == Misbehaviour.DOWN);
  }

  /** From now on this key is answered with the failure that it was answered with. */
  synchronized void replay(Operation operation, String key) {
    if (replayed.size() < MAX_REPLAYED) {
      replayed.add(operation + " " + key);
    }
  }

  synchronized boolean isReplayed(Operation operation, String key) {
    return replayed.contains(operation + " " + key);
  }

  private static boolean named(Order order, String id) {
    return id.isEmpty() || order.fault.id().equals(id);
  }
}
