package dev.diddo.domain.order;

import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.money.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * What became different of an order.
 *
 * @param merchantOrder empty where it concerns the payment as a whole
 * @param subject the id of the fulfilment, return, refund or action that it is about
 * @param amount of a refund
 */
public record OrderChange(
    Optional<MerchantOrderId> merchantOrder,
    Kind kind,
    Optional<UUID> subject,
    Optional<Money> amount) {

  /** The text is the contract's. */
  public enum Kind {
    ACCEPTED("accepted"),
    REJECTED("rejected"),
    CANCELLED("cancelled"),
    FULFILLED("fulfilled"),
    RETURNED("returned"),
    REFUND_REQUESTED("refund_requested"),
    REFUNDED("refunded"),
    REFUND_FAILED("refund_failed"),
    ACTION_REQUIRED("action_required"),
    ACTION_RESOLVED("action_resolved"),
    DISPUTED("disputed");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Of a merchant order itself. */
  public static OrderChange of(MerchantOrderId merchantOrder, Kind kind) {
    return new OrderChange(Optional.of(merchantOrder), kind, Optional.empty(), Optional.empty());
  }

  /** Of something that belongs to a merchant order. */
  public static OrderChange of(MerchantOrderId merchantOrder, Kind kind, UUID subject) {
    return new OrderChange(
        Optional.of(merchantOrder), kind, Optional.of(subject), Optional.empty());
  }

  /** How far a refund is. */
  public static OrderChange of(MerchantOrderId merchantOrder, Refund refund) {
    var kind =
        switch (refund.status()) {
          case PENDING -> Kind.REFUND_REQUESTED;
          case SUCCEEDED -> Kind.REFUNDED;
          case FAILED -> Kind.REFUND_FAILED;
        };
    return new OrderChange(
        Optional.of(merchantOrder),
        kind,
        Optional.of(refund.id().value()),
        Optional.of(refund.amount()));
  }

  /** What the provider tells of disputes is another thing than it was. */
  public static OrderChange disputed() {
    return new OrderChange(Optional.empty(), Kind.DISPUTED, Optional.empty(), Optional.empty());
  }
}
