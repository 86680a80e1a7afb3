package dev.diddo.domain.order;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import java.time.Instant;

/**
 * Something that happened to a checkout, for others to be told. It is stored in the commit that
 * made it true.
 */
public record CheckoutEvent(EventId id, CartId cart, Type type, Instant at) {

  /** What happened; the text is the contract's. */
  public enum Type {
    CHECKOUT_INITIALIZED("checkout.initialized"),
    CHECKOUT_IN_PROGRESS("checkout.in_progress"),
    CHECKOUT_SUCCEEDED("checkout.succeeded"),
    CHECKOUT_FAILED("checkout.failed"),
    CHECKOUT_CANCELLED("checkout.cancelled"),
    ORDER_SUBMITTED("order.submitted"),
    ORDER_UPDATED("order.updated"),
    REFUND_ISSUED("refund.issued");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
