package dev.diddo.application;

import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.Payments;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.Selection;
import dev.diddo.domain.cart.ShippingChoice;
import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderNumber;
import dev.diddo.domain.organization.AcceptancePolicy;
import dev.diddo.domain.organization.ApiKey;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Organization;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.CheckoutSession;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * One organization with whatever a test puts into it, through the ports alone: so it stands on any
 * database.
 */
public final class Shop extends Shelves {
  public static final Duration CART_LIFETIME = Duration.ofHours(3);
  public static final Duration PAYMENT_LIFETIME = Duration.ofMinutes(30);
  public static final Duration STORES_DECIDE = Duration.ofHours(1);

  private final SteppingClock clock;
  private final Random random = new Random(20_261_123);

  private Shop(Ports ports, SteppingClock clock, Ids ids, Tenant tenant) {
    super(ports, ids, tenant);
    this.clock = clock;
  }

  /** A new organization's sandbox. */
  public static Shop in(Ports ports, SteppingClock clock, Ids ids) {
    var organization = Organization.named(new OrganizationId(ids.next()), "Stadium");
    ports.organizations().add(organization);
    return new Shop(ports, clock, ids, new Tenant(organization.id(), Environment.SANDBOX));
  }

  /** The same organization's other environment. */
  public Shop production() {
    var other = new Tenant(tenant.organization(), Environment.PRODUCTION);
    return new Shop(ports, clock, ids, other);
  }

  /** From now on a rejection means this. */
  public void policy(AcceptancePolicy policy) {
    var now = ports.organizations().find(tenant.organization()).orElseThrow();
    save(now, policy, now.gateways());
  }

  /** From now on buyers may pay by these. */
  public void paysBy(String... gateways) {
    var now = ports.organizations().find(tenant.organization()).orElseThrow();
    save(now, now.policy(), List.of(gateways));
  }

  private void save(Organization now, AcceptancePolicy policy, List<String> gateways) {
    ports
        .organizations()
        .save(
            new Organization(
                now.id(),
                now.name(),
                policy,
                now.successUrl(),
                now.cancelUrl(),
                now.frameAncestors(),
                gateways,
                now.brand()));
  }

  /** A key of this shop that may do everything; it is not stored. */
  public Caller.Platform platform() {
    return new Caller.Platform(
        new ApiKey(
            new ApiKeyId(ids.next()),
            tenant,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /** A template with one of each. */
  public Cart template(VariantId... variants) {
    var cart = unsavedTemplate(variants);
    ports.carts().add(tenant, cart);
    return cart;
  }

  public Cart unsavedTemplate(VariantId... variants) {
    var shelf = ports.listings().now(tenant, List.of(variants));
    var cart = yes(Cart.with(new CartId(ids.next()), newLine(), one(variants[0]), shelf));
    for (int i = 1; i < variants.length; i++) {
      cart = yes(cart.add(newLine(), one(variants[i]), shelf));
    }
    return cart;
  }

  public static Selection one(VariantId variant) {
    return new Selection(variant, 1, List.of());
  }

  public LineId newLine() {
    return new LineId(ids.next());
  }

  /** A session that nobody vouches for, not stored. */
  public CheckoutSession guest() {
    return CheckoutSession.guest(new SessionId(ids.next()), tenant, clock.instant());
  }

  /** A copy of the template for this session, not stored. */
  public LiveCart.Open copy(Cart template, CheckoutSession session) {
    var now = clock.instant();
    var copy =
        new LiveCart.NewCopy(
            new CartId(ids.next()), session.id(), session.customer(), now, now.plus(CART_LIFETIME));
    var shelf = ports.listings().now(tenant, template.lines().variants());
    return yes(LiveCart.copyOf(template, copy, shelf, ids));
  }

  /** A live cart of a new guest. */
  public LiveCart.Open begin(Cart template) {
    return begin(template, guest());
  }

  private LiveCart.Open begin(Cart template, CheckoutSession session) {
    var cart = copy(template, session);
    ports.liveCarts().begin(tenant, Optional.of(session), cart, initialized(cart));
    return cart;
  }

  /** A live cart of Ada's that can be paid. */
  public LiveCart.Open readyToPay(Cart template) {
    return ready(begin(template), Buyers.ADA);
  }

  /** The same of a customer whom the platform knows by an id of its own. */
  public LiveCart.Open readyToPay(Cart template, String externalId) {
    return ready(begin(template, known(externalId)), Buyers.ADA);
  }

  /** The cart with this buyer and a shipping method for each store, stored. */
  public LiveCart.Open ready(LiveCart.Open begun, Map<BuyerField, String> buyer) {
    var shelf = ports.listings().now(tenant, begun.contents().lines().variants());
    var described = yes(begun.describe(buyer, shelf, ids));
    var choices =
        described.contents().parts().stream()
            .map(part -> new ShippingChoice("", part.handle(), STANDARD))
            .toList();
    var ready = yes(described.choose(choices, shelf, ids));
    if (!ports.liveCarts().save(tenant, ready, begun.contents().version())) {
      throw new IllegalStateException("The cart was changed meanwhile");
    }
    return ready;
  }

  public LiveCart.Freeze freeze(LiveCart.Open cart) {
    var shelf = ports.listings().now(tenant, cart.contents().lines().variants());
    return yes(cart.freeze(new PaymentId(ids.next()), OptionalLong.empty(), shelf, ids));
  }

  public Attempt attempt(LiveCart.Freeze freeze) {
    return attempt(freeze, ScriptedGateways.NAME);
  }

  private Attempt attempt(LiveCart.Freeze freeze, String gateway) {
    var now = clock.instant();
    var contents = freeze.cart().contents();
    return new Attempt(
        freeze.cart().payment(),
        contents.id(),
        gateway,
        Handover.Mode.HOSTED,
        contents.totals().total(),
        freeze.splits(),
        contents.buyer().email(),
        Optional.empty(),
        URI.create("https://shop.example/paid"),
        URI.create("https://shop.example/cancelled"),
        now,
        now.plus(PAYMENT_LIFETIME));
  }

  public Payments.Opening tryOpen(LiveCart.Open cart) {
    var freeze = freeze(cart);
    return ports.payments().open(tenant, freeze, attempt(freeze), Optional.empty());
  }

  /** The cart's payment, stored and not yet heard of by any gateway. */
  public Payment.Submitting open(LiveCart.Open cart) {
    return ((Payments.Opening.Opened) tryOpen(cart)).payment();
  }

  /** The same, by another gateway. */
  public Payment.Submitting open(LiveCart.Open cart, String gateway) {
    var freeze = freeze(cart);
    var opening = ports.payments().open(tenant, freeze, attempt(freeze, gateway), Optional.empty());
    return ((Payments.Opening.Opened) opening).payment();
  }

  /** The order of a payment that was authorised, not stored. */
  public Order order(Payment payment) {
    var cart = ports.liveCarts().find(tenant, payment.attempt().cart()).orElseThrow().contents();
    var external = ports.sessions().find(tenant, cart.session()).orElseThrow().externalCustomerId();
    var newOrder =
        new Order.NewOrder(
            new OrderId(ids.next()),
            OrderNumber.random(random),
            payment.id(),
            external,
            ports.organizations().find(tenant.organization()).orElseThrow().policy(),
            clock.instant(),
            clock.instant().plus(STORES_DECIDE));
    return Order.of(newOrder, cart, payment.attempt().splits());
  }

  /** Stores that the whole was captured, with this order; answers what the port did. */
  public boolean settle(Payment payment, Order order) {
    return settle(payment, payment.attempt().amount(), order);
  }

  /** Stores that so much was captured, with this order; answers what the port did. */
  public boolean settle(Payment payment, Money amount, Order order) {
    var captured =
        new Payment.Captured(payment.attempt(), ScriptedGateways.gatewayId(payment.id()), amount);
    var paid = order.captured(amount);
    return ports
        .payments()
        .settle(
            tenant,
            payment,
            captured,
            paid,
            LedgerEntry.ofCapture(amount, paid.capturedSplits()),
            List.of(
                event(paid, CheckoutEvent.Type.CHECKOUT_SUCCEEDED),
                event(paid, CheckoutEvent.Type.ORDER_SUBMITTED)));
  }

  /** A whole checkout of the template, paid by this buyer. */
  public Order paid(Cart template, Map<BuyerField, String> buyer) {
    return paid(begin(template), buyer);
  }

  /** The same by a customer whom the platform knows by an id of its own. */
  public Order paidBy(String externalId, Cart template, Map<BuyerField, String> buyer) {
    return paid(begin(template, known(externalId)), buyer);
  }

  private CheckoutSession known(String externalId) {
    var guest = guest();
    return new CheckoutSession(
        guest.id(),
        guest.tenant(),
        guest.customer(),
        Optional.of(externalId),
        Optional.empty(),
        Optional.empty(),
        guest.createdAt(),
        guest.expiresAt());
  }

  private Order paid(LiveCart.Open begun, Map<BuyerField, String> buyer) {
    var payment = open(ready(begun, buyer));
    var order = order(payment);
    settle(payment, order);
    return order.captured(order.cost().total());
  }

  public CheckoutEvent initialized(LiveCart cart) {
    return event(cart.id(), CheckoutEvent.Type.CHECKOUT_INITIALIZED);
  }

  public CheckoutEvent event(Order order, CheckoutEvent.Type type) {
    return CheckoutEvent.of(new EventId(ids.next()), order, type, clock.instant());
  }

  public CheckoutEvent event(CartId cart, CheckoutEvent.Type type) {
    return CheckoutEvent.of(new EventId(ids.next()), cart, type, clock.instant());
  }

  /** What was accepted; a refusal is a bug of the test. */
  public static <T, R> T yes(Outcome<T, R> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T, R>(var value) -> value;
      case Outcome.Refused<T, R>(var reason) -> throw new AssertionError("Refused: " + reason);
    };
  }
}
