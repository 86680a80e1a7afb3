package dev.diddo.domain.dashboard;

import dev.diddo.domain.id.AuditEntryId;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Operator;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator did, when, and from where. Never anything about a buyer: an order is named by
 * its id.
 *
 * @param address of the client, as limits count it
 */
public record AuditEntry(
    AuditEntryId id,
    OrganizationId organization,
    OperatorId operator,
    String email,
    Action action,
    Subject subject,
    String address,
    Instant at) {

  public static AuditEntry of(
      AuditEntryId id, Operator who, Action action, Subject subject, String address, Instant at) {
    return new AuditEntry(
        id, who.organization(), who.id(), who.email(), action, subject, address, at);
  }

  /** What was done; the text is the contract's. */
  public enum Action {
    SIGNED_IN("signed_in"),
    SIGN_IN_REFUSED("sign_in_refused"),
    SIGNED_OUT("signed_out"),
    REFUNDED("refunded"),
    ACCEPTED("accepted"),
    REJECTED("rejected"),
    /** Either of them, as older entries say it. */
    DECIDED("decided"),
    FULFILLED("fulfilled"),
    RETURNED("returned"),
    CANCELLED("cancelled"),
    RESENT("resent"),
    SETTINGS_CHANGED("settings_changed");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /**
   * What it was done to.
   *
   * @param amount what was given back by it
   * @param other anything that is no order, such as a delivery
   */
  public record Subject(
      Optional<Environment> environment,
      Optional<OrderId> order,
      Optional<MerchantOrderId> merchantOrder,
      Optional<Money> amount,
      Optional<String> other) {

    /** Nothing beyond the operator's own session or the organization's settings. */
    public static final Subject NONE =
        new Subject(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public static Subject of(
        Environment environment,
        OrderId order,
        MerchantOrderId merchantOrder,
        Optional<Money> amount) {
      return new Subject(
          Optional.of(environment),
          Optional.of(order),
          Optional.of(merchantOrder),
          amount,
          Optional.empty());
    }

    public static Subject of(Environment environment, Optional<OrderId> order, Id other) {
      return new Subject(
          Optional.of(environment),
          order,
          Optional.empty(),
          Optional.empty(),
          Optional.of(other.text()));
    }
  }
}
