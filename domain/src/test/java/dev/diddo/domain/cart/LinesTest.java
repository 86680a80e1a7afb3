package dev.diddo.domain.cart;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;
import static dev.diddo.domain.cart.LiveCarts.newLine;
import static dev.diddo.domain.cart.LiveCarts.one;
import static dev.diddo.domain.cart.LiveCarts.some;
import static dev.diddo.domain.cart.LiveCarts.yes;
import static dev.diddo.domain.money.Amounts.JPY;
import static dev.diddo.domain.money.Amounts.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.CustomizationChoice;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.Stores;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  private static final Customization NAME =
      new Customization.Text("name", "Name", false, OptionalInt.empty(), Optional.empty());
  private static final Customization NUMBER =
      new Customization.Text("number", "Number", false, OptionalInt.empty(), Optional.empty());

  private final Store store = Stores.usd("kit.example");
  private final Listing shirt = Listings.of(store, 9_000, NAME, NUMBER);
  private final Listing scarf = Listings.of(store, 1_000);
  private final Shelf shelf = Listings.shelf(shirt, scarf);
  private final LineId firstId = newLine();

  @Test
  void the_same_variant_adds_up_in_its_line() {
    var lines = yes(first(scarf, 2).add(newLine(), some(scarf, 3), shelf));
    assertThat(lines.list()).containsExactly(line(firstId, scarf, 5));
  }

  @Test
  void another_variant_gets_a_line_of_its_own_behind() {
    var shirtId = newLine();
    var lines = yes(first(scarf, 2).add(shirtId, one(shirt), shelf));
    assertThat(lines.list()).containsExactly(line(firstId, scarf, 2), line(shirtId, shirt, 1));
    assertThat(lines.variants()).containsExactly(Listings.variant(scarf), Listings.variant(shirt));
    assertThat(lines.find(shirtId)).contains(line(shirtId, shirt, 1));
    assertThat(lines.find(newLine())).isEmpty();
  }

  @Test
  void customizations_make_another_line_and_their_order_does_not() {
    var plain = first(shirt, 1);
    var adaId = newLine();
    var ada = yes(plain.add(adaId, shirt(1, name("ADA"), number("10")), shelf));
    var again = yes(ada.add(newLine(), shirt(2, number("10"), name("ADA")), shelf));
    var grace = yes(again.add(newLine(), shirt(1, name("GRACE"), number("10")), shelf));
    assertThat(grace.list()).extracting(CartLine::quantity).containsExactly(1, 3, 1);
    assertThat(grace.list().get(1).id()).isEqualTo(adaId);
    assertThat(grace.variants()).containsExactly(Listings.variant(shirt));
  }

  @Test
  void what_is_not_sold_cannot_be_added() {
    var gone = Listings.withdrawn(Listings.of(store, 1));
    var closed = Listings.of(Stores.in(USD, "old.example").closed().build(), 1);
    var unknown = Listings.of(store, 1);
    for (var listing : List.of(gone, closed)) {
      assertThat(first(scarf, 1).add(newLine(), one(listing), Listings.shelf(listing)))
          .isEqualTo(refused(new CartRefusal.UnknownVariant()));
      assertThat(Lines.first(newLine(), one(listing), Listings.shelf(listing)))
          .isEqualTo(refused(new CartRefusal.UnknownVariant()));
    }
    assertThat(first(scarf, 1).add(newLine(), one(unknown), shelf))
        .isEqualTo(refused(new CartRefusal.UnknownVariant()));
  }

  @Test
  void a_cart_has_one_currency() {
    var yen = Listings.of(Stores.in(JPY, "jp.example").build(), 100);
    assertThat(first(scarf, 1).add(newLine(), one(yen), Listings.shelf(yen)))
        .isEqualTo(refused(new CartRefusal.CurrencyMismatch()));
  }

  @Test
  void an_emptied_cart_takes_the_currency_of_its_next_line() {
    var yen = Listings.of(Stores.in(JPY, "jp.example").build(), 100);
    var empty = first(scarf, 1).without(firstId);
    assertThat(empty.currency()).isEqualTo(USD);
    assertThat(empty.isEmpty()).isTrue();
    assertThat(yes(empty.add(newLine(), one(yen), Listings.shelf(yen))).currency()).isEqualTo(JPY);
  }

  @Test
  void a_line_holds_at_most_9_999() {
    assertThat(first(scarf, 9_999).list().getFirst().quantity()).isEqualTo(9_999);
    assertThat(first(scarf, 9_998).add(newLine(), one(scarf), shelf))
        .isEqualTo(accepted(new Lines(USD, List.of(line(firstId, scarf, 9_999)))));
    assertThat(first(scarf, 9_999).add(newLine(), one(scarf), shelf))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isInstanceOf(CartRefusal.Unfit.class));
    assertThatThrownBy(() -> line(firstId, scarf, 10_000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> line(firstId, scarf, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_cart_holds_at_most_500_lines() {
    var lines = first(shirt, 1);
    for (int i = 1; i < Lines.MAX_LINES; i++) {
      lines = yes(lines.add(newLine(), shirt(1, name("N" + i)), shelf));
    }
    assertThat(lines.list()).hasSize(500);
    var full = lines;
    assertThat(full.add(newLine(), shirt(1, name("one more")), shelf))
        .isEqualTo(refused(new CartRefusal.Unfit("/item", "A cart holds at most 500 lines")));
    assertThat(yes(full.add(newLine(), shirt(5, name("N7")), shelf)).list()).hasSize(500);
  }

  @Test
  void a_quantity_is_set_not_added() {
    assertThat(yes(first(scarf, 5).setQuantity(some(scarf, 2), shelf)).list())
        .containsExactly(line(firstId, scarf, 2));
    assertThat(first(scarf, 5).setQuantity(firstId, 9_999).list())
        .containsExactly(line(firstId, scarf, 9_999));
  }

  @Test
  void a_quantity_of_0_removes_the_line() {
    assertThat(yes(first(scarf, 5).setQuantity(some(scarf, 0), shelf)).list()).isEmpty();
    assertThat(first(scarf, 5).setQuantity(firstId, 0).list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void a_line_that_is_not_there_changes_nothing(int quantity) {
    var lines = first(scarf, 5);
    assertThat(lines.setQuantity(some(shirt, quantity), shelf)).isEqualTo(accepted(lines));
    assertThat(lines.setQuantity(shirt(quantity, name("ADA")), shelf)).isEqualTo(accepted(lines));
    assertThat(lines.setQuantity(newLine(), quantity)).isEqualTo(lines);
    assertThat(lines.without(newLine())).isEqualTo(lines);
    assertThat(lines.without(Listings.variant(shirt), shelf)).isEqualTo(accepted(lines));
  }

  @Test
  void a_variant_that_the_organization_never_had_is_unknown_there_or_not() {
    var unknown = Listings.of(store, 1);
    assertThat(first(scarf, 5).setQuantity(some(unknown, 0), shelf))
        .isEqualTo(refused(new CartRefusal.UnknownVariant()));
    assertThat(first(scarf, 5).without(Listings.variant(unknown), shelf))
        .isEqualTo(refused(new CartRefusal.UnknownVariant()));
  }

  @Test
  void a_variant_in_one_customized_line_needs_no_telling() {
    var lines = yes(Lines.first(firstId, shirt(1, name("ADA")), shelf));
    assertThat(yes(lines.setQuantity(some(shirt, 3), shelf)).list())
        .extracting(CartLine::quantity)
        .containsExactly(3);
  }

  @Test
  void a_variant_in_several_customized_lines_does() {
    var ada = yes(Lines.first(firstId, shirt(1, name("ADA")), shelf));
    var both = yes(ada.add(newLine(), shirt(1, name("GRACE")), shelf));
    assertThat(both.setQuantity(some(shirt, 3), shelf))
        .isEqualTo(refused(new CartRefusal.AmbiguousLine()));
    assertThat(yes(both.setQuantity(shirt(3, name("GRACE")), shelf)).list())
        .extracting(CartLine::quantity)
        .containsExactly(1, 3);
    assertThat(both.setQuantity(shirt(3, name("EDSGER")), shelf)).isEqualTo(accepted(both));
  }

  @Test
  void of_a_plain_line_and_a_customized_one_the_plain_one_is_meant() {
    var plain = first(shirt, 1);
    var both = yes(plain.add(newLine(), shirt(1, name("ADA")), shelf));
    assertThat(yes(both.setQuantity(some(shirt, 4), shelf)).list())
        .extracting(CartLine::quantity)
        .containsExactly(4, 1);
  }

  @Test
  void removing_a_variant_removes_all_its_lines() {
    var ada = yes(first(shirt, 1).add(newLine(), shirt(1, name("ADA")), shelf));
    var all = yes(ada.add(newLine(), one(scarf), shelf));
    assertThat(yes(all.without(Listings.variant(shirt), shelf)).variants())
        .containsExactly(Listings.variant(scarf));
    assertThat(all.without(firstId).list()).hasSize(2);
  }

  private Lines first(Listing listing, int quantity) {
    return yes(Lines.first(firstId, some(listing, quantity), shelf));
  }

  private static CartLine line(LineId id, Listing listing, int quantity) {
    return new CartLine(id, Listings.variant(listing), quantity, List.of());
  }

  private Selection shirt(int quantity, CustomizationChoice... choices) {
    return new Selection(Listings.variant(shirt), quantity, List.of(choices));
  }

  private static CustomizationChoice name(String text) {
    return new CustomizationChoice.Written("name", text);
  }

  private static CustomizationChoice number(String text) {
    return new CustomizationChoice.Written("number", text);
  }
}
