package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.refused;
import static dev.diddo.domain.cart.LiveCarts.EXPIRY;
import static dev.diddo.domain.cart.LiveCarts.IDS;
import static dev.diddo.domain.cart.LiveCarts.NOON;
import static dev.diddo.domain.cart.LiveCarts.copy;
import static dev.diddo.domain.cart.LiveCarts.newCopy;
import static dev.diddo.domain.cart.LiveCarts.newLine;
import static dev.diddo.domain.cart.LiveCarts.newPayment;
import static dev.diddo.domain.cart.LiveCarts.one;
import static dev.diddo.domain.cart.LiveCarts.open;
import static dev.diddo.domain.cart.LiveCarts.readyToPay;
import static dev.diddo.domain.cart.LiveCarts.some;
import static dev.diddo.domain.cart.LiveCarts.template;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static dev.diddo.domain.money.Amounts.USD;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.Buyers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveCartTest {
  private final Listing scarf = Listings.of(Stores.usd("kit.example"), 1_000);
  private final Listing boots = Listings.of(Stores.usd("boots.example"), 9_000);
  private final Shelf shelf = Listings.shelf(scarf, boots);

  @Test
  void a_copy_has_the_lines_of_its_template_under_the_same_ids() {
    var template = template(scarf, boots);
    var cart = copy(template, shelf, Buyers.ada());
    assertThat(cart.contents().lines()).isEqualTo(template.lines());
    assertThat(cart.contents().template()).isEqualTo(template.id());
    assertThat(cart.id()).isNotEqualTo(template.id());
    assertThat(cart.contents().version()).isEqualTo(1);
    assertThat(cart.contents().buyer()).isEqualTo(Buyers.ada());
    assertThat(cart.contents().currency()).isEqualTo(USD);
    assertThat(cart.contents().createdAt()).isEqualTo(NOON);
    assertThat(cart.contents().totals().total()).isEqualTo(usd(10_000));
  }

  @Test
  void each_store_of_a_copy_has_an_id_of_its_own() {
    var template = template(scarf, boots);
    var one = copy(template, shelf, BuyerIdentity.NOBODY).contents().parts();
    var other = copy(template, shelf, BuyerIdentity.NOBODY).contents().parts();
    assertThat(one)
        .extracting(StorePart::requestId)
        .doesNotHaveDuplicates()
        .allMatch(Optional::isPresent);
    assertThat(one.getFirst().requestId()).isNotEqualTo(other.getFirst().requestId());
  }

  @Test
  void an_empty_template_is_not_copied() {
    var empty = yes(template(scarf).remove(Listings.variant(scarf), shelf));
    assertThat(LiveCart.copyOf(empty, newCopy(BuyerIdentity.NOBODY), shelf, IDS))
        .isEqualTo(refused(new CheckoutRefusal.MissingLines()));
  }

  @Test
  void what_is_not_sold_any_more_is_copied_and_shown() {
    var today = Listings.shelf(Listings.withdrawn(scarf), boots);
    var cart = copy(template(scarf, boots), today, BuyerIdentity.NOBODY);
    assertThat(cart.contents().lines().list()).hasSize(2);
  }

  @Test
  void every_change_counts_up_the_version_and_keeps_the_stores_ids() {
    var cart = open(scarf, boots);
    var before = cart.contents().parts().getFirst().requestId();
    var more = yes(cart.add(newLine(), some(scarf, 2), shelf, IDS));
    assertThat(more.contents().version()).isEqualTo(2);
    assertThat(more.contents().parts().getFirst().requestId()).isEqualTo(before);
    assertThat(more.contents().lines().list().getFirst().quantity()).isEqualTo(3);
    var line = more.contents().lines().list().getLast().id();
    var less = yes(more.remove(line, shelf, IDS));
    assertThat(less.contents().version()).isEqualTo(3);
    assertThat(less.contents().parts()).hasSize(1);
    var one = yes(less.setQuantity(one(scarf), shelf, IDS));
    assertThat(one.contents().lines().list().getFirst().quantity()).isEqualTo(1);
    var none = yes(one.remove(Listings.variant(scarf), shelf, IDS));
    assertThat(none.contents().parts()).isEmpty();
    assertThat(none.contents().totals().total()).isEqualTo(usd(0));
  }

  @Test
  void every_change_takes_todays_prices() {
    var cart = open(scarf, boots);
    var today = Listings.shelf(Listings.priced(Optional.of(usd(1_500)), scarf), boots);
    assertThat(cart.contents().totals().subtotal()).isEqualTo(usd(10_000));
    var described = yes(cart.describe(Map.of(BuyerField.CITY, "Springfield"), today, IDS));
    assertThat(described.contents().totals().subtotal()).isEqualTo(usd(10_500));
  }

  @Test
  void a_change_that_is_refused_tells_why() {
    var cart = open(scarf);
    var gone = Listings.withdrawn(boots);
    assertThat(cart.add(newLine(), one(gone), Listings.shelf(scarf, gone), IDS))
        .isEqualTo(refused(new CartRefusal.UnknownVariant()));
  }

  @Test
  void describing_changes_just_what_is_given() {
    var ada = readyToPay(scarf);
    var moved = yes(ada.describe(Map.of(BuyerField.CITY, "Chicago"), shelf, IDS));
    assertThat(moved.contents().buyer().get(BuyerField.CITY)).contains("Chicago");
    assertThat(moved.contents().buyer().get(BuyerField.EMAIL)).contains("ada@example.com");
  }

  @Test
  void an_open_cart_expires_at_its_moment_and_no_other_does() {
    var cart = readyToPay(scarf);
    assertThat(cart.at(EXPIRY.minusMillis(1))).isEqualTo(cart);
    assertThat(cart.at(EXPIRY)).isEqualTo(new LiveCart.Expired(cart.contents()));
    for (var other :
        new LiveCart[] {
          new LiveCart.Frozen(cart.contents(), newPayment()),
          new LiveCart.Submitted(cart.contents(), new OrderId(IDS.next())),
          new LiveCart.Cancelled(cart.contents()),
          new LiveCart.Expired(cart.contents())
        }) {
      assertThat(other.at(EXPIRY.plusSeconds(1))).isEqualTo(other);
    }
  }
}
