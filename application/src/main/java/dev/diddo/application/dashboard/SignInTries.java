package dev.diddo.application.dashboard;

import java.time.Duration;
import java.time.Instant;

/** Counts who tries to sign in how often, for all processes together. */
public interface SignInTries {
  /** Tries are counted together from the first one on for so long. */
  Duration WINDOW = Duration.ofMinutes(15);

  /**
   * Counts one more.
   *
   * @param who a hash, so that nothing is kept of what strangers type
   */
  Counted count(String who, Instant now);

  /**
   * @param tries with this one
   * @param since the first of them
   */
  record Counted(int tries, Instant since) {}

  /** Takes one back that was counted so, for nobody looked at it. */
  void giveBack(String who, Counted counted);

  /** They are who they said. */
  void clear(String who);

  /** Forgets those whose time is over; answers how many it forgot. */
  int forget(Instant now, int atMost);
}
