package dev.diddo.gateway.stripe;

import java.time.Duration;

/**
 * Bounds of the calls to Stripe, each with its reason beside it.
 *
 * @param connect how long a connection may take to be there
 * @param answer how long one call may take from its start to the last byte of its answer
 * @param answerBytes how long an answer may be
 * @param pauses how often a call waits for an earlier one with the same key, a little longer each
 *     time
 * @param firstPause how long it waits the first time; twice as long each further time
 * @param window how far back payments whose id never reached us are listed
 * @param authorised how far back intents are listed where they cannot be searched
 * @param sessions how many such a list may have
 * @param movements how many refunds or transfers of one payment are listed
 */
record StripeLimits(
    Duration connect,
    Duration answer,
    int answerBytes,
    int pauses,
    Duration firstPause,
    Duration window,
    Duration authorised,
    int sessions,
    int movements) {

  static final StripeLimits STANDARD =
      new StripeLimits(
          // A network that works connects within one lost packet's time.
          Duration.ofSeconds(4),
          // Less than the 20 s that the host waits: it is Stripe that is late then, not a stranger.
          Duration.ofSeconds(15),
          // A page of a hundred sessions has some 400 KB.
          4 << 20,
          // 3 s in all: what Stripe needs for the slowest of our calls.
          5,
          Duration.ofMillis(100),
          // A Checkout Session lives for a day at most, and an hour covers the clocks' difference.
          Duration.ofHours(25),
          // An authorisation ends after seven; what was captured was known by its id.
          Duration.ofDays(8),
          // Ten pages of some 300 ms: two such lists fit into the host's deadline.
          1_000,
          // What the host promises to take.
          1_000);
}
