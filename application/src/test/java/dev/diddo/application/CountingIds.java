package dev.diddo.application;

import dev.diddo.domain.id.Ids;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids in ascending order. They never repeat within a process, so that tests may share a database
 * and whatever remembers its rows.
 */
public final class CountingIds implements Ids {
  private static final long FIRST = 0x019a_b000_0000_7000L;
  private static final AtomicLong COUNT = new AtomicLong(0x8000_0000_0000_0000L);

  @Override
  public UUID next() {
    return new UUID(FIRST, COUNT.incrementAndGet());
  }
}
