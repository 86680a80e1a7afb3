package dev.diddo.application.catalog;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Eventually;
import dev.diddo.application.PortContract;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.id.VariantId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What whoever tells what is on sale promises. */
public abstract class ListingsContract extends PortContract {

  @Test
  void a_listing_is_the_variant_with_its_product_and_its_store() {
    var store = shop.store("kit.example");
    var scarf = shop.stocked(store, "Scarf", 1_999, 7);
    var product = shop.product(store, "scarf");
    var listing = now(scarf);
    assertThat(listing.store()).isEqualTo(store);
    assertThat(listing.inventory()).isEqualTo(new Inventory(true, 7, 0));
    assertThat(listing.onSale()).isTrue();
    assertThat(listing.customizations()).isEqualTo(product.customizations());
    var shown = listing.merchandise();
    assertThat(shown.product()).isEqualTo(product.id());
    assertThat(shown.handle()).isEqualTo("scarf");
    assertThat(shown.title()).isEqualTo("Scarf");
    assertThat(shown.variant()).isEqualTo(scarf);
    assertThat(shown.variantTitle()).isEqualTo("Default");
    assertThat(shown.sku()).contains("SKU-scarf");
    assertThat(shown.price()).contains(usd(1_999));
    assertThat(shown.optionValues()).isEqualTo(product.variants().getFirst().optionValues());
  }

  @Test
  void a_variant_may_have_no_price_yet() {
    var store = shop.store("kit.example");
    var scarf = shop.variant(store, "Scarf", Optional.empty(), Inventory.UNTRACKED);
    assertThat(now(scarf).merchandise().price()).isEmpty();
    assertThat(now(scarf).onSale()).isTrue();
  }

  @Test
  void several_are_told_at_once_however_often_they_are_named() {
    var store = shop.store("kit.example");
    var scarf = shop.variant(store, "Scarf", 1_000);
    var mug = shop.variant(store, "Mug", 2_000);
    assertThat(ports.listings().now(tenant, List.of(scarf, mug, scarf)).listings())
        .containsOnlyKeys(scarf, mug);
    assertThat(ports.listings().recent(tenant, List.of(mug, scarf, mug)).listings())
        .containsOnlyKeys(scarf, mug);
    assertThat(ports.listings().now(tenant, List.of()).listings()).isEmpty();
    assertThat(ports.listings().recent(tenant, List.of()).listings()).isEmpty();
  }

  @Test
  void what_the_tenant_never_had_is_left_out() {
    var scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    var unknown = new VariantId(ids.next());
    assertThat(ports.listings().now(tenant, List.of(scarf, unknown)).listings())
        .containsOnlyKeys(scarf);
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.listings().now(other, List.of(scarf)).listings()).isEmpty();
      assertThat(ports.listings().recent(other, List.of(scarf)).listings()).isEmpty();
    }
  }

  @Test
  void a_withdrawn_variant_is_still_shown_and_not_on_sale() {
    var scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    ports.products().withdraw(tenant, scarf);
    assertThat(now(scarf).withdrawn()).isTrue();
    assertThat(now(scarf).onSale()).isFalse();
    assertThat(now(scarf).merchandise().price()).contains(usd(1_000));
  }

  @Test
  void a_withdrawn_products_variants_are_withdrawn() {
    var store = shop.store("kit.example");
    var scarf = shop.variant(store, "Scarf", 1_000);
    ports.products().withdraw(tenant, shop.product(store, "scarf").id());
    assertThat(now(scarf).withdrawn()).isTrue();
  }

  @Test
  void what_is_now_shows_a_change_at_once() {
    var scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    assertThat(now(scarf).merchandise().price()).contains(usd(1_000));
    shop.reprice(scarf, 1_100);
    assertThat(now(scarf).merchandise().price()).contains(usd(1_100));
  }

  @Test
  void what_is_recent_shows_a_change_soon() {
    var scarf = shop.variant(shop.store("kit.example"), "Scarf", 1_000);
    assertThat(recent(scarf).merchandise().price()).contains(usd(1_000));
    shop.reprice(scarf, 1_100);
    Eventually.holds(() -> recent(scarf).merchandise().price().equals(Optional.of(usd(1_100))));
  }

  @Test
  void units_that_a_payment_holds_are_told() {
    var scarf = shop.stocked(shop.store("kit.example"), "Scarf", 1_000, 3);
    shop.open(shop.readyToPay(shop.template(scarf)));
    assertThat(now(scarf).inventory()).isEqualTo(new Inventory(true, 3, 1));
    assertThat(now(scarf).inventory().available()).isEqualTo(2);
  }

  private Listing now(VariantId variant) {
    return ports.listings().now(tenant, List.of(variant)).find(variant).orElseThrow();
  }

  private Listing recent(VariantId variant) {
    return ports.listings().recent(tenant, List.of(variant)).find(variant).orElseThrow();
  }
}
