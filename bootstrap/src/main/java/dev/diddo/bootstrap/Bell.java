package dev.diddo.bootstrap;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes somebody who waits; however often it was rung meanwhile, that is once. */
final class Bell {
  private final Semaphore rung = new Semaphore(0);

  void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Returns when it is rung, or was since the last time, and after this time in any case. */
  void await(Duration patience) throws InterruptedException {
    var _ = rung.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    rung.drainPermits();
  }
}
