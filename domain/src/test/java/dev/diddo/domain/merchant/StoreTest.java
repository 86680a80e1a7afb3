package dev.diddo.domain.merchant;

import static dev.diddo.domain.money.Amounts.USD;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.money.Rate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreTest {
  private static final TaxRate US = rate("US", Optional.empty(), 500);
  private static final TaxRate ILLINOIS = rate("US", Optional.of("IL"), 625);

  @Test
  void a_store_is_named_by_its_domain_or_else_by_its_id() {
    assertThat(Stores.usd("kit.example").handle()).isEqualTo("kit.example");
    var nameless = Stores.in(USD, "").nameless().build();
    assertThat(nameless.handle()).isEqualTo(nameless.id().text());
  }

  @Test
  void the_most_specific_rate_of_a_place_holds_in_whatever_order_they_stand() {
    for (var store :
        new Store[] {
          Stores.in(USD, "a").taxed(US).taxed(ILLINOIS).build(),
          Stores.in(USD, "b").taxed(ILLINOIS).taxed(US).build()
        }) {
      assertThat(store.taxRate("US", Optional.of("IL"))).contains(ILLINOIS);
      assertThat(store.taxRate("US", Optional.of("CA"))).contains(US);
      assertThat(store.taxRate("US", Optional.empty())).contains(US);
    }
  }

  @Test
  void a_place_without_a_rate_is_not_taxed() {
    var store = Stores.in(USD, "a").taxed(ILLINOIS).build();
    assertThat(store.taxRate("US", Optional.of("CA"))).isEmpty();
    assertThat(store.taxRate("US", Optional.empty())).isEmpty();
    assertThat(store.taxRate("DE", Optional.of("IL"))).isEmpty();
  }

  @Test
  void tax_is_on_goods_and_where_it_says_so_on_shipping() {
    var goods = new TaxRate("US", Optional.empty(), new Rate(1_000), false, false);
    var both = new TaxRate("US", Optional.empty(), new Rate(1_000), false, true);
    assertThat(goods.on(usd(1_000), usd(500))).isEqualTo(usd(100));
    assertThat(both.on(usd(1_000), usd(500))).isEqualTo(usd(150));
  }

  @Test
  void tax_is_rounded_once_for_goods_and_shipping_together() {
    var both = new TaxRate("US", Optional.empty(), new Rate(1_000), false, true);
    assertThat(both.on(usd(4), usd(4))).isEqualTo(usd(1));
  }

  @Test
  void included_tax_is_the_part_inside() {
    var included = new TaxRate("DE", Optional.empty(), new Rate(1_900), true, false);
    var withShipping = new TaxRate("DE", Optional.empty(), new Rate(1_900), true, true);
    assertThat(included.on(usd(11_900), usd(1_190))).isEqualTo(usd(1_900));
    assertThat(withShipping.on(usd(11_900), usd(1_190))).isEqualTo(usd(2_090));
  }

  @Test
  void a_province_is_taxed_in_whatever_case_it_is_written() {
    var illinois = rate("US", Optional.of("il"), 625);
    assertThat(illinois).isEqualTo(ILLINOIS);
    assertThat(illinois.holdsIn("US", Optional.of("IL"))).isTrue();
    assertThat(ILLINOIS.holdsIn("US", Optional.of("il"))).isTrue();
    assertThat(ILLINOIS.holdsIn("US", Optional.of("NY"))).isFalse();
    assertThat(ILLINOIS.holdsIn("US", Optional.empty())).isFalse();
  }

  @Test
  void a_method_goes_to_its_countries_alone() {
    var method =
        new ShippingMethod("std", "Standard", usd(500), Set.of("US", "CA"), Optional.empty());
    assertThat(method.serves("US")).isTrue();
    assertThat(method.serves("DE")).isFalse();
    assertThat(method.priceFor(usd(1_000_000))).isEqualTo(usd(500));
  }

  @Test
  void a_method_may_cost_nothing_from_a_subtotal_on() {
    var method =
        new ShippingMethod("std", "Standard", usd(500), Set.of("US"), Optional.of(usd(5_000)));
    assertThat(method.priceFor(usd(4_999))).isEqualTo(usd(500));
    assertThat(method.priceFor(usd(5_000))).isEqualTo(usd(0));
    assertThat(method.priceFor(usd(5_001))).isEqualTo(usd(0));
  }

  private static TaxRate rate(String country, Optional<String> province, int basisPoints) {
    return new TaxRate(country, province, new Rate(basisPoints), false, false);
  }
}
