package dev.diddo.persistence;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.CountingIds;
import dev.diddo.application.Page;
import dev.diddo.application.Ports;
import dev.diddo.application.Shop;
import dev.diddo.application.SteppingClock;
import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Product;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words find a product, where letters, accents and typos are concerned. */
class ProductWordsTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static Ports ports;
  private static Shop shop;

  @BeforeAll
  static void fill_the_shelves() {
    var ids = new CountingIds();
    var clock = new SteppingClock();
    ports = PgPorts.on(database, clock, ids);
    shop = Shop.in(ports, clock, ids);
    var store = shop.store("kit.example");
    ports
        .products()
        .put(
            shop.tenant(),
            store,
            List.of(
                draft(
                    "Müller Away T-Shirt 2026/27", "Adidas", "MUE-27-B", "<b>Recycled</b> cotton"),
                draft("Plain scarf", "Away & Co", "SCF-1", "<p class=\"jersey\">Wool</p>"),
                draft("Шарф Зенит", "Zenit", "ZEN-1", ""),
                draft("日本代表 ユニフォーム", "Nippon", "JP-10", "")));
  }

  private static ProductDraft draft(String title, String brand, String sku, String description) {
    return new ProductDraft(
        title,
        title,
        description,
        Optional.of(brand),
        Optional.empty(),
        List.of("player:Thomas Müller".repeat(title.startsWith("M") ? 1 : 0)),
        List.of(),
        List.of(
            new VariantDraft(
                "M", Optional.of(sku), Optional.of(usd(1_000)), List.of(), Inventory.UNTRACKED)),
        List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "müller",
        "MULLER",
        "Mül",
        "mu\u0308ller",
        "t-shirt",
        "shirt",
        "2026",
        "27",
        "mue-27-b",
        "MUE 27",
        "adidas away",
        "thomas",
        "cotton",
        "recycled",
        "mullre",
        "mlüler",
        "addidas",
        "adias",
        "udidas"
      })
  void a_shirt_is_found(String text) {
    assertThat(found(text)).containsExactly("Müller Away T-Shirt 2026/27");
  }

  @Test
  void other_scripts_have_words_too() {
    assertThat(found("ШАРФ")).containsExactly("Шарф Зенит");
    assertThat(found("日本")).containsExactly("日本代表 ユニフォーム");
  }

  @Test
  void markup_is_no_word() {
    assertThat(found("class")).isEmpty();
    assertThat(found("wool")).containsExactly("Plain scarf");
  }

  @Test
  void a_word_in_the_title_counts_more_than_one_in_the_brand() {
    assertThat(found("away")).containsExactly("Müller Away T-Shirt 2026/27", "Plain scarf");
  }

  @Test
  void a_word_that_is_found_as_written_is_not_taken_for_a_typo() {
    assertThat(found("scarf")).containsExactly("Plain scarf");
    assertThat(found("scraf")).containsExactly("Plain scarf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "a':*", "\\", "((((", "x' | 'plain", "\ud800", "&", "!plain"})
  void what_a_caller_types_is_never_part_of_a_statement(String text) {
    assertThat(found(text)).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void a_very_long_text_is_cut_short() {
    assertThat(found("plain ".repeat(50_000) + "x".repeat(50_000))).isEmpty();
    assertThat(found("plain ".repeat(50_000))).containsExactly("Plain scarf");
  }

  private static List<String> found(String text) {
    var filter =
        new ProductFilter(
            Optional.of(text),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            ProductFilter.Sort.RELEVANCE);
    return ports.products().search(shop.tenant(), filter, new Page(20, 0)).items().stream()
        .map(Product::title)
        .toList();
  }
}
