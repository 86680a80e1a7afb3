package dev.diddo.application.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What waits to be taken on, one gateway's apart from the others': none waits behind another's.
 *
 * @param <T> what is taken on
 */
public interface Due<T> {
  /** The gateways of which something is due that nobody has. */
  Set<String> gatewaysDue(Instant now);

  /**
   * Takes what is due of one gateway; until the lease ends nobody else gets it. What is stored but
   * cannot be read is told of and set aside for a while, so that it keeps nothing else waiting.
   *
   * @return the ones longest due, at most so many
   */
  List<T> claimDue(Instant now, String gateway, int atMost, Duration lease);
}
