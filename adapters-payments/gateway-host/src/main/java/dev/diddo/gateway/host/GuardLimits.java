package dev.diddo.gateway.host;

import java.time.Duration;

/**
 * How much of the service one gateway may take.
 *
 * @param atOnce calls to one gateway; a call that hangs counts until it really ends
 * @param patience how long a call waits for others to end before it is given up unmade
 * @param deadline how long a call may take before its answer is not waited for any more
 * @param breaker when calls are not made at all
 */
public record GuardLimits(int atOnce, Duration patience, Duration deadline, BreakerLimits breaker) {
  public GuardLimits {
    if (atOnce < 1 || patience.isNegative() || !deadline.isPositive()) {
      throw new IllegalArgumentException("Limits that let no call through");
    }
  }

  /** How long a caller may wait for one call at most. */
  public Duration longestCall() {
    return patience.plus(deadline);
  }
}
