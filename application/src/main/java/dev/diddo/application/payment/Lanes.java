package dev.diddo.application.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Work of one kind, in a lane for each gateway: one that hangs fills its own lane, and nobody waits
 * for it. What is under way here is not begun a second time, whatever became of its lease.
 */
final class Lanes<T> {
  /** Of one gateway at once: below what it may be asked at all, so that buyers get through. */
  private static final int WIDTH = 50;

  private final Due<T> due;
  private final Duration lease;
  private final Function<T, Object> identity;
  private final Consumer<T> work;
  private final ExecutorService threads;
  private final Map<String, Set<Object>> underWay = new HashMap<>();

  /**
   * @param lease longer than the work may take
   * @param identity by which what is claimed again is known
   */
  Lanes(
      Due<T> due,
      Duration lease,
      Function<T, Object> identity,
      Consumer<T> work,
      ExecutorService threads) {
    this.due = due;
    this.lease = lease;
    this.identity = identity;
    this.work = work;
    this.threads = threads;
  }

  /**
   * Begins what is due, as far as each gateway has room, and waits for none of it.
   *
   * @param failed hears of what fails, from any thread
   */
  List<Future<?>> begin(Instant now, Consumer<Throwable> failed) {
    var begun = new ArrayList<Future<?>>();
    for (var gateway : due.gatewaysDue(now)) {
      int room = WIDTH - underWay(gateway);
      if (room > 0) {
        for (var one : due.claimDue(now, gateway, room, lease)) {
          begin(gateway, one, failed).ifPresent(begun::add);
        }
      }
    }
    return List.copyOf(begun);
  }

  private Optional<Future<?>> begin(String gateway, T one, Consumer<Throwable> failed) {
    return enter(gateway, one)
        ? Optional.of(threads.submit(() -> run(gateway, one, failed)))
        : Optional.empty();
  }

  private void run(String gateway, T one, Consumer<Throwable> failed) {
    try {
      work.accept(one);
    } catch (Throwable its) { // also a bug: it ends this one, and is heard of
      failed.accept(its);
    } finally {
      leave(gateway, one);
    }
  }

  private synchronized int underWay(String gateway) {
    return underWay.getOrDefault(gateway, Set.of()).size();
  }

  private synchronized boolean enter(String gateway, T one) {
    return underWay.computeIfAbsent(gateway, _ -> new HashSet<>()).add(identity.apply(one));
  }

  private synchronized void leave(String gateway, T one) {
    underWay.getOrDefault(gateway, new HashSet<>()).remove(identity.apply(one));
  }
}
