package dev.diddo.application.payment;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.OutageException;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.catalog.Listings;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CheckoutRefusal;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Payment;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Freezes a live cart and sends its buyer to a payment page.
 *
 * <p>The attempt, the stock it holds and the caller's key are committed before the gateway hears of
 * it. So whatever breaks afterwards, the attempt is found again, and a retry goes on with it.
 */
public final class OpenPayment {
  /** A cart that is changed between reading and freezing is read again, so often. */
  private static final int MAX_TRIES = 5;

  private final ReadCart readCart;
  private final Listings listings;
  private final Payments payments;
  private final SettlePayment settlePayment;
  private final PaymentUrls urls;
  private final ChooseGateway chooseGateway;
  private final AttemptTerms terms;
  private final Ids ids;
  private final InstantSource clock;

  public OpenPayment(
      ReadCart readCart,
      Listings listings,
      Payments payments,
      SettlePayment settlePayment,
      PaymentUrls urls,
      ChooseGateway chooseGateway,
      AttemptTerms terms,
      Ids ids,
      InstantSource clock) {
    this.readCart = readCart;
    this.listings = listings;
    this.payments = payments;
    this.settlePayment = settlePayment;
    this.urls = urls;
    this.chooseGateway = chooseGateway;
    this.terms = terms;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * How the caller wants to pay.
   *
   * @param gateway by name; empty for the organization's default
   * @param mode empty for the gateway's default
   * @param expectedVersion the cart's version that the caller has seen; empty means whatever it is
   * @param expectedTotal what the buyer agreed to, in minor units; empty means what was last shown
   * @param successUrl empty for what the session or the organization says
   * @param cancelUrl likewise
   */
  public record Wish(
      Optional<String> gateway,
      Optional<Handover.Mode> mode,
      OptionalInt expectedVersion,
      OptionalLong expectedTotal,
      Optional<String> successUrl,
      Optional<String> cancelUrl) {}

  /** Why no payment was opened. */
  public sealed interface Refusal {
    /** The cart cannot be paid. */
    record NotPayable(CheckoutRefusal reason) implements Refusal {}

    /**
     * A payment is open, in doubt or done.
     *
     * @param url where an open one is paid
     */
    record AlreadySubmitted(Optional<URI> url) implements Refusal {}

    /** No gateway takes it. */
    record NotTaken(ChooseGateway.Refusal reason) implements Refusal {}

    /** The cart is not as the caller has seen it. */
    record Stale() implements Refusal {}

    /** The provider did nothing, or nobody knows yet what it did. */
    record GatewayUnavailable() implements Refusal {}
  }

  /**
   * Opens a payment, or goes on with the one that the same key opened before.
   *
   * @param claim the caller's idempotency key
   */
  public Outcome<Payment.Open, Refusal> open(
      Caller caller, CartId id, Wish wish, Optional<Claim.Held> claim) {
    for (int i = 0; i < MAX_TRIES; i++) {
      var cart = readCart.live(caller, id);
      if (cart.isEmpty()) {
        return notPayable(new CheckoutRefusal.UnknownCart());
      }
      var answer = tryOpen(caller.tenant(), cart.get(), wish, claim);
      if (answer.isPresent() && !isOvertaken(caller, cart.get(), answer.get())) {
        return answer.get();
      }
    }
    throw new OutageException("A cart is paid and changed by many at once");
  }

  /** Of a cart whose payment somebody opened since it was read, that payment holds the stock. */
  private boolean isOvertaken(Caller caller, LiveCart cart, Outcome<Payment.Open, Refusal> answer) {
    return answer instanceof Outcome.Refused<Payment.Open, Refusal>(var reason)
        && reason instanceof Refusal.NotPayable(CheckoutRefusal.OutOfStock _)
        && !readCart.live(caller, cart.id()).equals(Optional.of(cart));
  }

  /** Empty if it is to be tried again, for the cart or what the gateway knows has changed. */
  private Optional<Outcome<Payment.Open, Refusal>> tryOpen(
      Tenant tenant, LiveCart cart, Wish wish, Optional<Claim.Held> claim) {
    return switch (cart) {
      case LiveCart.Open open when isStale(open, wish) -> Optional.of(refused(new Refusal.Stale()));
      case LiveCart.Open open -> tryFreeze(tenant, open, wish, claim);
      case LiveCart.Frozen(_, var payment) ->
          Optional.of(
              isTiedTo(claim, payment) ? goOn(tenant, payment) : alreadyOpen(tenant, payment));
      case LiveCart.Submitted _ ->
          Optional.of(refused(new Refusal.AlreadySubmitted(Optional.empty())));
      case LiveCart.Expired _, LiveCart.Cancelled _ ->
          Optional.of(notPayable(new CheckoutRefusal.Expired()));
    };
  }

  private static boolean isStale(LiveCart.Open cart, Wish wish) {
    return wish.expectedVersion().isPresent()
        && wish.expectedVersion().getAsInt() != cart.contents().version();
  }

  private static boolean isTiedTo(Optional<Claim.Held> claim, PaymentId payment) {
    return claim.flatMap(Claim.Held::payment).filter(payment::equals).isPresent();
  }

  private Optional<Outcome<Payment.Open, Refusal>> tryFreeze(
      Tenant tenant, LiveCart.Open cart, Wish wish, Optional<Claim.Held> claim) {
    var payment = new PaymentId(ids.next());
    var today = listings.now(tenant, cart.contents().lines().variants());
    return switch (cart.freeze(payment, wish.expectedTotal(), today, ids)) {
      case Outcome.Refused<LiveCart.Freeze, CheckoutRefusal>(var reason) ->
          Optional.of(notPayable(reason));
      case Outcome.Accepted<LiveCart.Freeze, CheckoutRefusal>(var freeze) -> {
        yield switch (chooseGateway.choose(tenant, cart, wish, freeze)) {
          case Outcome.Refused<AttemptTerms.Way, ChooseGateway.Refusal>(var reason) ->
              Optional.of(refused(new Refusal.NotTaken(reason)));
          case Outcome.Accepted<AttemptTerms.Way, ChooseGateway.Refusal>(var way) ->
              tryStore(tenant, cart, freeze, way, wish, claim);
        };
      }
    };
  }

  private Optional<Outcome<Payment.Open, Refusal>> tryStore(
      Tenant tenant,
      LiveCart.Open cart,
      LiveCart.Freeze freeze,
      AttemptTerms.Way way,
      Wish wish,
      Optional<Claim.Held> claim) {
    var attempt = terms.attempt(freeze, way, urls.of(tenant, cart, wish), clock.instant());
    return switch (payments.open(tenant, freeze, attempt, claim)) {
      case Payments.Opening.Opened(var payment) -> {
        var after = settlePayment.submitFirst(tenant, payment);
        if (isWithoutCustomer(after)) {
          chooseGateway.renewCustomer(tenant, cart, attempt);
          yield Optional.empty();
        }
        yield Optional.of(answer(after));
      }
      case Payments.Opening.SoldOut(var now) -> soldOut(cart, freeze, wish, now);
      case Payments.Opening.Overtaken() -> Optional.empty();
    };
  }

  /** The gateway lost its customer, and nothing happened. */
  private static boolean isWithoutCustomer(Payment payment) {
    return payment instanceof Payment.Declined(_, _, var reason)
        && reason.equals(Payment.CUSTOMER_UNKNOWN);
  }

  /** The rule that refuses what the stock could not give is the cart's own. */
  private Optional<Outcome<Payment.Open, Refusal>> soldOut(
      LiveCart.Open cart, LiveCart.Freeze freeze, Wish wish, Shelf now) {
    return switch (cart.freeze(freeze.cart().payment(), wish.expectedTotal(), now, ids)) {
      case Outcome.Refused<LiveCart.Freeze, CheckoutRefusal>(var reason) ->
          Optional.of(notPayable(reason));
      // Units came back between the attempt and this look: try again.
      case Outcome.Accepted<LiveCart.Freeze, CheckoutRefusal> _ -> Optional.empty();
    };
  }

  private Outcome<Payment.Open, Refusal> goOn(Tenant tenant, PaymentId id) {
    var payment = payments.find(tenant, id).orElseThrow();
    return answer(
        switch (payment) {
          case Payment.Open open -> open;
          // The key says that whoever began is at it no more.
          case Payment.Submitting _ -> settlePayment.submitAgain(tenant, payment);
          default -> settlePayment.settle(tenant, id);
        });
  }

  private Outcome<Payment.Open, Refusal> alreadyOpen(Tenant tenant, PaymentId id) {
    var payment = settlePayment.awaitSubmitted(tenant, id);
    return refused(
        new Refusal.AlreadySubmitted(
            payment instanceof Payment.Open open ? open.url() : Optional.empty()));
  }

  private static Outcome<Payment.Open, Refusal> answer(Payment payment) {
    return switch (payment) {
      case Payment.Open open -> accepted(open);
      // The buyer was quicker than we were, or the provider asks nothing of the buyer.
      case Payment.Authorised _, Payment.Capturing _, Payment.Releasing _, Payment.Captured _ ->
          refused(new Refusal.AlreadySubmitted(Optional.empty()));
      case Payment.Submitting _, Payment.Unknown _, Payment.Declined _, Payment.Cancelled _ ->
          refused(new Refusal.GatewayUnavailable());
    };
  }

  private static Outcome<Payment.Open, Refusal> notPayable(CheckoutRefusal reason) {
    return refused(new Refusal.NotPayable(reason));
  }
}
