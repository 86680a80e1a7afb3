package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;
import static dev.diddo.domain.cart.LiveCarts.newLine;
import static dev.diddo.domain.cart.LiveCarts.one;
import static dev.diddo.domain.cart.LiveCarts.some;
import static dev.diddo.domain.cart.LiveCarts.template;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.money.Money;
import org.junit.jupiter.api.Test;

class CartTest {
  private static final CartRefusal TOO_MUCH =
      new CartRefusal.Unfit("/item/quantity", "The cart's total would pass 2^53 - 1 minor units");

  private final Store store = Stores.usd("kit.example");
  private final Listing scarf = Listings.of(store, 1_000);
  private final Listing mug = Listings.of(store, 2_000);
  private final Shelf shelf = Listings.shelf(scarf, mug);

  @Test
  void a_new_template_is_version_1() {
    var cart = template(scarf);
    assertThat(cart.version()).isEqualTo(1);
    assertThat(cart.lines().variants()).containsExactly(Listings.variant(scarf));
  }

  @Test
  void every_change_counts_up_the_version() {
    var cart = template(scarf);
    var line = cart.lines().list().getFirst().id();
    assertThat(yes(cart.add(newLine(), one(mug), shelf)).version()).isEqualTo(2);
    assertThat(yes(cart.setQuantity(some(scarf, 2), shelf)).version()).isEqualTo(2);
    assertThat(yes(cart.setQuantity(line, 2, shelf)).version()).isEqualTo(2);
    assertThat(yes(cart.remove(line, shelf)).version()).isEqualTo(2);
    assertThat(yes(cart.remove(Listings.variant(scarf), shelf)).version()).isEqualTo(2);
  }

  @Test
  void what_changes_nothing_counts_nothing() {
    var cart = template(scarf);
    var line = cart.lines().list().getFirst().id();
    assertThat(cart.setQuantity(some(scarf, 1), shelf)).isEqualTo(accepted(cart));
    assertThat(cart.setQuantity(line, 1, shelf)).isEqualTo(accepted(cart));
    assertThat(cart.setQuantity(newLine(), 7, shelf)).isEqualTo(accepted(cart));
    assertThat(cart.remove(newLine(), shelf)).isEqualTo(accepted(cart));
    assertThat(cart.remove(Listings.variant(mug), shelf)).isEqualTo(accepted(cart));
  }

  @Test
  void an_emptied_template_keeps_its_id_and_can_be_filled_again() {
    var cart = template(scarf);
    var empty = yes(cart.remove(Listings.variant(scarf), shelf));
    assertThat(empty.lines().isEmpty()).isTrue();
    assertThat(yes(empty.add(newLine(), one(mug), shelf)).id()).isEqualTo(cart.id());
  }

  @Test
  void a_total_that_nobody_can_count_is_refused() {
    var gold = Listings.of(store, Money.MAX_MINOR_UNITS);
    var golden = Listings.shelf(gold, scarf);
    var id = new CartId(LiveCarts.IDS.next());
    assertThat(Cart.with(id, newLine(), some(gold, 2), golden)).isEqualTo(refused(TOO_MUCH));
    var one = yes(Cart.with(id, newLine(), one(gold), golden));
    assertThat(one.add(newLine(), one(gold), golden)).isEqualTo(refused(TOO_MUCH));
    assertThat(one.add(newLine(), one(scarf), golden)).isEqualTo(refused(TOO_MUCH));
    assertThat(one.setQuantity(some(gold, 9_999), golden)).isEqualTo(refused(TOO_MUCH));
  }

  @Test
  void a_total_over_stores_that_nobody_can_count_is_refused() {
    var gold = Listings.of(store, Money.MAX_MINOR_UNITS);
    var cent = Listings.of(Stores.usd("boots.example"), 1);
    var golden = Listings.shelf(gold, cent);
    var cart = yes(Cart.with(new CartId(LiveCarts.IDS.next()), newLine(), one(gold), golden));
    assertThat(cart.add(newLine(), one(cent), golden)).isEqualTo(refused(TOO_MUCH));
  }

  @Test
  void what_is_not_sold_any_more_can_still_be_taken_out() {
    var cart = yes(template(scarf).add(newLine(), one(mug), shelf));
    var today = Listings.shelf(Listings.withdrawn(scarf), mug);
    assertThat(yes(cart.remove(Listings.variant(scarf), today)).lines().variants())
        .containsExactly(Listings.variant(mug));
    assertThat(yes(cart.setQuantity(some(mug, 3), today)).lines().list()).hasSize(2);
  }
}
