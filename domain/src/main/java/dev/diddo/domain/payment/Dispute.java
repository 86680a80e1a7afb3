package dev.diddo.domain.payment;

import dev.diddo.domain.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What a buyer disputes with their bank, as the provider tells it.
 *
 * @param gatewayId the provider's id of it
 * @param reason a short code without personal data
 * @param respondBy until when the provider takes evidence
 */
public record Dispute(
    String gatewayId, Money amount, String reason, Status status, Optional<Instant> respondBy) {

  /** How far it is; the text is the contract's. */
  public enum Status {
    NEEDS_RESPONSE("needs_response"),
    UNDER_REVIEW("under_review"),
    WON("won"),
    LOST("lost");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
