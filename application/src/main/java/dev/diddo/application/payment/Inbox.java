package dev.diddo.application.payment;

import java.time.Instant;

/**
 * Verified messages of gateways, until they are applied. Those that were tried too often are left
 * aside, for people to look at.
 */
public interface Inbox extends Due<Gateways.Notice> {
  /** Stores a message; false if it was stored before. */
  boolean receive(Gateways.Notice notice, Instant at);

  /** Nothing more is to be done about it. */
  void done(Gateways.Notice notice);

  /** It could not be applied: to be tried again then. */
  void tryAgain(Gateways.Notice notice, Instant at);

  /**
   * Forgets messages that were received before this moment and are done or left aside; answers how
   * many it forgot.
   */
  int forget(Instant before, int atMost);
}
