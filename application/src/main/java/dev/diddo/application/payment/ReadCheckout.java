package dev.diddo.application.payment;

import dev.diddo.application.cart.CartStatuses;
import dev.diddo.application.cart.CartStatuses.CartStatus;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.session.CheckoutSessions;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.session.CheckoutSession;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Shows a buyer their own checkout. Who comes back from a provider's page asks for this, so it is
 * also where an open payment is looked after at once, without waiting for the provider to tell.
 */
public final class ReadCheckout {
  private final CheckoutSessions sessions;
  private final LiveCarts liveCarts;
  private final CartStatuses statuses;
  private final SettlePayment settlePayment;
  private final InstantSource clock;
  private final RecentLooks looks = new RecentLooks();

  public ReadCheckout(
      CheckoutSessions sessions,
      LiveCarts liveCarts,
      CartStatuses statuses,
      SettlePayment settlePayment,
      InstantSource clock) {
    this.sessions = sessions;
    this.liveCarts = liveCarts;
    this.statuses = statuses;
    this.settlePayment = settlePayment;
    this.clock = clock;
  }

  /** A session with one of its carts. */
  public record Shown(CheckoutSession session, CartStatus status) {}

  /**
   * @param cart one of the session's; empty for its newest
   * @return empty if the session has no such cart
   */
  public Optional<Shown> read(Caller.Buyer buyer, Optional<CartId> cart) {
    return current(buyer, cart)
        .map(
            found -> {
              if (found instanceof LiveCart.Frozen(_, var payment)
                  && looks.mayLook(payment, clock.instant())) {
                settlePayment.settle(buyer.tenant(), payment);
              }
              return found.id();
            })
        .flatMap(id -> statuses.find(buyer.tenant(), id))
        .flatMap(
            status -> sessions.find(buyer.tenant(), buyer.session()).map(s -> shown(s, status)));
  }

  /** The cart that a buyer means. */
  public Optional<LiveCart> current(Caller.Buyer buyer, Optional<CartId> cart) {
    return cart.isPresent()
        ? liveCarts
            .find(buyer.tenant(), cart.get())
            .filter(found -> buyer.mayTouch(found.contents()))
        : liveCarts.newest(buyer.tenant(), buyer.session());
  }

  private Shown shown(CheckoutSession session, CartStatus status) {
    return new Shown(session, status.at(clock.instant()));
  }
}
