package dev.diddo.persistence;

import java.time.Duration;

/**
 * How many share a commit, and how long they wait for that.
 *
 * @param window how long the first one waits for others: what a lone caller pays
 * @param batch at most so many share one
 * @param weight no more join once so much is together, for a few large rows are as slow as many
 *     small
 * @param atOnce at most so many commits are under way
 * @param waiting at most so many callers wait; the next one is turned away at once
 * @param patience how long one of them waits in all
 */
public record GroupCommitLimits(
    Duration window, int batch, int weight, int atOnce, int waiting, Duration patience) {

  /**
   * A full stadium is let in within a few seconds; whoever waits longer is told to come back.
   * Weighed are lines of carts, some 600 bytes each: about a megabyte makes a commit.
   */
  public static final GroupCommitLimits DEFAULT =
      new GroupCommitLimits(Duration.ofMillis(2), 200, 2_000, 2, 8_000, Duration.ofSeconds(4));
}
