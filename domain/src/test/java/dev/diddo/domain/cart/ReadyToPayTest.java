package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.refused;
import static dev.diddo.domain.cart.LiveCarts.IDS;
import static dev.diddo.domain.cart.LiveCarts.newLine;
import static dev.diddo.domain.cart.LiveCarts.newPayment;
import static dev.diddo.domain.cart.LiveCarts.readyToPay;
import static dev.diddo.domain.cart.LiveCarts.some;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static dev.diddo.domain.money.Amounts.USD;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CheckoutRefusal.Place;
import dev.diddo.domain.cart.CheckoutRefusal.Shortage;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.CustomizationChoice;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.Buyers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Every row of the table of refusals by itself. */
class ReadyToPayTest {
  private static final OptionalLong AS_SHOWN = OptionalLong.empty();

  private final Stores kit =
      Stores.in(USD, "kit.example").commission(1_000).sends(Stores.STANDARD, 500, "US");
  private final Store boots = Stores.usd("boots.example");
  private final Listing scarf = Listings.of(kit.build(), 1_000);
  private final Listing mug = Listings.of(kit.build(), 2_000);
  private final Listing shoes = Listings.of(boots, 9_000);
  private final Shelf shelf = Listings.shelf(scarf, mug, shoes);
  private final LiveCart.Open cart = readyToPay(scarf, mug, shoes);

  @Test
  void a_cart_that_is_as_it_was_shown_is_frozen_as_it_is() {
    var payment = newPayment();
    var freeze = yes(cart.freeze(payment, AS_SHOWN, shelf, IDS));
    assertThat(freeze.cart()).isEqualTo(new LiveCart.Frozen(cart.contents(), payment));
    assertThat(freeze.splits())
        .extracting(MerchantSplit::gross)
        .containsExactly(usd(3_500), usd(9_500));
    assertThat(freeze.splits())
        .extracting(MerchantSplit::commission)
        .containsExactly(usd(300), usd(0));
    assertThat(freeze.splits())
        .extracting(split -> Optional.of(split.merchantOrder()))
        .isEqualTo(cart.contents().parts().stream().map(StorePart::requestId).toList());
  }

  @Test
  void an_empty_cart_has_nothing_to_buy() {
    var empty = cart;
    for (var listing : List.of(scarf, mug, shoes)) {
      empty = yes(empty.remove(Listings.variant(listing), shelf, IDS));
    }
    assertThat(empty.freeze(newPayment(), AS_SHOWN, shelf, IDS))
        .isEqualTo(refused(new CheckoutRefusal.MissingLines()));
  }

  @Test
  void variants_that_are_gone_are_named() {
    var today = Listings.shelf(scarf, Listings.withdrawn(mug), Listings.withdrawn(shoes));
    assertThat(refusal(today))
        .isEqualTo(new CheckoutRefusal.VariantsGone(List.of(place(0, 1), place(1, 0))));
  }

  @Test
  void stores_that_are_gone_are_named_by_their_lines() {
    var closed = kit.closed().build();
    var today = Listings.shelf(Listings.soldBy(closed, scarf), Listings.soldBy(closed, mug), shoes);
    assertThat(refusal(today))
        .isEqualTo(new CheckoutRefusal.StoresGone(List.of(place(0, 0), place(0, 1))));
  }

  @Test
  void stores_without_a_domain_are_named_by_their_lines() {
    var nameless = kit.nameless().build();
    var today =
        Listings.shelf(Listings.soldBy(nameless, scarf), Listings.soldBy(nameless, mug), shoes);
    assertThat(refusal(today))
        .isEqualTo(new CheckoutRefusal.StoresWithoutDomain(List.of(place(0, 0), place(0, 1))));
  }

  @Test
  void every_missing_field_of_the_buyer_is_named() {
    var less = yes(cart.describe(Map.of(BuyerField.EMAIL, "", BuyerField.CITY, ""), shelf, IDS));
    assertThat(less.freeze(newPayment(), AS_SHOWN, shelf, IDS))
        .isEqualTo(
            refused(
                new CheckoutRefusal.BuyerIdentityMissing(
                    List.of(BuyerField.EMAIL, BuyerField.CITY))));
  }

  @Test
  void a_store_without_a_chosen_method_is_named() {
    var open = LiveCarts.open(scarf, shoes);
    var described = yes(open.describe(Buyers.ADA, shelf, IDS));
    assertThat(described.freeze(newPayment(), AS_SHOWN, shelf, IDS))
        .isEqualTo(refused(new CheckoutRefusal.ShippingUnavailable(List.of(0, 1))));
    var half =
        yes(
            described.choose(
                List.of(new ShippingChoice("", "kit.example", Stores.STANDARD)), shelf, IDS));
    assertThat(half.freeze(newPayment(), AS_SHOWN, shelf, IDS))
        .isEqualTo(refused(new CheckoutRefusal.ShippingUnavailable(List.of(1))));
  }

  @Test
  void a_method_that_the_store_does_not_offer_any_more_is_none() {
    var elsewhere = Stores.in(USD, "boots.example").sends(Stores.STANDARD, 500, "DE").build();
    var moved = sameStore(boots, elsewhere);
    var today = Listings.shelf(scarf, mug, Listings.soldBy(moved, shoes));
    assertThat(refusal(today)).isEqualTo(new CheckoutRefusal.ShippingUnavailable(List.of(1)));
  }

  @Test
  void lines_without_a_price_are_named() {
    var today = Listings.shelf(scarf, Listings.priced(Optional.empty(), mug), shoes);
    assertThat(refusal(today)).isEqualTo(new CheckoutRefusal.PricesMissing(List.of(place(0, 1))));
  }

  @Test
  void a_total_that_nobody_can_count_is_no_price() {
    var gold = Listings.priced(Optional.of(usd(Money.MAX_MINOR_UNITS)), mug);
    assertThat(refusal(Listings.shelf(scarf, gold, shoes)))
        .isInstanceOf(CheckoutRefusal.PricesMissing.class);
  }

  @Test
  void what_runs_short_is_named_with_what_could_be_had() {
    var more = yes(cart.setQuantity(some(mug, 5), shelf, IDS));
    var today =
        Listings.shelf(
            Listings.stocked(new Inventory(true, 1, 1), scarf),
            Listings.stocked(new Inventory(true, 7, 3), mug),
            Listings.stocked(new Inventory(true, 1, 0), shoes));
    assertThat(more.freeze(newPayment(), AS_SHOWN, today, IDS))
        .isEqualTo(
            refused(
                new CheckoutRefusal.OutOfStock(
                    List.of(new Shortage(place(0, 0), 0), new Shortage(place(0, 1), 4)))));
  }

  @Test
  void lines_of_one_variant_run_short_together() {
    var name = new Customization.Text("name", "Name", false, OptionalInt.empty(), Optional.empty());
    var shirt = Listings.of(kit.build(), 100, name);
    var both =
        yes(
            readyToPay(shirt)
                .add(
                    newLine(),
                    new Selection(
                        Listings.variant(shirt),
                        2,
                        List.of(new CustomizationChoice.Written("name", "ADA"))),
                    Listings.shelf(shirt),
                    IDS));
    var two = Listings.shelf(Listings.stocked(new Inventory(true, 2, 0), shirt));
    var three = Listings.shelf(Listings.stocked(new Inventory(true, 3, 0), shirt));
    assertThat(both.freeze(newPayment(), AS_SHOWN, two, IDS))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            no ->
                assertThat(((CheckoutRefusal.OutOfStock) no.reason()).shortages())
                    .extracting(Shortage::available)
                    .containsExactly(2L, 2L));
    assertThat(both.freeze(newPayment(), AS_SHOWN, three, IDS))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void a_total_that_changed_is_told_with_what_was_shown() {
    var today = Listings.shelf(scarf, Listings.priced(Optional.of(usd(2_100)), mug), shoes);
    assertThat(refusal(today))
        .isEqualTo(new CheckoutRefusal.PriceChanged(usd(13_000), usd(13_100)));
  }

  @Test
  void a_buyer_who_agreed_to_todays_total_pays_it() {
    var today = Listings.shelf(scarf, Listings.priced(Optional.of(usd(2_100)), mug), shoes);
    var freeze = yes(cart.freeze(newPayment(), OptionalLong.of(13_100), today, IDS));
    assertThat(freeze.cart().contents().totals().total()).isEqualTo(usd(13_100));
    assertThat(freeze.cart().contents().version()).isEqualTo(cart.contents().version());
    assertThat(freeze.splits().getFirst().gross()).isEqualTo(usd(3_600));
  }

  @Test
  void a_buyer_who_agreed_to_another_total_does_not() {
    for (long agreed : new long[] {12_999, 13_001, 0, -13_000}) {
      assertThat(cart.freeze(newPayment(), OptionalLong.of(agreed), shelf, IDS))
          .isEqualTo(refused(new CheckoutRefusal.PriceChanged(usd(agreed), usd(13_000))));
    }
  }

  @Test
  void prices_that_changed_and_sum_to_the_same_are_agreed_to() {
    var today =
        Listings.shelf(
            Listings.priced(Optional.of(usd(1_100)), scarf),
            Listings.priced(Optional.of(usd(1_900)), mug),
            shoes);
    assertThat(yes(cart.freeze(newPayment(), AS_SHOWN, today, IDS)).splits().getFirst().gross())
        .isEqualTo(usd(3_500));
  }

  private CheckoutRefusal refusal(Shelf today) {
    return switch (cart.freeze(newPayment(), AS_SHOWN, today, IDS)) {
      case Outcome.Refused<LiveCart.Freeze, CheckoutRefusal>(var reason) -> reason;
      case Outcome.Accepted<LiveCart.Freeze, CheckoutRefusal> _ ->
          throw new AssertionError("It was accepted");
    };
  }

  private Place place(int store, int index) {
    var line = cart.contents().parts().get(store).lines().get(index).line();
    return new Place(store, index, line.id());
  }

  private static Store sameStore(Store store, Store like) {
    return new Store(
        store.id(),
        like.name(),
        like.domain(),
        like.currency(),
        like.commission(),
        like.gatewayAccount(),
        like.shippingMethods(),
        like.taxRates(),
        like.returns(),
        like.orderEndpoint(),
        like.closed());
  }
}
