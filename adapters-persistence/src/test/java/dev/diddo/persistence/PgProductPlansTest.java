package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.CountingIds;
import dev.diddo.application.Page;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.application.catalog.ProductFilter.Sort;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How PostgreSQL goes about a search among 20,000 products. */
class PgProductPlansTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final int PRODUCTS = 20_000;
  private static final int BATCH = 200;
  private static final Page FIRST = new Page(20, 0);

  private static Ports ports;
  private static Shop shop;

  @BeforeAll
  static void fill_the_shelves() {
    var ids = new CountingIds();
    var clock = new SteppingClock();
    ports = PgPorts.on(database, clock, ids);
    shop = Shop.in(ports, clock, ids);
    var store = shop.store("kit.example");
    for (int i = 0; i < PRODUCTS; i += BATCH) {
      var batch = IntStream.range(i, i + BATCH).mapToObj(PgProductPlansTest::draft).toList();
      ports.products().put(shop.tenant(), store, batch);
    }
    database.sql("vacuum analyze");
  }

  private static ProductDraft draft(int i) {
    return new ProductDraft(
        "product-" + i,
        "Jersey " + name(i % 500) + " " + (i % 2 == 0 ? "home" : "away"),
        "<p>Made of " + name(i % 50) + "</p>",
        Optional.of("Brand " + i % 200),
        Optional.of("Category " + i % 100),
        List.of("player:Player " + i % 1000, "team:Team " + i % 300),
        List.of(),
        List.of(
            new VariantDraft(
                "M",
                Optional.of("SKU-" + i),
                Optional.of(Shop.usd(1_000 + i)),
                List.of(new OptionValue("Size", "M")),
                new Inventory(true, i % 3, 0))),
        List.of());
  }

  /** A word of its own for each number, without digits. */
  private static String name(int number) {
    var letters = new StringBuilder("word");
    for (int rest = number; rest > 0; rest /= 20) {
      letters.append((char) ('b' + rest % 20));
    }
    return letters.toString();
  }

  @Test
  void a_text_is_found_by_the_index_of_words() {
    assertThat(plan(filter("wordbcd home", List.of(), List.of())))
        .anyMatch(line -> line.contains("product_words"))
        .noneMatch(line -> line.contains("Seq Scan on product"));
  }

  @Test
  void a_brand_is_found_by_its_index() {
    assertThat(plan(filter(List.of("BRAND 7"), List.of())))
        .anyMatch(line -> line.contains("product_brand"))
        .noneMatch(line -> line.contains("Seq Scan on product"));
  }

  @Test
  void a_player_is_found_by_the_index_of_tags() {
    assertThat(plan(filter(List.of(), List.of("Player 77"))))
        .anyMatch(line -> line.contains("product_tags"))
        .noneMatch(line -> line.contains("Seq Scan on product"));
  }

  @Test
  void a_page_reads_only_its_own_variants() {
    assertThat(plan(filter(List.of(), List.of())))
        .anyMatch(line -> line.contains("variant_product"))
        .noneMatch(line -> line.contains("Seq Scan on variant"));
  }

  @Test
  void what_is_found_is_counted() {
    var found =
        ports.products().search(shop.tenant(), filter(List.of("brand 7"), List.of()), FIRST);
    assertThat(found.total()).isEqualTo(PRODUCTS / 200);
    assertThat(found.items()).hasSize(20);
  }

  private static ProductFilter filter(List<String> brands, List<String> players) {
    return filter("", brands, players);
  }

  private static ProductFilter filter(String text, List<String> brands, List<String> players) {
    return new ProductFilter(
        Optional.of(text),
        List.of(),
        brands,
        List.of(),
        players,
        List.of(),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Sort.RELEVANCE);
  }

  private static List<String> plan(ProductFilter filter) {
    var words = filter.text().map(Words::asked).orElse(List.of());
    var query = words.isEmpty() ? null : Words.query(words.stream().map(List::of).toList());
    var search = new ProductSearch(shop.tenant(), filter, query);
    return database
        .postgres()
        .run(
            c ->
                c.preparedQuery("explain (analyze) " + search.page())
                    .execute(search.pageParameters(FIRST))
                    .map(
                        rows -> {
                          var lines = new ArrayList<String>();
                          rows.forEach(row -> lines.add(row.getString(0)));
                          return lines;
                        }));
  }
}
