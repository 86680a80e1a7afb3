package dev.diddo.gateway.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells what buyers have disputed with their bank. */
public interface Disputes {

  /** All disputes of this payment as the provider has them now; at most a hundred. */
  List<Dispute> list(PaymentReference reference);

  /**
   * One dispute.
   *
   * @param amount what the buyer wants back
   * @param reason a short code in lower case, such as {@code fraudulent}; no personal data
   * @param respondBy until when the provider takes evidence; empty where it takes none
   */
  record Dispute(
      String gatewayId, Money amount, String reason, Status status, Optional<Instant> respondBy) {

    /** How far it is. */
    public enum Status {
      /** The provider waits for evidence. */
      NEEDS_RESPONSE,
      /** The bank decides. */
      UNDER_REVIEW,
      /** The money stays. */
      WON,
      /** The money is gone. */
      LOST
    }
  }
}
