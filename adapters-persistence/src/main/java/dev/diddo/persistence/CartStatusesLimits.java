package dev.diddo.persistence;

import java.time.Duration;

/**
 * How much is remembered of carts that somebody waits for.
 *
 * @param carts at most so many are remembered; the least asked for are forgotten first
 * @param watchers at most so many wait at once; the next one is turned away
 * @param memory how long a cart is remembered that nobody asks for
 * @param look how often other processes' changes are looked for, while there is anything to look
 *     for
 */
public record CartStatusesLimits(int carts, int watchers, Duration memory, Duration look) {

  /** A remembered cart takes some 10 KB. A change shows within a second, looked for twice in it. */
  public static final CartStatusesLimits DEFAULT =
      new CartStatusesLimits(20_000, 20_000, Duration.ofSeconds(60), Duration.ofMillis(500));
}
