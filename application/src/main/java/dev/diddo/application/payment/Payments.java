package dev.diddo.application.payment;

import dev.diddo.application.idempotency.Claim;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Payment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where attempts to pay are kept, with the stock that they hold. */
public interface Payments extends Due<Payments.Owned> {

  /**
   * Freezes the cart, holds its stock, stores the attempt and ties the caller's idempotency key to
   * it, all or none. At most one payment of a cart is open at any moment.
   *
   * @param claim the key that this attempt was asked for with
   */
  Opening open(Tenant tenant, LiveCart.Freeze freeze, Attempt attempt, Optional<Claim.Held> claim);

  /** What became of a wish to open a payment. */
  sealed interface Opening {
    /** It is stored; the gateway may be called. */
    record Opened(Payment.Submitting payment) implements Opening {}

    /** There is not enough of something; the shelf says of what. Nothing was stored. */
    record SoldOut(Shelf now) implements Opening {}

    /** The cart was changed, ended or frozen meanwhile. Nothing was stored. */
    record Overtaken() implements Opening {}
  }

  Optional<Payment> find(Tenant tenant, PaymentId id);

  /** Finds a payment of any tenant: for the word of a gateway, which knows no tenants. */
  Optional<Owned> locate(PaymentId id);

  /** A payment with its owner. */
  record Owned(Tenant tenant, Payment payment) {}

  /** The same, by the gateway's own id of it: the newest that the gateway named it by. */
  Optional<Owned> locate(String gateway, String gatewayId);

  /** The cart's newest attempt. */
  Optional<Payment> newestOf(Tenant tenant, CartId cart);

  /**
   * Stores that the payment moved, if it still is as it was found; false if somebody was quicker. A
   * move into an end without money gives the held stock back and opens the cart again; one that
   * outlived its time meanwhile gets a few minutes more, though never more than its session has.
   *
   * @param because empty for a move that nobody is told of
   */
  boolean move(Tenant tenant, Payment from, Payment to, Optional<CheckoutEvent> because);

  /**
   * Stores that a payment ended without money whose orders were made already: the held stock is
   * given back, and the cart is open again with the new ids that it has here. False if somebody was
   * quicker.
   */
  boolean giveUp(
      Tenant tenant,
      Payment from,
      Payment to,
      LiveCart.Open reopened,
      Optional<CheckoutEvent> because);

  /**
   * Stores that the payment was captured, with its order and its ledger entries, all or none: the
   * cart is submitted, the held stock of the stores that were captured is sold, of others given
   * back. An order that is stored already is replaced as {@link
   * dev.diddo.application.order.Orders#save} does. False if the payment is over, or if somebody has
   * stored an order for it since it was found. Entries that do not sum to zero are a bug, and
   * throw.
   *
   * @param from the payment as it was found: an authorised one has its order stored
   */
  boolean settle(
      Tenant tenant,
      Payment from,
      Payment.Captured to,
      Order order,
      List<LedgerEntry> entries,
      List<CheckoutEvent> because);

  /**
   * Payments of all tenants that were made since then, oldest first; what cannot be read is told of
   * and left out.
   *
   * @param after the last one that was seen
   */
  List<Owned> made(Instant since, Optional<PaymentId> after, int atMost);

  /** Says when an undecided payment is to be looked at again. */
  void checkAgain(Tenant tenant, PaymentId id, Instant at);
}
