package dev.diddo.domain.catalog;

import static dev.diddo.domain.money.Amounts.USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.merchant.Stores;
import org.junit.jupiter.api.Test;

class ListingTest {

  @Test
  void what_is_neither_withdrawn_nor_of_a_closed_store_is_on_sale() {
    var sold = Listings.of(Stores.usd("kit.example"), 100);
    var withdrawn = Listings.withdrawn(Listings.of(Stores.usd("kit.example"), 100));
    var closed = Listings.of(Stores.in(USD, "kit.example").closed().build(), 100);
    var shelf = Listings.shelf(sold, withdrawn, closed);
    assertThat(shelf.onSale(Listings.variant(sold))).contains(sold);
    assertThat(shelf.onSale(Listings.variant(withdrawn))).isEmpty();
    assertThat(shelf.onSale(Listings.variant(closed))).isEmpty();
    assertThat(shelf.find(Listings.variant(withdrawn))).contains(withdrawn);
    assertThat(Shelf.EMPTY.find(Listings.variant(sold))).isEmpty();
  }

  @Test
  void what_is_held_for_one_buyer_is_not_there_for_another() {
    assertThat(new Inventory(true, 5, 2).available()).isEqualTo(3);
    assertThat(new Inventory(true, 5, 2).canSupply(3)).isTrue();
    assertThat(new Inventory(true, 5, 2).canSupply(4)).isFalse();
    assertThat(new Inventory(true, 1, 3).available()).isZero();
    assertThat(new Inventory(true, 0, 0).canSupply(1)).isFalse();
  }

  @Test
  void what_is_not_counted_never_runs_out() {
    assertThat(Inventory.UNTRACKED.canSupply(Long.MAX_VALUE)).isTrue();
    assertThat(new Inventory(false, 0, 9).canSupply(1)).isTrue();
  }
}
