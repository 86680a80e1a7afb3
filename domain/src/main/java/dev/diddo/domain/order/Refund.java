package dev.diddo.domain.order;

import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Money of one merchant order that goes back to its buyer.
 *
 * @param id also that of the movement which carries it out
 * @param commission the platform's part of the amount; the rest is the store's
 * @param reason for people
 * @param lines what it is for; empty for an amount without lines
 */
public record Refund(
    MovementId id,
    Money amount,
    Money commission,
    Optional<String> reason,
    List<Units> lines,
    Status status,
    Instant createdAt) {

  public Refund {
    lines = List.copyOf(lines);
    if (amount.minorUnits() <= 0 || commission.compareTo(amount) > 0) {
      throw new IllegalArgumentException(commission + " of a refund of " + amount);
    }
  }

  /** How far it is; the text is the contract's. */
  public enum Status {
    PENDING("pending"),
    SUCCEEDED("succeeded"),
    FAILED("failed");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** What was refunded or may still be: only a failed one gives its money free again. */
  boolean counts() {
    return status != Status.FAILED;
  }

  Refund with(Status ended) {
    return new Refund(id, amount, commission, reason, lines, ended, createdAt);
  }

  Refund withoutTexts() {
    return new Refund(id, amount, commission, Optional.empty(), lines, status, createdAt);
  }
}
