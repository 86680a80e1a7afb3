package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.refused;
import static dev.diddo.domain.cart.LiveCarts.IDS;
import static dev.diddo.domain.cart.LiveCarts.newLine;
import static dev.diddo.domain.cart.LiveCarts.one;
import static dev.diddo.domain.cart.LiveCarts.open;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static dev.diddo.domain.money.Amounts.USD;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.Buyers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippingChoiceTest {
  private final Store kit =
      Stores.in(USD, "kit.example")
          .sends("std", 500, "US", "CA")
          .sends("express", 1_500, "US")
          .build();
  private final Store boots = Stores.in(USD, "boots.example").sends("std", 700, "US", "CA").build();
  private final Listing scarf = Listings.of(kit, 1_000);
  private final Listing shoes = Listings.of(boots, 9_000);
  private final Shelf shelf = Listings.shelf(scarf, shoes);
  private final LiveCart.Open nobodys = open(scarf, shoes);
  private final LiveCart.Open adas = yes(nobodys.describe(Buyers.ADA, shelf, IDS));

  @Test
  void a_method_is_chosen_for_one_store_or_for_several() {
    var one = yes(choose(adas, choice("kit.example", "express")));
    assertThat(selected(one)).containsExactly("express", "");
    assertThat(one.contents().totals().shipping()).isEqualTo(usd(1_500));
    var both = yes(choose(adas, choice("kit.example", "std"), choice("boots.example", "std")));
    assertThat(selected(both)).containsExactly("std", "std");
    assertThat(both.contents().totals().total()).isEqualTo(usd(11_200));
    assertThat(both.contents().version()).isEqualTo(adas.contents().version() + 1);
  }

  @Test
  void the_latest_choice_counts_and_leaves_other_stores_alone() {
    var both = yes(choose(adas, choice("kit.example", "std"), choice("boots.example", "std")));
    assertThat(selected(yes(choose(both, choice(kit.id().text(), "express")))))
        .containsExactly("express", "std");
  }

  @Test
  void an_address_is_needed_first() {
    assertThat(choose(nobodys, choice("kit.example", "std")))
        .isEqualTo(refused(new CartRefusal.BuyerIdentityMissing()));
  }

  @Test
  void a_store_that_is_not_in_the_cart_refuses_them_all() {
    assertThat(choose(adas, choice("kit.example", "std"), at("/1", "hats.example", "std")))
        .isEqualTo(refused(new CartRefusal.Unfit("/1/store", "Not in this cart")));
  }

  @Test
  void a_method_that_is_not_the_stores_refuses_them_all() {
    assertThat(
            unfit(choose(adas, choice("kit.example", "std"), at("/1", "boots.example", "express"))))
        .isEqualTo("/1/shipping_method_id");
    assertThat(unfit(choose(adas, at("", "kit.example", "")))).isEqualTo("/shipping_method_id");
  }

  @Test
  void a_method_that_does_not_go_to_the_buyer_is_refused() {
    var toCanada = Map.of(BuyerField.COUNTRY_CODE, "CA", BuyerField.PROVINCE_CODE, "ON");
    var canadian = yes(adas.describe(toCanada, shelf, IDS));
    assertThat(unfit(choose(canadian, at("", "kit.example", "express"))))
        .isEqualTo("/shipping_method_id");
    assertThat(selected(yes(choose(canadian, choice("kit.example", "std")))))
        .containsExactly("std", "");
  }

  @Test
  void two_methods_for_one_store_do_not_both_fit() {
    assertThat(
            unfit(choose(adas, at("/0", "kit.example", "std"), at("/1", "kit.example", "express"))))
        .isEqualTo("/0/shipping_method_id");
  }

  @Test
  void a_choice_outlives_a_change_of_the_lines_and_of_the_street() {
    var chosen =
        yes(choose(adas, choice("kit.example", "express"), choice("boots.example", "std")));
    var more = yes(chosen.add(newLine(), one(scarf), shelf, IDS));
    assertThat(selected(more)).containsExactly("express", "std");
    var moved = yes(more.describe(Map.of(BuyerField.ADDRESS1, "2 Main Street"), shelf, IDS));
    assertThat(selected(moved)).containsExactly("express", "std");
  }

  @Test
  void a_choice_that_does_not_go_to_the_new_country_is_gone() {
    var chosen =
        yes(choose(adas, choice("kit.example", "express"), choice("boots.example", "std")));
    var moved = yes(chosen.describe(Map.of(BuyerField.COUNTRY_CODE, "CA"), shelf, IDS));
    assertThat(selected(moved)).containsExactly("", "std");
  }

  private Outcome<LiveCart.Open, CartRefusal> choose(
      LiveCart.Open cart, ShippingChoice... choices) {
    return cart.choose(List.of(choices), shelf, IDS);
  }

  private static ShippingChoice choice(String store, String method) {
    return at("", store, method);
  }

  private static ShippingChoice at(String pointer, String store, String method) {
    return new ShippingChoice(pointer, store, method);
  }

  private static List<String> selected(LiveCart cart) {
    return cart.contents().parts().stream()
        .map(part -> part.offer().selected().map(ShippingRate::id).orElse(""))
        .toList();
  }

  private static String unfit(Outcome<LiveCart.Open, CartRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Refused<LiveCart.Open, CartRefusal>(CartRefusal.Unfit(var pointer, _)) ->
          pointer;
      default -> throw new AssertionError("It was not refused as unfit: " + outcome);
    };
  }
}
