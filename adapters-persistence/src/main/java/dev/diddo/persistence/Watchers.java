package dev.diddo.persistence;

import dev.diddo.application.OutageException;
import dev.diddo.application.cart.CartStatuses.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Those of this process who wait for carts to change. */
final class Watchers {
  /** Nothing is known of a cart yet. */
  private static final long NO_REVISION = -1;

  private final ConcurrentHashMap<CartKey, Waiting> carts = new ConcurrentHashMap<>();
  private final Semaphore room;

  Watchers(int atMost) {
    room = new Semaphore(atMost);
  }

  /**
   * All who wait for one cart.
   *
   * @param seen the revision that they were told of
   */
  private record Waiting(List<Runnable> watchers, long seen) {
    Waiting {
      watchers = List.copyOf(watchers);
    }
  }

  Watch add(CartKey cart, Runnable watcher) {
    if (!room.tryAcquire()) {
      throw new OutageException("Too many wait for carts to change");
    }
    // Its own identity, for somebody may watch twice by the same callback.
    Runnable mine = () -> watcher.run();
    carts.merge(
        cart,
        new Waiting(List.of(mine), NO_REVISION),
        (before, more) -> new Waiting(with(before.watchers(), mine), before.seen()));
    var closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        remove(cart, mine);
        room.release();
      }
    };
  }

  private static List<Runnable> with(List<Runnable> watchers, Runnable one) {
    var more = new ArrayList<>(watchers);
    more.add(one);
    return more;
  }

  private void remove(CartKey cart, Runnable watcher) {
    carts.computeIfPresent(
        cart,
        (_, waiting) -> {
          var left = waiting.watchers().stream().filter(w -> w != watcher).toList();
          return left.isEmpty() ? null : new Waiting(left, waiting.seen());
        });
  }

  Set<CartKey> watched() {
    return Set.copyOf(carts.keySet());
  }

  void tell(CartKey cart) {
    var waiting = carts.get(cart);
    if (waiting != null) {
      waiting.watchers().forEach(Runnable::run);
    }
  }

  /** Tells those who have not been told of this revision yet. */
  void tell(CartKey cart, long revision) {
    var before = see(cart, revision);
    if (before < revision) {
      tell(cart);
    }
  }

  /** They are about to know this revision: answers the one they know. */
  private long see(CartKey cart, long revision) {
    var before = new long[] {revision};
    carts.computeIfPresent(
        cart,
        (_, waiting) -> {
          before[0] = waiting.seen();
          return new Waiting(waiting.watchers(), Math.max(waiting.seen(), revision));
        });
    return before[0];
  }
}
