package dev.diddo.domain.dashboard;

import dev.diddo.domain.organization.Operator;
import java.time.Duration;
import java.time.Instant;

/**
 * An operator who has signed in, in one browser.
 *
 * @param operator as they are now: whoever loses a role loses it at once
 * @param seenAt when they did something last, give or take {@link #SEEN_EVERY}
 */
public record OperatorSession(Operator operator, Instant begunAt, Instant seenAt) {
  /** Whoever left their desk for so long is signed out. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  /** A shift; after it everybody signs in again. */
  public static final Duration LONGEST = Duration.ofHours(12);

  /** So that not every click writes a row. */
  public static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  public boolean isOver(Instant now) {
    return !now.isBefore(seenAt.plus(IDLE)) || !now.isBefore(begunAt.plus(LONGEST));
  }

  /** Whether it was last seen so long ago that it is worth writing down. */
  public boolean isToBeSeen(Instant now) {
    return !now.isBefore(seenAt.plus(SEEN_EVERY));
  }
}
