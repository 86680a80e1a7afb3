package dev.diddo.application.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Verified messages of gateways, until they are applied. */
public interface Inbox {
  /** Stores a message; false if it was stored before. */
  boolean receive(Gateways.Notice notice, Instant at);

  /** Nothing more is to be done about it. */
  void done(Gateways.Notice notice);

  /** It could not be applied: to be tried again then. */
  void tryAgain(Gateways.Notice notice, Instant at);

  /**
   * Takes messages that wait; until the lease ends nobody else gets them. Messages that were tried
   * too often are left aside, for people to look at.
   */
  List<Gateways.Notice> claimDue(Instant now, int atMost, Duration lease);

  /**
   * Forgets messages that were received before this moment and are done or left aside; answers how
   * many it forgot.
   */
  int forget(Instant before, int atMost);
}
