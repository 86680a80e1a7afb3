package dev.diddo.application;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.application.catalog.Products.VariantChange;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.ShippingMethod;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import dev.diddo.domain.organization.Tenant;
import java.net.URI;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a shop sells, as a test wants it. */
abstract class Shelves {
  public static final Currency USD = Currency.getInstance("USD");
  public static final String STANDARD = "standard";

  final Ports ports;
  final Ids ids;
  final Tenant tenant;

  Shelves(Ports ports, Ids ids, Tenant tenant) {
    this.ports = ports;
    this.ids = ids;
    this.tenant = tenant;
  }

  public Tenant tenant() {
    return tenant;
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
        Optional.empty(),
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

  /** The same, which accepts or rejects each of its orders; stored. */
  public Store deciding(String domain) {
    var store = store(domain);
    var decides = store.takingOrdersAt(Optional.of(URI.create("https://" + domain + "/orders")));
    if (!ports.stores().save(tenant, decides)) {
      throw new IllegalStateException("The store was not saved: " + domain);
    }
    return decides;
  }

  /** The store, from now on with so many days to return what it sent; stored. */
  public Store returning(Store store, int days) {
    var returning =
        new Store(
            store.id(),
            store.name(),
            store.domain(),
            store.currency(),
            store.commission(),
            store.gatewayAccount(),
            store.shippingMethods(),
            store.taxRates(),
            new ReturnsPolicy(true, days),
            store.orderEndpoint(),
            store.closed());
    if (!ports.stores().save(tenant, returning)) {
      throw new IllegalStateException("The store was not saved: " + store.name());
    }
    return returning;
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
    put(store, Drafts.of(title, price, inventory));
    return product(store, Drafts.handle(title)).variants().getFirst().id();
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
    if (ports.products().change(tenant, variant, change).isEmpty()) {
      throw new IllegalStateException("There is no such variant");
    }
  }

  public Inventory inventory(VariantId variant) {
    return ports.listings().now(tenant, List.of(variant)).find(variant).orElseThrow().inventory();
  }
}
