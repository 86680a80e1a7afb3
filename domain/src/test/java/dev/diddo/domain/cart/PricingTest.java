package dev.diddo.domain.cart;

import static dev.diddo.domain.cart.LiveCarts.newLine;
import static dev.diddo.domain.cart.LiveCarts.one;
import static dev.diddo.domain.cart.LiveCarts.some;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static dev.diddo.domain.money.Amounts.USD;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.merchant.TaxRate;
import dev.diddo.domain.money.Rate;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.Buyers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PricingTest {

  @Test
  void a_template_shows_prices_without_shipping_and_tax() {
    var store = Stores.in(USD, "a").sends("std", 500, "US").taxed("US", 1_000).build();
    var parts = parts(BuyerIdentity.NOBODY, Map.of(), Listings.of(store, 1_000));
    var offer = parts.getFirst().offer();
    assertThat(offer.subtotal()).isEqualTo(usd(1_000));
    assertThat(offer.total()).isEqualTo(usd(1_000));
    assertThat(offer.tax()).isEqualTo(usd(0));
    assertThat(offer.shipping()).isEqualTo(usd(0));
    assertThat(offer.shippingMethods()).isEmpty();
  }

  @Test
  void each_store_is_a_part_in_the_order_of_the_lines() {
    var kit = Stores.usd("kit.example");
    var boots = Stores.usd("boots.example");
    var parts =
        parts(
            Buyers.ada(),
            Map.of(),
            Listings.of(boots, 9_000),
            Listings.of(kit, 1_000),
            Listings.of(boots, 500));
    assertThat(parts).extracting(StorePart::handle).containsExactly("boots.example", "kit.example");
    assertThat(parts)
        .extracting(part -> part.offer().subtotal())
        .containsExactly(usd(9_500), usd(1_000));
    assertThat(parts).extracting(part -> part.lines().size()).containsExactly(2, 1);
  }

  @Test
  void a_store_is_one_part_even_while_its_listings_are_of_different_moments() {
    var before = Stores.usd("kit.example");
    var scarf = Listings.of(before, 1_000);
    var renamed =
        new Store(
            before.id(),
            "Renamed",
            before.domain(),
            before.currency(),
            before.commission(),
            before.gatewayAccount(),
            before.shippingMethods(),
            before.taxRates(),
            before.returns(),
            before.orderEndpoint(),
            false);
    var mug = Listings.of(renamed, 2_000);
    var parts = parts(Buyers.ada(), Map.of(), scarf, mug);
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().offer().subtotal()).isEqualTo(usd(3_000));
  }

  @Test
  void a_line_without_a_price_counts_nothing_and_makes_an_estimate() {
    var store = Stores.usd("kit.example");
    var parts =
        parts(Buyers.ada(), Map.of(), Listings.withoutPrice(store), Listings.of(store, 700));
    assertThat(parts.getFirst().offer().subtotal()).isEqualTo(usd(700));
    assertThat(parts.getFirst().lines().getFirst().total()).isEmpty();
    assertThat(Totals.of(USD, parts).estimated()).isTrue();
    assertThat(Totals.of(USD, List.of()).estimated()).isFalse();
  }

  @Test
  void only_methods_to_the_buyers_country_are_offered() {
    var store = Stores.in(USD, "a").sends("us", 500, "US").sends("world", 900, "US", "DE").build();
    var scarf = Listings.of(store, 1_000);
    assertThat(methods(Buyers.ada(), scarf)).containsExactly("us", "world");
    assertThat(methods(in("DE"), scarf)).containsExactly("world");
    assertThat(methods(in("JP"), scarf)).isEmpty();
  }

  @Test
  void a_choice_counts_as_long_as_it_is_offered() {
    var store = Stores.in(USD, "a").sends("us", 500, "US").sends("world", 900, "US", "DE").build();
    var scarf = Listings.of(store, 1_000);
    var chosen = Map.of(store.id(), "us");
    assertThat(parts(Buyers.ada(), chosen, scarf).getFirst().offer().total()).isEqualTo(usd(1_500));
    var elsewhere = parts(in("DE"), chosen, scarf).getFirst().offer();
    assertThat(elsewhere.selected()).isEmpty();
    assertThat(elsewhere.total()).isEqualTo(usd(1_000));
  }

  @Test
  void a_method_costs_nothing_from_its_limit_on() {
    var store = Stores.in(USD, "a").sends("std", 500, Optional.of(2_000L), "US").build();
    var chosen = Map.of(store.id(), "std");
    var scarf = Listings.of(store, 1_000);
    assertThat(offer(Buyers.ada(), chosen, scarf, 1).shipping()).isEqualTo(usd(500));
    assertThat(offer(Buyers.ada(), chosen, scarf, 2).shipping()).isEqualTo(usd(0));
    assertThat(offer(Buyers.ada(), chosen, scarf, 2).shippingMethods())
        .extracting(ShippingRate::price)
        .containsExactly(usd(0));
  }

  @Test
  void tax_is_added_for_the_buyers_place() {
    var store =
        Stores.in(USD, "a")
            .sends("std", 500, "US", "DE")
            .taxed("US", 500)
            .taxed(new TaxRate("US", Optional.of("IL"), new Rate(1_000), false, false))
            .build();
    var chosen = Map.of(store.id(), "std");
    var scarf = Listings.of(store, 1_000);
    assertThat(offer(Buyers.ada(), chosen, scarf, 1).tax()).isEqualTo(usd(100));
    assertThat(offer(Buyers.ada(), chosen, scarf, 1).total()).isEqualTo(usd(1_600));
    assertThat(offer(in("US"), chosen, scarf, 1).tax()).isEqualTo(usd(50));
    assertThat(offer(in("DE"), chosen, scarf, 1).tax()).isEqualTo(usd(0));
  }

  @Test
  void tax_may_be_on_shipping_too() {
    var rate = new TaxRate("US", Optional.empty(), new Rate(1_000), false, true);
    var store = Stores.in(USD, "a").sends("std", 500, "US").taxed(rate).build();
    var offer = offer(Buyers.ada(), Map.of(store.id(), "std"), Listings.of(store, 1_000), 1);
    assertThat(offer.tax()).isEqualTo(usd(150));
    assertThat(offer.total()).isEqualTo(usd(1_650));
  }

  @Test
  void included_tax_is_shown_and_never_added() {
    var rate = new TaxRate("US", Optional.empty(), new Rate(1_900), true, true);
    var store = Stores.in(USD, "a").sends("std", 1_190, "US").taxed(rate).build();
    var offer = offer(Buyers.ada(), Map.of(store.id(), "std"), Listings.of(store, 11_900), 1);
    assertThat(offer.tax()).isEqualTo(usd(2_090));
    assertThat(offer.total()).isEqualTo(usd(13_090));
  }

  @Test
  void tax_is_rounded_once_a_store_and_not_once_a_line() {
    var kit = Stores.in(USD, "a").taxed("US", 1_000).build();
    var boots = Stores.in(USD, "b").taxed("US", 1_000).build();
    var parts =
        parts(
            Buyers.ada(),
            Map.of(),
            Listings.of(kit, 4),
            Listings.of(kit, 4),
            Listings.of(boots, 4));
    assertThat(parts).extracting(part -> part.offer().tax()).containsExactly(usd(1), usd(0));
    assertThat(Totals.of(USD, parts).tax()).isEqualTo(usd(1));
  }

  @Test
  void a_store_is_named_by_its_domain_in_either_case_or_its_id_in_either_text() {
    var store = Stores.usd("kit.example");
    var part = parts(Buyers.ada(), Map.of(), Listings.of(store, 1)).getFirst();
    assertThat(part.isNamed("kit.example")).isTrue();
    assertThat(part.isNamed("Kit.Example")).isTrue();
    assertThat(part.isNamed(store.id().text())).isTrue();
    assertThat(part.isNamed(store.id().value().toString())).isTrue();
    assertThat(part.isNamed("boots.example")).isFalse();
    assertThat(part.isNamed("")).isFalse();
  }

  private static List<StorePart> parts(
      BuyerIdentity buyer, Map<StoreId, String> chosen, Listing... listings) {
    var shelf = Listings.shelf(listings);
    var lines = yes(Lines.first(newLine(), one(listings[0]), shelf));
    for (int i = 1; i < listings.length; i++) {
      lines = yes(lines.add(newLine(), one(listings[i]), shelf));
    }
    return yes(new Pricing(shelf, buyer, chosen, _ -> Optional.empty()).parts(lines));
  }

  private static Offer offer(
      BuyerIdentity buyer, Map<StoreId, String> chosen, Listing listing, int quantity) {
    var shelf = Listings.shelf(listing);
    var lines = yes(Lines.first(newLine(), some(listing, quantity), shelf));
    return yes(new Pricing(shelf, buyer, chosen, _ -> Optional.empty()).parts(lines))
        .getFirst()
        .offer();
  }

  private static List<String> methods(BuyerIdentity buyer, Listing listing) {
    return parts(buyer, Map.of(), listing).getFirst().offer().shippingMethods().stream()
        .map(ShippingRate::id)
        .toList();
  }

  private static BuyerIdentity in(String country) {
    var fields = new HashMap<>(Buyers.ADA);
    fields.put(BuyerField.COUNTRY_CODE, country);
    fields.remove(BuyerField.PROVINCE_CODE);
    return new BuyerIdentity(fields);
  }
}
