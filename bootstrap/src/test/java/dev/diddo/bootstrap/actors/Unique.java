package dev.diddo.bootstrap.actors;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names that no other test of this run, nor an earlier one on the same data, has used. */
public final class Unique {
  private static final AtomicLong NEXT =
      new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40));

  private Unique() {}

  public static String name(String prefix) {
    return prefix + "-" + Long.toString(NEXT.incrementAndGet(), 36).toLowerCase(Locale.ROOT);
  }
}
