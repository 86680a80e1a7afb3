package dev.diddo.domain.order;

import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.AcceptancePolicy;
import java.time.Instant;

/**
 * What the stores' answers meant for the payment of their order.
 *
 * @param captured what is taken of the total; zero where nothing is
 * @param reason for people, without personal data
 */
public record Decision(
    AcceptancePolicy policy, Verdict verdict, Money captured, String reason, Instant at) {

  /** What becomes of the authorisation; the text is the contract's. */
  public enum Verdict {
    CAPTURE_ALL("captured"),
    CAPTURE_ACCEPTED("captured_in_part"),
    RELEASE("released");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
