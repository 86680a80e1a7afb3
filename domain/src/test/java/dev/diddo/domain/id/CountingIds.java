package dev.diddo.domain.id;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids in ascending order, from 1. */
public final class CountingIds implements Ids {
  private final AtomicLong count = new AtomicLong();

  @Override
  public UUID next() {
    return new UUID(0x019a_b000_0000_7000L, 0x8000_0000_0000_0000L | count.incrementAndGet());
  }
}
