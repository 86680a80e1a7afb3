package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.sandbox.Delivery.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells the checkout what happened, as often as it takes: until it is acknowledged by a 2xx, or the
 * tries are used up. What is left to tell is in the {@link Ledger}, so a restart goes on with it;
 * here are only the names of payments, and of those a limited number.
 */
final class Notifier implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Notifier.class.getName());

  /** How long to wait before each try: ten of them within about ten minutes. */
  static final List<Duration> DELAYS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(12),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(3),
          Duration.ofMinutes(4));

  private static final int THREADS = 4; // the checkout is near and answers at once
  private static final int MAX_IN_HAND = 10_000; // names; what is beyond waits in the ledger
  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Delivery delivery;
  private final List<Duration> delays;
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor threads;

  Notifier(Ledger ledger, Delivery delivery, List<Duration> delays) {
    this.ledger = ledger;
    this.delivery = delivery;
    this.delays = List.copyOf(delays);
    this.threads =
        new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().daemon().name("sandbox-notifier-", 1).factory());
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    var _ = threads.scheduleWithFixedDelay(this::sweep, 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** This payment has something to tell. Returns at once; what finds no room here is swept up. */
  void wake(String name) {
    if (inHand.size() < MAX_IN_HAND && inHand.add(name)) {
      tryLater(name, 0);
    }
  }

  /** Afterwards nothing is written any more. What was under way is told after the next start. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "The sandbox's notifier does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    try {
      ledger.undelivered(MAX_IN_HAND).forEach(this::wake);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The sandbox could not read what is left to tell", e);
    }
  }

  private void tryLater(String name, int tries) {
    try {
      // What an attempt throws it reports itself.
      var _ =
          threads.schedule(
              () -> attempt(name, tries), delays.get(tries).toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The sandbox is closed: the next start tells {0}", name);
    }
  }

  private void attempt(String name, int tries) {
    try {
      if (tellAll(name)) {
        ledger.allTold(name);
        letGo(name);
      } else {
        again(name, tries);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: the next start goes on
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The sandbox could not tell of " + name, e);
      again(name, tries);
    }
  }

  /** Oldest first; the next waits until the one before is acknowledged. */
  private boolean tellAll(String name) throws InterruptedException {
    for (var next = next(name); next.isPresent(); next = next(name)) {
      var event = next.get().undelivered().getFirst();
      if (!delivery.bring(Message.of(next.get(), event))) {
        return false;
      }
      ledger.change(name, payment -> payment.delivered(event.id()));
    }
    return true;
  }

  private Optional<Payment> next(String name) {
    return ledger.find(name).filter(payment -> !payment.undelivered().isEmpty());
  }

  private void again(String name, int tries) {
    if (threads.isShutdown()) {
      return; // it failed because we end: the next start tells it
    }
    if (tries + 1 < delays.size()) {
      tryLater(name, tries + 1);
      return;
    }
    LOG.log(Level.WARNING, "The sandbox gives up telling of {0}: nobody acknowledged it", name);
    try {
      ledger.change(name, Payment::nothingToTell);
    } finally {
      inHand.remove(name);
    }
  }

  /** After letting go, what was added in the meantime is picked up again. */
  private void letGo(String name) {
    inHand.remove(name);
    if (next(name).isPresent()) {
      wake(name);
    }
  }
}
