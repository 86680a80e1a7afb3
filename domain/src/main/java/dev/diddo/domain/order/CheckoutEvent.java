package dev.diddo.domain.order;

import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a checkout or its order, for others to be told. It is stored in the
 * commit that made it true, with all that they are told: whoever is told twice hears the same.
 *
 * @param order as it was then; empty where the event is about the checkout alone
 * @param change what became different of the order; empty where it is about the order as a whole
 */
public record CheckoutEvent(
    EventId id,
    CartId cart,
    Type type,
    Instant at,
    Optional<OrderSnapshot> order,
    Optional<OrderChange> change) {

  /** One about the checkout, of which there is no order or no need to tell it. */
  public static CheckoutEvent of(EventId id, CartId cart, Type type, Instant at) {
    return new CheckoutEvent(id, cart, type, at, Optional.empty(), Optional.empty());
  }

  /** One about an order as a whole. */
  public static CheckoutEvent of(EventId id, Order order, Type type, Instant at) {
    return new CheckoutEvent(
        id, order.cart(), type, at, Optional.of(OrderSnapshot.of(order)), Optional.empty());
  }

  /** One about what became different of an order; the type follows from that. */
  public static CheckoutEvent of(EventId id, Order order, OrderChange change, Instant at) {
    var type =
        switch (change.kind()) {
          case ACCEPTED,
              REJECTED,
              CANCELLED,
              FULFILLED,
              REFUND_REQUESTED,
              REFUND_FAILED,
              ACTION_REQUIRED,
              ACTION_RESOLVED,
              DISPUTED ->
              Type.ORDER_UPDATED;
          case RETURNED -> Type.RETURN_INITIATED;
          case REFUNDED -> Type.REFUND_ISSUED;
        };
    return new CheckoutEvent(
        id, order.cart(), type, at, Optional.of(OrderSnapshot.of(order)), Optional.of(change));
  }

  /** What happened; the text is the contract's. */
  public enum Type {
    CHECKOUT_INITIALIZED("checkout.initialized"),
    CHECKOUT_IN_PROGRESS("checkout.in_progress"),
    CHECKOUT_SUCCEEDED("checkout.succeeded"),
    CHECKOUT_FAILED("checkout.failed"),
    CHECKOUT_CANCELLED("checkout.cancelled"),
    ORDER_SUBMITTED("order.submitted"),
    ORDER_UPDATED("order.updated"),
    RETURN_INITIATED("return.initiated"),
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
