package dev.diddo.bootstrap;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does at once what was acknowledged and need not be waited for. What does not fit is refused, and
 * what fails is left to the background work: it is stored.
 */
final class Afterwards implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);

  private final Semaphore permits;

  Afterwards(int atOnce) {
    this.permits = new Semaphore(atOnce);
  }

  /**
   * @throws RejectedExecutionException if enough is under way
   */
  @Override
  public void execute(Runnable work) {
    if (!permits.tryAcquire()) {
      throw new RejectedExecutionException("Enough is under way");
    }
    Thread.ofVirtual().name("afterwards").start(() -> run(work));
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failed) {
      LOG.atWarn().setCause(failed).log("A stored notification is left to the background work");
    } finally {
      permits.release();
    }
  }
}
