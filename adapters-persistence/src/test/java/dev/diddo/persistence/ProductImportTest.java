package dev.diddo.persistence;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.CountingIds;
import dev.diddo.application.Drafts;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.Products.Change;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.merchant.Store;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProductImportTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final SteppingClock clock = new SteppingClock();
  private final CountingIds ids = new CountingIds();
  private final Ports ports = PgPorts.on(database, clock, ids);
  private Shop shop;

  @BeforeEach
  void open_the_shop() {
    shop = Shop.in(ports, clock, ids);
  }

  @Test
  void the_same_import_at_the_same_time_creates_each_product_once() throws Exception {
    var store = shop.store("kit.example");
    var drafts = drafts("Scarf", 50);
    var changes = together(() -> put(store, drafts), () -> put(store, drafts));
    assertThat(changes).hasSize(100);
    assertThat(Collections.frequency(changes, Change.CREATED)).isEqualTo(50);
    assertThat(Collections.frequency(changes, Change.UNCHANGED)).isEqualTo(50);
  }

  @Test
  void imports_of_two_stores_with_the_same_words_do_not_stand_in_each_others_way()
      throws Exception {
    var kit = shop.store("kit.example");
    var boots = shop.store("boots.example");
    var forwards = drafts("Unheard wordings", 50);
    assertThat(together(() -> put(kit, forwards), () -> put(boots, forwards.reversed())))
        .hasSize(100)
        .containsOnly(Change.CREATED);
  }

  @Test
  void a_batch_has_its_limit() {
    var store = shop.store("kit.example");
    assertThat(put(store, drafts("Scarf", 200))).hasSize(200);
    assertThatThrownBy(() -> put(store, drafts("Scarf", 201)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_lowest_price_follows_its_variants() {
    var store = shop.store("kit.example");
    var scarf = shop.variant(store, "Scarf", 1_000);
    assertThat(lowestPrice()).isEqualTo("1000");
    shop.reprice(scarf, 700);
    assertThat(lowestPrice()).isEqualTo("700");
    ports.products().withdraw(shop.tenant(), scarf);
    assertThat(lowestPrice()).isNull();
  }

  private String lowestPrice() {
    return database.ask(
        "select lowest_price from product where organization_id = '%s'"
            .formatted(shop.tenant().organization().value()));
  }

  private static List<ProductDraft> drafts(String title, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Drafts.of(title + " " + i, Optional.of(usd(i)), Inventory.UNTRACKED))
        .toList();
  }

  private List<Change> put(Store store, List<ProductDraft> drafts) {
    return ports.products().put(shop.tenant(), store, drafts);
  }

  private static List<Change> together(Callable<List<Change>> one, Callable<List<Change>> other)
      throws Exception {
    var both = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(List.of(after(both, one), after(both, other))).stream()
          .map(Future::resultNow)
          .flatMap(List::stream)
          .toList();
    }
  }

  private static <T> Callable<T> after(CyclicBarrier both, Callable<T> work) {
    return () -> {
      both.await();
      return work.call();
    };
  }
}
