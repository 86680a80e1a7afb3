package dev.diddo.domain.cart;

import static dev.diddo.domain.cart.LiveCarts.IDS;
import static dev.diddo.domain.cart.LiveCarts.newPayment;
import static dev.diddo.domain.money.Amounts.USD;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.Buyers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A cart with several faults at once tells the one that the contract lists first. */
class RefusalOrderTest {

  /** What may be wrong with a cart, in the contract's order, with the refusal that tells it. */
  enum Fault {
    VARIANT_GONE(CheckoutRefusal.VariantsGone.class),
    STORE_GONE(CheckoutRefusal.StoresGone.class),
    NO_DOMAIN(CheckoutRefusal.StoresWithoutDomain.class),
    NO_CITY(CheckoutRefusal.BuyerIdentityMissing.class),
    NO_SHIPPING(CheckoutRefusal.ShippingUnavailable.class),
    NO_PRICE(CheckoutRefusal.PricesMissing.class),
    SOLD_OUT(CheckoutRefusal.OutOfStock.class),
    REPRICED(CheckoutRefusal.PriceChanged.class);

    private final Class<? extends CheckoutRefusal> refusal;

    Fault(Class<? extends CheckoutRefusal> refusal) {
      this.refusal = refusal;
    }
  }

  @Property
  void the_first_fault_is_told(@ForAll Set<Fault> some) {
    var faults = EnumSet.noneOf(Fault.class);
    faults.addAll(some);
    var store = Stores.usd("kit.example");
    // A thing for each fault, so that no fault hides another.
    var things =
        Map.of(
            Fault.VARIANT_GONE, Listings.of(store, 100),
            Fault.STORE_GONE, Listings.of(Stores.usd("gone.example"), 100),
            Fault.NO_DOMAIN, Listings.of(Stores.usd("nameless.example"), 100),
            Fault.NO_SHIPPING, Listings.of(Stores.usd("far.example"), 100),
            Fault.NO_PRICE, Listings.of(store, 100),
            Fault.SOLD_OUT, Listings.of(store, 100),
            Fault.REPRICED, Listings.of(store, 100));
    var cart = LiveCarts.readyToPay(things.values().toArray(Listing[]::new));
    var outcome =
        without(cart, faults.contains(Fault.NO_CITY))
            .freeze(newPayment(), OptionalLong.empty(), today(things, faults), IDS);
    if (faults.isEmpty()) {
      assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    } else {
      assertThat(((Outcome.Refused<?, ?>) outcome).reason())
          .isInstanceOf(faults.iterator().next().refusal);
    }
  }

  @Property(tries = 10)
  void an_empty_cart_tells_nothing_else(@ForAll boolean describedHalf) {
    var buyer = describedHalf ? BuyerIdentity.NOBODY : Buyers.ada();
    var empty =
        new LiveCart.Open(
            new CartContents(
                new CartId(IDS.next()),
                new SessionId(IDS.next()),
                new CartId(IDS.next()),
                3,
                USD,
                buyer,
                List.of(),
                LiveCarts.NOON,
                LiveCarts.EXPIRY));
    assertThat(empty.freeze(newPayment(), OptionalLong.of(1), Shelf.EMPTY, IDS))
        .isEqualTo(Outcome.refused(new CheckoutRefusal.MissingLines()));
  }

  private static LiveCart.Open without(LiveCart.Open cart, boolean city) {
    if (!city) {
      return cart;
    }
    var fields = new HashMap<>(Buyers.ADA);
    fields.remove(BuyerField.CITY);
    var old = cart.contents();
    return new LiveCart.Open(
        new CartContents(
            old.id(),
            old.session(),
            old.template(),
            old.version(),
            old.currency(),
            new BuyerIdentity(fields),
            old.parts(),
            old.createdAt(),
            old.expiresAt()));
  }

  private static Shelf today(Map<Fault, Listing> things, Set<Fault> faults) {
    var today = new HashMap<>(things);
    today.keySet().retainAll(faults);
    var shelf = new ArrayList<>(things.values());
    today.forEach((fault, thing) -> shelf.add(broken(fault, thing)));
    return Listings.shelf(shelf);
  }

  private static Listing broken(Fault fault, Listing thing) {
    return switch (fault) {
      case VARIANT_GONE -> Listings.withdrawn(thing);
      case STORE_GONE -> Listings.soldBy(with(thing.store(), thing.store().domain(), true), thing);
      case NO_DOMAIN -> Listings.soldBy(with(thing.store(), Optional.empty(), false), thing);
      case NO_CITY -> thing;
      case NO_SHIPPING -> Listings.soldBy(withoutShipping(thing.store()), thing);
      case NO_PRICE -> Listings.priced(Optional.empty(), thing);
      case SOLD_OUT -> Listings.stocked(new Inventory(true, 0, 0), thing);
      case REPRICED -> Listings.priced(Optional.of(usd(101)), thing);
    };
  }

  private static Store with(Store store, Optional<String> domain, boolean closed) {
    return new Store(
        store.id(),
        store.name(),
        domain,
        store.currency(),
        store.commission(),
        store.gatewayAccount(),
        store.shippingMethods(),
        store.taxRates(),
        store.returns(),
        store.orderEndpoint(),
        closed);
  }

  private static Store withoutShipping(Store store) {
    return new Store(
        store.id(),
        store.name(),
        store.domain(),
        store.currency(),
        store.commission(),
        store.gatewayAccount(),
        List.of(),
        store.taxRates(),
        store.returns(),
        store.orderEndpoint(),
        false);
  }
}
