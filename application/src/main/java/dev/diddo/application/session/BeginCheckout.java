package dev.diddo.application.session;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.cart.Carts;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.catalog.Listings;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CheckoutRefusal;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives whoever opens a template's link a live cart of their own. The template is only read, and
 * from memory where it can be: thousands do this in the same minute.
 */
public final class BeginCheckout {
  private final Carts carts;
  private final LiveCarts liveCarts;
  private final Listings listings;
  private final CheckoutSessions sessions;
  private final SessionTokens tokens;
  private final Ids ids;
  private final InstantSource clock;
  private final Duration liveCartLifetime;

  public BeginCheckout(
      Carts carts,
      LiveCarts liveCarts,
      Listings listings,
      CheckoutSessions sessions,
      SessionTokens tokens,
      Ids ids,
      InstantSource clock,
      Duration liveCartLifetime) {
    this.carts = carts;
    this.liveCarts = liveCarts;
    this.listings = listings;
    this.sessions = sessions;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
    this.liveCartLifetime = liveCartLifetime;
  }

  /**
   * A buyer's session and cart.
   *
   * @param token the Customer Session Token of the session
   * @param resumed whether the session had this cart already
   */
  public record Begun(CheckoutSession session, String token, LiveCart cart, boolean resumed) {
    @Override
    public String toString() {
      return "Begun[" + session.id().text() + "]";
    }
  }

  /** Why nobody can begin. */
  public sealed interface Refusal {
    /** No such template for this caller, or it was retired. */
    record UnknownTemplate() implements Refusal {}

    /** The template has nothing to sell. */
    record EmptyTemplate() implements Refusal {}

    /** Its prices rose past what can be summed. */
    record NoTotal() implements Refusal {}
  }

  /**
   * Begins, or goes on where this session already began.
   *
   * @param caller empty for a stranger; a platform begins for a new guest
   */
  public Outcome<Begun, Refusal> begin(CartId template, Optional<Caller> caller) {
    var linked =
        carts
            .findByLink(template)
            .filter(found -> caller.map(c -> c.tenant().equals(found.tenant())).orElse(true));
    if (linked.isEmpty()) {
      return refused(new Refusal.UnknownTemplate());
    }
    var tenant = linked.get().tenant();
    var known = caller.flatMap(this::session);
    var resumable =
        known.flatMap(s -> liveCarts.resumable(tenant, s.id(), template, clock.instant()));
    if (resumable.isPresent()) {
      return accepted(begun(known.orElseThrow(), resumable.get(), true));
    }
    return linked.get().retired()
        ? refused(new Refusal.UnknownTemplate())
        : copy(tenant, linked.get(), known);
  }

  private Outcome<Begun, Refusal> copy(
      Tenant tenant, Carts.Linked template, Optional<CheckoutSession> known) {
    var now = clock.instant();
    var session =
        known.orElseGet(() -> CheckoutSession.guest(new SessionId(ids.next()), tenant, now));
    var shelf = listings.recent(tenant, template.cart().lines().variants());
    return switch (LiveCart.copyOf(template.cart(), newCopy(session, now), shelf, ids)) {
      case Outcome.Refused<LiveCart.Open, CheckoutRefusal>(var reason) ->
          refused(
              reason instanceof CheckoutRefusal.PricesMissing
                  ? new Refusal.NoTotal()
                  : new Refusal.EmptyTemplate());
      case Outcome.Accepted<LiveCart.Open, CheckoutRefusal>(var open) -> {
        var newSession =
            known.isPresent() ? Optional.<CheckoutSession>empty() : Optional.of(session);
        var cart = liveCarts.begin(tenant, newSession, open, initialized(open, now));
        yield accepted(
            known.isPresent() && isErased(session)
                ? erased(session, cart)
                : begun(session, cart, !cart.id().equals(open.id())));
      }
    };
  }

  /** Whether its buyer was erased while the copy was on its way, which says still who it was. */
  private boolean isErased(CheckoutSession session) {
    return !session.equals(session.erased())
        && sessions.find(session.tenant(), session.id()).filter(session::equals).isEmpty();
  }

  private Begun erased(CheckoutSession session, LiveCart cart) {
    var nobodys = new LiveCart.Open(cart.contents().erased());
    liveCarts.save(session.tenant(), nobodys, cart.contents().version());
    return begun(session.erased(), nobodys, false);
  }

  private LiveCart.NewCopy newCopy(CheckoutSession session, Instant now) {
    var end = now.plus(liveCartLifetime);
    return new LiveCart.NewCopy(
        new CartId(ids.next()),
        session.id(),
        session.customer(),
        now,
        end.isBefore(session.expiresAt()) ? end : session.expiresAt());
  }

  private CheckoutEvent initialized(LiveCart.Open cart, Instant now) {
    return CheckoutEvent.of(
        new EventId(ids.next()), cart.id(), CheckoutEvent.Type.CHECKOUT_INITIALIZED, now);
  }

  private Begun begun(CheckoutSession session, LiveCart cart, boolean resumed) {
    return new Begun(session, tokens.mint(session), cart, resumed);
  }

  private Optional<CheckoutSession> session(Caller caller) {
    return switch (caller) {
      case Caller.Buyer(var tenant, var id) -> sessions.find(tenant, id);
      case Caller.Platform _, Caller.Operator _ -> Optional.empty();
    };
  }
}
