package dev.diddo.application.catalog;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.Shop;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.ShippingMethod;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.merchant.TaxRate;
import dev.diddo.domain.money.Rate;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What whoever keeps stores promises. */
public abstract class StoresContract extends PortContract {
  private static final Page FIRST = new Page(Page.DEFAULT_LIMIT, 0);

  @Test
  void a_store_is_found_as_it_was_added() {
    var store = everything(new StoreId(ids.next()), Optional.of("kit.example"));
    assertThat(ports.stores().add(tenant, store)).isTrue();
    assertThat(ports.stores().find(tenant, store.id())).contains(store);
  }

  @Test
  void a_store_is_named_by_its_domain_or_its_id_in_either_text() {
    var store = shop.store("kit.example");
    assertThat(ports.stores().find(tenant, "kit.example")).contains(store);
    assertThat(ports.stores().find(tenant, store.id().text())).contains(store);
    assertThat(ports.stores().find(tenant, store.id().value().toString())).contains(store);
  }

  @Test
  void a_store_without_a_domain_is_named_by_its_id() {
    var store = everything(new StoreId(ids.next()), Optional.empty());
    ports.stores().add(tenant, store);
    assertThat(ports.stores().find(tenant, store.handle())).contains(store);
  }

  @Test
  void what_names_no_store_finds_none() {
    shop.store("kit.example");
    assertThat(ports.stores().find(tenant, "other.example")).isEmpty();
    assertThat(ports.stores().find(tenant, "")).isEmpty();
    assertThat(ports.stores().find(tenant, new StoreId(ids.next()))).isEmpty();
  }

  @Test
  void two_stores_of_a_tenant_cannot_have_one_domain() {
    var first = shop.store("kit.example");
    assertThat(ports.stores().add(tenant, shop.unsavedStore("kit.example"))).isFalse();
    assertThat(ports.stores().list(tenant, FIRST).items()).containsExactly(first);
  }

  @Test
  void two_stores_may_both_have_none() {
    assertThat(ports.stores().add(tenant, everything(new StoreId(ids.next()), Optional.empty())))
        .isTrue();
    assertThat(ports.stores().add(tenant, everything(new StoreId(ids.next()), Optional.empty())))
        .isTrue();
  }

  @Test
  void another_tenant_may_have_the_same_domain() {
    shop.store("kit.example");
    assertThat(ports.stores().add(stranger.tenant(), stranger.unsavedStore("kit.example")))
        .isTrue();
    assertThat(ports.stores().add(production(), shop.unsavedStore("kit.example"))).isTrue();
  }

  @Test
  void saving_replaces_all_of_it() {
    var store = shop.store("kit.example");
    var changed = everything(store.id(), Optional.of("new.example"));
    assertThat(ports.stores().save(tenant, changed)).isTrue();
    assertThat(ports.stores().find(tenant, store.id())).contains(changed);
    assertThat(ports.stores().find(tenant, "kit.example")).isEmpty();
  }

  @Test
  void saving_cannot_take_another_stores_domain() {
    shop.store("kit.example");
    var store = shop.store("boots.example");
    assertThat(ports.stores().save(tenant, everything(store.id(), Optional.of("kit.example"))))
        .isFalse();
    assertThat(ports.stores().find(tenant, store.id())).contains(store);
  }

  @Test
  void of_many_changes_at_once_none_is_lost() throws Exception {
    var store = shop.store("0.example");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var changes =
          IntStream.range(0, 10)
              .mapToObj(_ -> threads.submit(() -> ports.transactions().inOne(() -> count(store))))
              .toList();
      for (var change : changes) {
        assertThat(change.get()).isTrue();
      }
    }
    assertThat(ports.stores().find(tenant, store.id()).orElseThrow().domain())
        .contains("10.example");
  }

  /** The domain's number, counted up. */
  private boolean count(Store store) {
    var before = ports.stores().findToChange(tenant, store.id().text()).orElseThrow();
    int number = Integer.parseInt(before.handle().replace(".example", ""));
    return ports
        .stores()
        .save(tenant, everything(store.id(), Optional.of(number + 1 + ".example")));
  }

  @Test
  void stores_are_listed_oldest_first_a_page_at_a_time() {
    var one = shop.store("one.example");
    var two = shop.store("two.example");
    var three = shop.store("three.example");
    var all = ports.stores().list(tenant, FIRST);
    assertThat(all.items()).containsExactly(one, two, three);
    assertThat(all.total()).isEqualTo(3);
    var second = ports.stores().list(tenant, new Page(1, 1));
    assertThat(second.items()).containsExactly(two);
    assertThat(second.total()).isEqualTo(3);
    assertThat(ports.stores().list(tenant, new Page(1, 3)).items()).isEmpty();
  }

  @Test
  void a_closed_store_is_found_by_nobody() {
    var store = shop.store("kit.example");
    assertThat(ports.stores().close(tenant, store.id())).isTrue();
    assertThat(ports.stores().find(tenant, store.id())).isEmpty();
    assertThat(ports.stores().find(tenant, "kit.example")).isEmpty();
    assertThat(ports.stores().list(tenant, FIRST).total()).isZero();
    assertThat(ports.stores().close(tenant, store.id())).isFalse();
  }

  @Test
  void the_domain_of_a_closed_store_is_free_again() {
    var old = shop.store("kit.example");
    ports.stores().close(tenant, old.id());
    var store = shop.store("kit.example");
    assertThat(ports.stores().find(tenant, "kit.example")).contains(store);
  }

  @Test
  void carts_still_show_what_a_closed_store_sold() {
    var store = shop.store("kit.example");
    var scarf = shop.variant(store, "Scarf", 1_000);
    ports.stores().close(tenant, store.id());
    var listing = ports.listings().now(tenant, List.of(scarf)).find(scarf).orElseThrow();
    assertThat(listing.store().closed()).isTrue();
    assertThat(listing.onSale()).isFalse();
    assertThat(listing.merchandise().title()).isEqualTo("Scarf");
  }

  @Test
  void nobody_else_sees_or_closes_it() {
    var store = shop.store("kit.example");
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.stores().find(other, store.id())).isEmpty();
      assertThat(ports.stores().find(other, "kit.example")).isEmpty();
      assertThat(ports.stores().find(other, store.id().text())).isEmpty();
      assertThat(ports.stores().list(other, FIRST).items()).isEmpty();
      assertThat(ports.stores().close(other, store.id())).isFalse();
    }
    assertThat(ports.stores().find(tenant, store.id())).contains(store);
  }

  private static Store everything(StoreId id, Optional<String> domain) {
    return new Store(
        id,
        "Kit & Söhne",
        domain,
        Shop.USD,
        new Rate(1_250),
        Optional.of("acct_kit"),
        List.of(
            new ShippingMethod(
                "free", "Free over 50", usd(700), Set.of("US"), Optional.of(usd(5_000))),
            new ShippingMethod("world", "World", usd(2_500), Set.of("US", "DE"), Optional.empty())),
        List.of(
            new TaxRate("US", Optional.of("IL"), new Rate(625), false, true),
            new TaxRate("DE", Optional.empty(), new Rate(1_900), true, false)),
        new ReturnsPolicy(true, 30),
        Optional.of(URI.create("https://kit.example/orders")),
        false);
  }
}
