package dev.diddo.application.catalog;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Drafts;
import dev.diddo.application.Page;
import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.catalog.CatalogSource.Entry;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.merchant.Store;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportCatalogTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final Store store = shop.store("kit.example");
  private final ImportCatalog importCatalog = new ImportCatalog(steps.ports.products());

  @Test
  void products_are_counted_by_what_became_of_them() {
    var first = run(List.of(read("Scarf", 1_000), read("Mug", 2_000)));
    assertThat(first).isEqualTo(new ImportCatalog.Report(2, 0, 0, List.of()));
    var second = run(List.of(read("Scarf", 1_000), read("Mug", 2_500), read("Cap", 900)));
    assertThat(second).isEqualTo(new ImportCatalog.Report(1, 1, 1, List.of()));
  }

  @Test
  void a_bad_product_never_stops_the_others() {
    var bad = new Entry.Rejected(2, "INVALID_PRICE", "A price is a number");
    var report = run(List.of(read("Scarf", 1_000), bad, read("Mug", 2_000)));
    assertThat(report).isEqualTo(new ImportCatalog.Report(2, 0, 0, List.of(bad)));
  }

  @Test
  void running_it_twice_changes_nothing() {
    var many = many(250);
    assertThat(run(many).created()).isEqualTo(250);
    assertThat(run(many)).isEqualTo(new ImportCatalog.Report(0, 0, 250, List.of()));
  }

  @Test
  void the_same_handle_again_changes_what_the_first_one_made() {
    var report = run(List.of(read("Scarf", 1_000), read("Scarf", 1_100), read("Scarf", 1_100)));
    assertThat(report).isEqualTo(new ImportCatalog.Report(1, 1, 1, List.of()));
    assertThat(shop.product(store, "scarf").variants().getFirst().price()).contains(usd(1_100));
  }

  @Test
  void what_was_read_before_a_connection_broke_stays() {
    var source = entries(many(150));
    assertThatThrownBy(
            () ->
                importCatalog.run(
                    shop.tenant(),
                    store,
                    () -> {
                      if (!source.hasNext()) {
                        throw new IllegalStateException("cut off");
                      }
                      return Optional.of(source.next());
                    }))
        .hasMessage("cut off");
    var found = steps.ports.products().search(shop.tenant(), ProductFilters.all(), new Page(1, 0));
    assertThat(found.total()).isEqualTo(100);
  }

  @Test
  void a_file_of_nothing_but_faults_does_not_fill_the_memory() {
    var faults = new ArrayList<Entry>();
    for (int line = 1; line <= 5_000; line++) {
      faults.add(new Entry.Rejected(line, "INVALID", "no"));
    }
    var report = run(faults);
    assertThat(report.rejected()).hasSizeBetween(100, 1_500);
    assertThat(report.rejected().getFirst()).isEqualTo(faults.getFirst());
  }

  @Test
  void nothing_is_nothing() {
    assertThat(run(List.of())).isEqualTo(new ImportCatalog.Report(0, 0, 0, List.of()));
  }

  private ImportCatalog.Report run(List<? extends Entry> entries) {
    var source = entries(entries);
    return importCatalog.run(
        shop.tenant(),
        store,
        () -> source.hasNext() ? Optional.of(source.next()) : Optional.empty());
  }

  private static Iterator<? extends Entry> entries(List<? extends Entry> entries) {
    return entries.iterator();
  }

  private static List<Entry> many(int count) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < count; i++) {
      entries.add(read("Thing " + i, 100 + i));
    }
    return entries;
  }

  private static Entry read(String title, long price) {
    return new Entry.Read(1, Drafts.of(title, Optional.of(usd(price)), Inventory.UNTRACKED));
  }
}
