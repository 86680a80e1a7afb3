package dev.diddo.bootstrap;

import dev.diddo.application.webhook.DeliverMessages;
import dev.diddo.application.webhook.Deliveries.Claimed;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due: at once when something was stored here, and looks every now and then for what
 * others have stored. What is not finished when the service ends is sent again by whoever comes
 * next.
 */
final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** A crowd rings without end; so often it is listened to where nothing was due. */
  private static final Duration BREATH = Duration.ofMillis(20);

  /** A receiver that is slow does not hold up our end: it is told again. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final DeliverMessages deliverMessages;
  private final Bell bell;
  private final int atOnce;
  private final Semaphore places;
  private final Duration every;
  private final Duration lease;
  private final Thread rounds = Thread.ofVirtual().name("courier").unstarted(this::run);
  private volatile boolean ending;

  Courier(DeliverMessages deliverMessages, Bell bell, int atOnce, Duration every, Duration lease) {
    this.deliverMessages = deliverMessages;
    this.bell = bell;
    this.atOnce = atOnce;
    this.places = new Semaphore(atOnce);
    this.every = every;
    this.lease = lease;
  }

  void start() {
    rounds.start();
  }

  private void run() {
    try {
      while (!ending) {
        if (!claimsSome()) {
          Thread.sleep(BREATH);
          bell.await(every);
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean claimsSome() throws InterruptedException {
    int free = places.availablePermits();
    if (free == 0) {
      return false; // whoever is done rings
    }
    try {
      var claimed = deliverMessages.claim(free, lease);
      claimed.forEach(this::begin);
      return !claimed.isEmpty();
    } catch (RuntimeException failed) {
      // Also what is no outage: whoever sends for everybody goes on.
      LOG.atWarn().setCause(failed).log("Nobody could be told of anything");
      Thread.sleep(every);
      return false;
    }
  }

  /** There is a place: only this thread takes them. */
  private void begin(Claimed claimed) {
    places.acquireUninterruptibly();
    Thread.ofVirtual().name("deliver").start(() -> deliver(claimed));
  }

  private void deliver(Claimed claimed) {
    try {
      deliverMessages.deliver(claimed);
    } catch (RuntimeException failed) {
      LOG.atWarn()
          .addKeyValue("delivery", claimed.delivery().id().text())
          .setCause(failed)
          .log("A delivery is left to the next who claims it");
    } finally {
      places.release();
      bell.ring(); // for the next of its cart, or whoever waits for a place
    }
  }

  /** Begins nothing more and waits for what is under way. */
  @Override
  public void close() {
    ending = true;
    bell.ring();
    try {
      if (rounds.getState() != Thread.State.NEW) {
        rounds.join(PATIENCE);
      }
      if (!places.tryAcquire(atOnce, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atInfo().log("Some deliveries are left to whoever comes next");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
