package dev.diddo.application.payment;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.cart.Carts;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Payment;
import java.time.InstantSource;

/**
 * Takes back what a buyer or a platform does not want any more: an open payment, or a whole cart.
 */
public final class CancelPayment {
  private final ReadCart readCart;
  private final Carts carts;
  private final LiveCarts liveCarts;
  private final SettlePayment settlePayment;
  private final Ids ids;
  private final InstantSource clock;

  public CancelPayment(
      ReadCart readCart,
      Carts carts,
      LiveCarts liveCarts,
      SettlePayment settlePayment,
      Ids ids,
      InstantSource clock) {
    this.readCart = readCart;
    this.carts = carts;
    this.liveCarts = liveCarts;
    this.settlePayment = settlePayment;
    this.ids = ids;
    this.clock = clock;
  }

  /** Why nothing was cancelled. */
  public sealed interface Refusal {
    /** No such cart for this caller. */
    record UnknownCart() implements Refusal {}

    /** It is authorised or paid. */
    record AlreadySubmitted() implements Refusal {}

    /** Nobody knows yet how the payment is. */
    record InDoubt() implements Refusal {}
  }

  /** Cancelled, or there was nothing to cancel. */
  public record Done() {}

  /** Ends the open payment of a live cart, if there is one: the cart is payable again. */
  public Outcome<Done, Refusal> cancelPayment(Caller caller, CartId id) {
    return readCart
        .live(caller, id)
        .map(cart -> cancelPayment(caller.tenant(), cart))
        .orElseGet(() -> refused(new Refusal.UnknownCart()));
  }

  /** Retires a template, or ends a live cart for good, its open payment first. */
  public Outcome<Done, Refusal> cancelCart(Caller.Platform platform, CartId id) {
    if (carts.retire(platform.tenant(), id)) {
      return accepted(new Done());
    }
    return cancelPayment(platform, id).flatMap(_ -> end(platform.tenant(), id));
  }

  private Outcome<Done, Refusal> end(Tenant tenant, CartId id) {
    var because =
        new CheckoutEvent(
            new EventId(ids.next()), id, CheckoutEvent.Type.CHECKOUT_CANCELLED, clock.instant());
    if (liveCarts.cancel(tenant, id, because)) {
      return accepted(new Done());
    }
    return switch (liveCarts.find(tenant, id).orElseThrow()) {
      case LiveCart.Submitted _, LiveCart.Frozen _ -> refused(new Refusal.AlreadySubmitted());
      case LiveCart.Open _, LiveCart.Expired _, LiveCart.Cancelled _ -> accepted(new Done());
    };
  }

  private Outcome<Done, Refusal> cancelPayment(Tenant tenant, LiveCart cart) {
    return switch (cart) {
      case LiveCart.Open _, LiveCart.Expired _, LiveCart.Cancelled _ -> accepted(new Done());
      case LiveCart.Submitted _ -> refused(new Refusal.AlreadySubmitted());
      case LiveCart.Frozen(_, var payment) -> cancelPayment(tenant, payment);
    };
  }

  private Outcome<Done, Refusal> cancelPayment(Tenant tenant, PaymentId id) {
    var payment = settlePayment.awaitSubmitted(tenant, id);
    var after = payment instanceof Payment.Open ? settlePayment.cancel(tenant, payment) : payment;
    return switch (after) {
      case Payment.Cancelled _, Payment.Declined _ -> accepted(new Done());
      case Payment.Authorised _, Payment.Capturing _, Payment.Releasing _, Payment.Captured _ ->
          refused(new Refusal.AlreadySubmitted());
      // Asked to end it, the provider left it open or did not answer.
      case Payment.Submitting _, Payment.Unknown _, Payment.Open _ ->
          refused(new Refusal.InDoubt());
    };
  }
}
