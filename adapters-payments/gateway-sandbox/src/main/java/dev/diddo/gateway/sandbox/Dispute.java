package dev.diddo.gateway.sandbox;

import dev.diddo.gateway.spi.Disputes;

/**
 * A buyer wants money back by way of the bank. What is disputed is held, and given back if the
 * dispute is won.
 *
 * @param amount in the minor units of the payment's currency
 */
record Dispute(
    String id, long amount, String reason, Disputes.Dispute.Status status, long respondByMillis) {

  /** Whether its money is away from the merchant, for now or for good. */
  boolean holds() {
    return status != Disputes.Dispute.Status.WON;
  }

  /** What is decided stays decided. */
  Dispute become(Disputes.Dispute.Status next) {
    return switch (status) {
      case NEEDS_RESPONSE, UNDER_REVIEW -> new Dispute(id, amount, reason, next, respondByMillis);
      case WON, LOST -> this;
    };
  }
}
