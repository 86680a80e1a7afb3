package dev.diddo.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one request was counted for. Used by one thread. */
final class Quota {
  private final RateLimits limits;
  private final String address;
  private final List<RateLimits.Standing> standings = new ArrayList<>();

  /**
   * @param address of the client
   */
  Quota(RateLimits limits, String address) {
    this.limits = limits;
    this.address = address;
  }

  /**
   * Counts nothing.
   *
   * @throws RefusedException if one more would be too many
   */
  void lookByAddress(Limit limit) {
    var standing = limits.look(limit, address);
    if (!standing.allowed()) {
      throw new RefusedException(standing.problem());
    }
  }

  void takeByAddress(Limit limit) {
    take(limit, address);
  }

  /**
   * Counts one more.
   *
   * @throws RefusedException if it is one too many
   */
  void take(Limit limit, String who) {
    if (limits.isOff()) {
      return;
    }
    var standing = limits.take(limit, who);
    standings.add(standing);
    if (!standing.allowed()) {
      throw new RefusedException(standing.problem());
    }
  }

  /** Tells how the client stands with the tightest of the limits. */
  Reply shownOn(Reply reply) {
    return standings.stream()
        .min(Comparator.comparingLong(RateLimits.Standing::remaining))
        .map(
            standing ->
                reply
                    .header("RateLimit", standing.header())
                    .header("RateLimit-Policy", standing.policyHeader()))
        .orElse(reply);
  }
}
