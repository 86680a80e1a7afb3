package dev.diddo.bootstrap;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes on without being asked for. A round that fails is logged and the next one is tried: the
 * database may be away for a while.
 */
final class BackgroundWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(2, Thread.ofVirtual().name("background-", 0).factory());
  private final Duration patience;

  /**
   * @param patience how long the end of a round under way is waited for
   */
  BackgroundWork(Duration patience) {
    this.patience = patience;
  }

  /** Runs this again and again, with this pause in between; never twice at once. */
  void every(Duration pause, String name, Runnable round) {
    var _ =
        executor.scheduleWithFixedDelay(
            () -> run(name, round), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void run(String name, Runnable round) {
    try {
      round.run();
    } catch (RuntimeException failed) {
      LOG.atWarn()
          .addKeyValue("work", name)
          .setCause(failed)
          .log("A round of background work failed");
    }
  }

  /** Begins no further round and waits for those under way. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      executor.shutdownNow();
    }
  }
}
