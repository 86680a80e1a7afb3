package dev.diddo.gateway.host;

import java.time.Duration;

/**
 * When a gateway that does not answer is left alone.
 *
 * @param after so many calls in a row that nobody answered
 * @param pause before one call is let through to see whether it answers again
 * @param longestPause the most that a provider's own wish to be left alone is granted
 */
public record BreakerLimits(int after, Duration pause, Duration longestPause) {
  public BreakerLimits {
    if (after < 1 || pause.isNegative() || longestPause.compareTo(pause) < 0) {
      throw new IllegalArgumentException("Limits that make no sense");
    }
  }
}
