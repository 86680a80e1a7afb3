package dev.diddo.application.payment;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.OutageException;
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
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes back what a buyer or a platform does not want any more: an open payment, or a whole cart.
 */
public final class CancelPayment {
  /** A buyer may begin to pay, or change something, while the cart is being ended. */
  private static final int MAX_TRIES = 5;

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

    /** The caller knew an older version of the cart. */
    record Stale() implements Refusal {}

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
    return cancelCart(platform, id, OptionalInt.empty());
  }

  /**
   * The same, unless the cart has changed.
   *
   * @param expectedVersion the version that the caller knows; empty if any will do
   */
  public Outcome<Done, Refusal> cancelCart(
      Caller.Platform platform, CartId id, OptionalInt expectedVersion) {
    if (carts.retire(platform.tenant(), id, expectedVersion)) {
      return accepted(new Done());
    }
    if (carts.find(platform.tenant(), id).isPresent()) {
      return refused(new Refusal.Stale());
    }
    for (int i = 0; i < MAX_TRIES; i++) {
      var ended = tryToEnd(platform, id, expectedVersion);
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    throw new OutageException("A cart is changed by many at once");
  }

  /** Empty if somebody came between and the cart is open still. */
  private Optional<Outcome<Done, Refusal>> tryToEnd(
      Caller.Platform platform, CartId id, OptionalInt expectedVersion) {
    var cart = readCart.live(platform, id);
    if (cart.isEmpty()) {
      return Optional.of(refused(new Refusal.UnknownCart()));
    }
    int version = cart.get().contents().version();
    if (expectedVersion.orElse(version) != version) {
      return Optional.of(refused(new Refusal.Stale()));
    }
    return switch (cancelPayment(platform.tenant(), cart.get())) {
      case Outcome.Refused<Done, Refusal>(var reason) -> Optional.of(refused(reason));
      case Outcome.Accepted<Done, Refusal> _ -> end(platform.tenant(), id, expectedVersion);
    };
  }

  private Optional<Outcome<Done, Refusal>> end(
      Tenant tenant, CartId id, OptionalInt expectedVersion) {
    var because =
        CheckoutEvent.of(
            new EventId(ids.next()), id, CheckoutEvent.Type.CHECKOUT_CANCELLED, clock.instant());
    if (liveCarts.cancel(tenant, id, expectedVersion, because)) {
      return Optional.of(accepted(new Done()));
    }
    return switch (liveCarts.find(tenant, id).orElseThrow()) {
      case LiveCart.Submitted _, LiveCart.Frozen _ ->
          Optional.of(refused(new Refusal.AlreadySubmitted()));
      case LiveCart.Expired _, LiveCart.Cancelled _ -> Optional.of(accepted(new Done()));
      case LiveCart.Open(var contents) ->
          contents.expiresAt().isAfter(clock.instant())
              ? Optional.empty()
              : Optional.of(accepted(new Done()));
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
