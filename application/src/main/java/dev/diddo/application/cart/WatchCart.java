package dev.diddo.application.cart;

import dev.diddo.application.cart.CartStatuses.CartStatus;
import dev.diddo.application.cart.CartStatuses.Watch;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.id.CartId;
import java.time.InstantSource;
import java.util.Optional;

/** Tells how far a checkout is, as often as somebody likes to ask. */
public final class WatchCart {
  private final CartStatuses statuses;
  private final LiveCarts liveCarts;
  private final ReadCart readCart;
  private final InstantSource clock;

  public WatchCart(
      CartStatuses statuses, LiveCarts liveCarts, ReadCart readCart, InstantSource clock) {
    this.statuses = statuses;
    this.liveCarts = liveCarts;
    this.readCart = readCart;
    this.clock = clock;
  }

  /** Where a live cart is now; empty if there is none of this id for this caller. */
  public Optional<CartStatus> status(Caller caller, CartId id) {
    return statuses
        .find(caller.tenant(), id)
        .filter(status -> caller.mayTouch(status.cart().contents()))
        .map(status -> status.at(clock.instant()));
  }

  /** How many checkouts a template has; empty if there is none of this id for this caller. */
  public Optional<LiveCarts.Checkouts> checkouts(Caller caller, CartId template) {
    return readCart
        .template(caller, template)
        .map(cart -> liveCarts.checkoutsOf(caller.tenant(), cart.id(), clock.instant()));
  }

  /**
   * Calls back when {@link #status} may have changed, but for an expiry, which the cart tells
   * beforehand. The caller has seen the status already, so may watch.
   */
  public Watch watch(Caller caller, CartId id, Runnable changed) {
    return statuses.watch(caller.tenant(), id, changed);
  }
}
