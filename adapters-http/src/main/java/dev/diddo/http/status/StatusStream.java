package dev.diddo.http.status;

import dev.diddo.application.OutageException;
import dev.diddo.application.cart.CartStatuses;
import dev.diddo.http.EventSink;
import dev.diddo.http.EventSource;
import dev.diddo.http.status.StatusEndpoints.Told;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells one client of every change of one cart, until nothing can change any more. */
final class StatusStream implements EventSource {
  private final Supplier<Optional<Told>> status;
  private final Function<Runnable, CartStatuses.Watch> watching;
  private final Semaphore changes = new Semaphore(0);
  private String lastSeen;
  private volatile boolean stopped;

  /**
   * @param status what is to be told now; empty if the cart is there no more
   * @param watching begins to call back after changes
   * @param lastSeen the tag of what the client knows already; empty if nothing
   */
  StatusStream(
      Supplier<Optional<Told>> status,
      Function<Runnable, CartStatuses.Watch> watching,
      String lastSeen) {
    this.status = status;
    this.watching = watching;
    this.lastSeen = lastSeen;
  }

  @Override
  public AutoCloseable start(EventSink sink) {
    // Watched before it is first read, so that no change falls between.
    var watch = watching.apply(changes::release);
    Thread.ofVirtual().name("status-stream").start(() -> tell(sink));
    return () -> {
      stopped = true;
      changes.release();
      watch.close();
    };
  }

  private void tell(EventSink sink) {
    try {
      boolean more = true;
      while (more && !stopped) {
        more = tellOnce(sink);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (OutageException away) {
      // The client comes back and asks anew.
    } finally {
      sink.end();
    }
  }

  private boolean tellOnce(EventSink sink) throws InterruptedException {
    var told = status.get();
    if (told.isEmpty()) {
      return false;
    }
    var now = told.get();
    if (!now.tag().equals(lastSeen)) {
      lastSeen = now.tag();
      sink.send(now.tag(), "status", now.text());
    }
    if (now.isLast()) {
      return false;
    }
    boolean _ = changes.tryAcquire(now.lookAgain().toMillis() + 1, TimeUnit.MILLISECONDS);
    changes.drainPermits();
    return true;
  }
}
