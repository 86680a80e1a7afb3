package dev.diddo.application;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.application.catalog.Products.VariantChange;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.Payments;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.Selection;
import dev.diddo.domain.cart.ShippingChoice;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.ShippingMethod;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.OrderNumber;
import dev.diddo.domain.organization.ApiKey;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Organization;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Attempt;
import dev.diddo.domain.payment.Payment;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.CheckoutSession;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * One organization with whatever a test puts into it, through the ports alone: so it stands on any
 * database.
 */
public final class Shop {
  public static final Currency USD = Currency.getInstance("USD");
  public static final String STANDARD = "standard";
  public static final Duration CART_LIFETIME = Duration.ofHours(3);
  public static final Duration PAYMENT_LIFETIME = Duration.ofMinutes(30);

  /** A buyer whose address has all that is asked for. */
  public static final Map<BuyerField, String> ADA =
      Map.of(
          BuyerField.EMAIL, "ada@example.com",
          BuyerField.FIRST_NAME, "Ada",
          BuyerField.LAST_NAME, "Lovelace",
          BuyerField.COUNTRY_CODE, "US",
          BuyerField.ADDRESS1, "1 Main Street",
          BuyerField.CITY, "Springfield",
          BuyerField.PROVINCE_CODE, "IL",
          BuyerField.POSTAL_CODE, "62701");

  private final Ports ports;
  private final SteppingClock clock;
  private final Ids ids;
  private final Tenant tenant;
  private final Random random = new Random(20_261_123);

  private Shop(Ports ports, SteppingClock clock, Ids ids, Tenant tenant) {
    this.ports = ports;
    this.clock = clock;
    this.ids = ids;
    this.tenant = tenant;
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

  public Tenant tenant() {
    return tenant;
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

  public static Money usd(long cents) {
    return new Money(cents, USD);
  }

  /** A store in US dollars that ships to the US for 5.00 and pays 10 % commission, not stored. */
  public Store unsavedStore(String domain) {
    return new Store(
        new StoreId(ids.next()),
        "Store " + domain,
        Optional.of(domain),
        USD,
        new Rate(1_000),
        Optional.of("acct_" + domain),
        List.of(
            new ShippingMethod(
                STANDARD, "Standard", usd(500), Set.of("US", "CA"), Optional.empty())),
        List.of(),
        ReturnsPolicy.NONE,
        false);
  }

  /** The same, stored. */
  public Store store(String domain) {
    var store = unsavedStore(domain);
    if (!ports.stores().add(tenant, store)) {
      throw new IllegalStateException("Two stores of one domain: " + domain);
    }
    return store;
  }

  /** A variant that never runs out. */
  public VariantId variant(Store store, String title, long price) {
    return variant(store, title, Optional.of(usd(price)), Inventory.UNTRACKED);
  }

  /** A variant of which there are so many. */
  public VariantId stocked(Store store, String title, long price, long onHand) {
    return variant(store, title, Optional.of(usd(price)), new Inventory(true, onHand, 0));
  }

  public VariantId variant(Store store, String title, Optional<Money> price, Inventory inventory) {
    put(store, draft(title, price, inventory));
    return product(store, handle(title)).variants().getFirst().id();
  }

  public void put(Store store, ProductDraft... drafts) {
    ports.products().put(tenant, store, List.of(drafts));
  }

  public Product product(Store store, String handle) {
    var filter =
        new ProductFilter(
            Optional.empty(),
            List.of(store.id()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            ProductFilter.Sort.NEWEST);
    return ports.products().search(tenant, filter, new Page(100, 0)).items().stream()
        .filter(product -> product.handle().equals(handle))
        .findFirst()
        .orElseThrow();
  }

  /** A product of one variant. */
  public static ProductDraft draft(String title, Optional<Money> price, Inventory inventory) {
    return new ProductDraft(
        handle(title),
        title,
        "<p>" + title + "</p>",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(
            new VariantDraft(
                "Default",
                Optional.of("SKU-" + handle(title)),
                price,
                List.of(new OptionValue("Size", "M")),
                inventory)),
        List.of());
  }

  private static String handle(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  public void reprice(VariantId variant, long price) {
    change(
        variant,
        new VariantChange(Optional.of(usd(price)), Optional.empty(), OptionalLong.empty()));
  }

  public void restock(VariantId variant, long onHand) {
    change(
        variant, new VariantChange(Optional.empty(), Optional.of(true), OptionalLong.of(onHand)));
  }

  private void change(VariantId variant, VariantChange change) {
    ports.products().change(tenant, variant, change).orElseThrow();
  }

  public Inventory inventory(VariantId variant) {
    return ports.listings().now(tenant, List.of(variant)).find(variant).orElseThrow().inventory();
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
    var session = guest();
    var cart = copy(template, session);
    ports.liveCarts().begin(tenant, Optional.of(session), cart, initialized(cart));
    return cart;
  }

  /** A live cart of Ada's that can be paid. */
  public LiveCart.Open readyToPay(Cart template) {
    return ready(begin(template), ADA);
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
    var now = clock.instant();
    var contents = freeze.cart().contents();
    return new Attempt(
        freeze.cart().payment(),
        contents.id(),
        ScriptedGateways.NAME,
        contents.totals().total(),
        freeze.splits(),
        contents.buyer().email(),
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

  /** The order of a payment that was captured, not stored. */
  public Order order(Payment payment) {
    var cart = ports.liveCarts().find(tenant, payment.attempt().cart()).orElseThrow().contents();
    var external = ports.sessions().find(tenant, cart.session()).orElseThrow().externalCustomerId();
    var newOrder =
        new Order.NewOrder(
            new OrderId(ids.next()), OrderNumber.random(random), external, clock.instant());
    return Order.of(newOrder, cart, payment.attempt().splits());
  }

  /** Stores that the payment was captured, with this order; answers what the port did. */
  public boolean settle(Payment payment, Order order) {
    var captured =
        new Payment.Captured(payment.attempt(), ScriptedGateways.gatewayId(payment.id()));
    var cart = payment.attempt().cart();
    return ports
        .payments()
        .settle(
            tenant,
            captured,
            order,
            LedgerEntry.ofCapture(payment.attempt().amount(), payment.attempt().splits()),
            List.of(
                event(cart, CheckoutEvent.Type.CHECKOUT_SUCCEEDED),
                event(cart, CheckoutEvent.Type.ORDER_SUBMITTED)));
  }

  /** A whole checkout of the template, paid by this buyer. */
  public Order paid(Cart template, Map<BuyerField, String> buyer) {
    var payment = open(ready(begin(template), buyer));
    var order = order(payment);
    settle(payment, order);
    return order;
  }

  public CheckoutEvent initialized(LiveCart cart) {
    return event(cart.id(), CheckoutEvent.Type.CHECKOUT_INITIALIZED);
  }

  public CheckoutEvent event(CartId cart, CheckoutEvent.Type type) {
    return new CheckoutEvent(new EventId(ids.next()), cart, type, clock.instant());
  }

  /** What was accepted; a refusal is a bug of the test. */
  public static <T, R> T yes(Outcome<T, R> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T, R>(var value) -> value;
      case Outcome.Refused<T, R>(var reason) -> throw new AssertionError("Refused: " + reason);
    };
  }
}
