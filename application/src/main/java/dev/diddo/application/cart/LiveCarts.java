package dev.diddo.application.cart;

import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Where live carts are kept. What is found may have expired since: ask {@link LiveCart#at}. */
public interface LiveCarts {
  Optional<LiveCart> find(Tenant tenant, CartId id);

  /** The session's newest, in whatever state. */
  Optional<LiveCart> newest(Tenant tenant, SessionId session);

  /** The session's copy of this template that is open or being paid and has not expired. */
  Optional<LiveCart> resumable(Tenant tenant, SessionId session, CartId template, Instant now);

  /**
   * Stores a new copy, its session where that is new too, and the event, all or none. Many at once
   * share a commit.
   *
   * @param newSession empty if the session is stored already
   * @return the cart, or the one that another call of this session was quicker to make of the same
   *     template
   */
  LiveCart begin(
      Tenant tenant,
      Optional<CheckoutSession> newSession,
      LiveCart.Open cart,
      CheckoutEvent because);

  /** Stores the cart if it still is open and at this version; false if somebody was quicker. */
  boolean save(Tenant tenant, LiveCart.Open cart, int versionBefore);

  /**
   * Ends an open cart for good; false if it is not open any more, or not at this version.
   *
   * @param version empty if any will do
   */
  boolean cancel(Tenant tenant, CartId id, OptionalInt version, CheckoutEvent because);

  /** The same at whatever version. */
  default boolean cancel(Tenant tenant, CartId id, CheckoutEvent because) {
    return cancel(tenant, id, OptionalInt.empty(), because);
  }

  /** How many copies of a template are still being bought, and how many were. */
  Checkouts checkoutsOf(Tenant tenant, CartId template, Instant now);

  /** The counters of a template. */
  record Checkouts(long inProgress, long submitted) {}

  /** Marks carts whose time was over before this moment; answers how many it marked. */
  int expire(Instant now, int atMost);

  /**
   * Forgets carts that were never paid for, with their events and all that was said of their
   * buyers: those that expired or were cancelled and whose time was over before this moment. One
   * that a payment refers to stays, and its payments, but nobody's any more; unless it has an order
   * that came to nothing, whose buyer is its own. Answers how many are gone.
   */
  int forget(Instant before, int atMost);
}
