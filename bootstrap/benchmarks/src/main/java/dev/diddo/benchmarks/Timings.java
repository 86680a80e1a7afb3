package dev.diddo.benchmarks;

import java.time.Duration;
import java.util.List;

/** How long each of many took, shortest first, and how long all of them together. */
record Timings(List<Duration> each, Duration all) {

  Timings {
    if (each.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
    each = each.stream().sorted().toList();
  }

  /** The time within which this share of them ended, in milliseconds; 0 to 1. */
  double millis(double share) {
    int rank = (int) Math.ceil(share * each.size());
    return each.get(Math.max(1, rank) - 1).toNanos() / 1e6;
  }

  double perSecond() {
    return each.size() * 1e9 / all.toNanos();
  }
}
