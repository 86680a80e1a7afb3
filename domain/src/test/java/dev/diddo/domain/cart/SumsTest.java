package dev.diddo.domain.cart;

import static dev.diddo.domain.cart.LiveCarts.IDS;
import static dev.diddo.domain.cart.LiveCarts.newPayment;
import static dev.diddo.domain.cart.LiveCarts.some;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.merchant.TaxRate;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.session.Buyers;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is bought of whomever: no minor unit is made, none is lost. */
class SumsTest {

  /** What one store sells and takes. */
  record Sale(
      List<Integer> prices,
      int quantity,
      int commission,
      int tax,
      boolean included,
      boolean onShipping,
      int shipping) {}

  @Property
  void parts_sum_to_the_total_and_splits_to_the_payment(
      @ForAll("currencies") Currency currency, @ForAll("sales") List<Sale> sales) {
    var things = new ArrayList<Listing>();
    sales.forEach(sale -> things.addAll(things(store(currency, sale), sale)));
    var cart = cart(sales, things);
    var totals = cart.contents().totals();
    var zero = Money.zero(currency);
    assertThat(sum(cart, zero, Offer::total)).isEqualTo(totals.total());
    assertThat(sum(cart, zero, Offer::subtotal)).isEqualTo(totals.subtotal());
    assertThat(sum(cart, zero, Offer::tax)).isEqualTo(totals.tax());
    assertThat(sum(cart, zero, Offer::shipping)).isEqualTo(totals.shipping());

    var freeze = yes(cart.freeze(newPayment(), OptionalLong.empty(), shelf(things), IDS));
    var splits = freeze.splits();
    assertThat(splits.stream().map(MerchantSplit::gross).reduce(zero, Money::plus))
        .isEqualTo(totals.total());
    for (var split : splits) {
      assertThat(split.net().plus(split.commission())).isEqualTo(split.gross());
      assertThat(split.net().minorUnits()).isNotNegative();
      assertThat(split.commission().minorUnits()).isNotNegative();
    }
    assertThat(
            LedgerEntry.ofCapture(totals.total(), splits).stream()
                .map(LedgerEntry::amount)
                .reduce(zero, Money::plus))
        .isEqualTo(zero);
  }

  @Property
  void a_stores_total_is_what_its_figures_say(
      @ForAll("currencies") Currency currency, @ForAll("sale") Sale sale) {
    var things = things(store(currency, sale), sale);
    var offer = cart(List.of(sale), things).contents().parts().getFirst().offer();
    var untaxed = offer.subtotal().plus(offer.shipping());
    assertThat(offer.total()).isEqualTo(sale.included ? untaxed : untaxed.plus(offer.tax()));
    assertThat(offer.subtotal().minorUnits())
        .isEqualTo(sale.prices.stream().mapToLong(price -> (long) price * sale.quantity).sum());
  }

  @Provide
  Arbitrary<Currency> currencies() {
    return Arbitraries.of("USD", "JPY", "KWD").map(Currency::getInstance);
  }

  @Provide
  Arbitrary<List<Sale>> sales() {
    return sale().list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<Sale> sale() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 100_000_000).list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers().between(1, Lines.MAX_QUANTITY),
            Arbitraries.integers().between(0, 10_000),
            Arbitraries.integers().between(0, 10_000),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 1_000_000))
        .as(Sale::new);
  }

  private static Store store(Currency currency, Sale sale) {
    var rate =
        new TaxRate("US", Optional.empty(), new Rate(sale.tax), sale.included, sale.onShipping);
    return Stores.in(currency, "kit.example")
        .commission(sale.commission)
        .sends(Stores.STANDARD, sale.shipping, "US")
        .taxed(rate)
        .build();
  }

  private static List<Listing> things(Store store, Sale sale) {
    return sale.prices.stream().map(price -> Listings.of(store, price)).toList();
  }

  private static Shelf shelf(List<Listing> things) {
    return Listings.shelf(things);
  }

  private static LiveCart.Open cart(List<Sale> sales, List<Listing> things) {
    var shelf = shelf(things);
    var cart = LiveCarts.open(things.toArray(Listing[]::new));
    var thing = things.iterator();
    for (var sale : sales) {
      for (int i = 0; i < sale.prices.size(); i++) {
        cart = yes(cart.setQuantity(some(thing.next(), sale.quantity), shelf, IDS));
      }
    }
    // By id: here all stores have one domain.
    var described = yes(cart.describe(Buyers.ADA, shelf, IDS));
    var choices =
        described.contents().parts().stream()
            .map(part -> new ShippingChoice("", part.store().text(), Stores.STANDARD))
            .toList();
    return yes(described.choose(choices, shelf, IDS));
  }

  private static Money sum(LiveCart cart, Money zero, Function<Offer, Money> what) {
    return cart.contents().parts().stream()
        .map(part -> what.apply(part.offer()))
        .reduce(zero, Money::plus);
  }
}
