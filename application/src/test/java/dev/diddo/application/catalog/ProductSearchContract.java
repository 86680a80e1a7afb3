package dev.diddo.application.catalog;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Page;
import dev.diddo.application.PortContract;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.application.catalog.ProductFilter.Sort;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever keeps the catalogue promises about finding things in it. */
public abstract class ProductSearchContract extends PortContract {
  private static final Page ALL = new Page(Page.MAX_LIMIT, 0);

  private Store kit;
  private Store boots;

  @BeforeEach
  void fill_the_shelves() {
    kit = shop.store("kit.example");
    boots = shop.store("boots.example");
    shop.put(
        kit,
        draft(
            "Home jersey", "Acme", "Shirts", List.of("player:Ada", "team:Union", "sale"), 9_000, 5),
        draft("Away jersey", "Acme", "Shirts", List.of("player:Grace", "team:Union"), 8_000, 0),
        draft("Scarf", "Woolly", "Accessories", List.of("team:United", "sale"), 2_000, 1));
    shop.put(boots, draft("Studded boots", "Acme", "Shoes", List.of("player:Ada"), 12_000, 9));
  }

  @Test
  void an_empty_filter_finds_everything() {
    var found = ports.products().search(tenant, wanted().filter(), ALL);
    assertThat(found.total()).isEqualTo(4);
    assertThat(found.items())
        .extracting(Product::title)
        .containsExactlyInAnyOrder("Home jersey", "Away jersey", "Scarf", "Studded boots");
  }

  @Test
  void values_of_one_condition_are_combined_by_or() {
    assertThat(found(wanted().brands("Woolly", "Acme"))).hasSize(4);
    assertThat(found(wanted().categories("Shoes", "Accessories")))
        .containsExactlyInAnyOrder("Studded boots", "Scarf");
    assertThat(found(wanted().players("Grace", "Nobody"))).containsExactly("Away jersey");
    assertThat(found(wanted().teams("Union", "United")))
        .containsExactlyInAnyOrder("Home jersey", "Away jersey", "Scarf");
    assertThat(found(wanted().stores(kit.id(), boots.id()))).hasSize(4);
  }

  @Test
  void conditions_are_combined_by_and() {
    assertThat(found(wanted().brands("Acme").players("Ada")))
        .containsExactlyInAnyOrder("Home jersey", "Studded boots");
    assertThat(found(wanted().brands("Acme").players("Ada").stores(kit.id())))
        .containsExactly("Home jersey");
    assertThat(found(wanted().brands("Woolly").players("Ada"))).isEmpty();
    assertThat(found(wanted().tags("sale", "team:Union"))).hasSize(3);
    assertThat(found(wanted().tags("sale").tags("team:Union"))).containsExactly("Home jersey");
  }

  @Test
  void values_are_compared_without_regard_to_case() {
    assertThat(found(wanted().brands("aCME").categories("SHOES"))).containsExactly("Studded boots");
    assertThat(found(wanted().players("aDA").teams("UNION"))).containsExactly("Home jersey");
    assertThat(found(wanted().tags("SALE"))).containsExactlyInAnyOrder("Home jersey", "Scarf");
  }

  @Test
  void a_store_shows_its_own() {
    assertThat(found(wanted().stores(boots.id()))).containsExactly("Studded boots");
    assertThat(found(wanted().stores(new StoreId(ids.next())))).isEmpty();
  }

  @Test
  void a_price_range_includes_its_ends() {
    assertThat(found(wanted().price(8_000, 9_000)))
        .containsExactlyInAnyOrder("Home jersey", "Away jersey");
    assertThat(found(wanted().price(9_001, 11_999))).isEmpty();
  }

  @Test
  void a_product_fits_a_price_range_by_any_one_variant() {
    shop.put(
        kit,
        new ProductDraft(
            "ball",
            "Ball",
            "",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(variant("S", 100, 1), variant("L", 99_000, 1)),
            List.of()));
    assertThat(found(wanted().price(90_000, 99_999))).containsExactly("Ball");
    assertThat(found(wanted().price(1, 200))).containsExactly("Ball");
    assertThat(found(wanted().price(20_000, 80_000))).isEmpty();
  }

  @Test
  void what_is_sold_out_is_not_available() {
    assertThat(found(wanted().available(true))).doesNotContain("Away jersey").hasSize(3);
    assertThat(found(wanted().available(false))).containsExactly("Away jersey");
  }

  @Test
  void what_payments_hold_is_not_available() {
    var scarf = shop.product(kit, "scarf").variants().getFirst().id();
    shop.open(shop.readyToPay(shop.template(scarf)));
    assertThat(found(wanted().available(true))).doesNotContain("Scarf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scarf", "SCARF", "scar", "woolly", "accessories", "SKU-scarf", "scarff"})
  void a_text_is_looked_for_in_title_brand_category_and_sku_roughly(String text) {
    assertThat(found(wanted().text(text))).contains("Scarf").doesNotContain("Studded boots");
  }

  @Test
  void a_text_is_looked_for_in_tags() {
    assertThat(found(wanted().text("United"))).contains("Scarf");
  }

  @Test
  void every_word_of_a_text_counts() {
    assertThat(found(wanted().text("home jersey"))).startsWith("Home jersey");
    assertThat(found(wanted().text("zeppelin"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "'", "\\", "a & !", "((", "😀", "*:*"})
  void signs_that_mean_something_to_a_database_mean_nothing_here(String text) {
    assertThat(ports.products().search(tenant, wanted().text(text).filter(), ALL).total())
        .isLessThanOrEqualTo(4);
    assertThat(found(wanted().brands(text))).isEmpty();
    assertThat(found(wanted().tags(text))).isEmpty();
  }

  @Test
  void products_are_sorted_as_asked() {
    assertThat(found(wanted().sort(Sort.TITLE)))
        .containsExactly("Away jersey", "Home jersey", "Scarf", "Studded boots");
    assertThat(found(wanted().sort(Sort.PRICE_ASCENDING)))
        .containsExactly("Scarf", "Away jersey", "Home jersey", "Studded boots");
    assertThat(found(wanted().sort(Sort.PRICE_DESCENDING)))
        .containsExactly("Studded boots", "Home jersey", "Away jersey", "Scarf");
    assertThat(found(wanted().sort(Sort.NEWEST))).startsWith("Studded boots");
  }

  @Test
  void pages_together_are_the_whole() {
    var titles = new ArrayList<String>();
    for (int offset = 0; offset < 4; offset++) {
      var page =
          ports.products().search(tenant, wanted().sort(Sort.TITLE).filter(), new Page(1, offset));
      assertThat(page.total()).isEqualTo(4);
      page.items().forEach(product -> titles.add(product.title()));
    }
    assertThat(titles).containsExactly("Away jersey", "Home jersey", "Scarf", "Studded boots");
    var beyond = ports.products().search(tenant, wanted().filter(), new Page(20, 4));
    assertThat(beyond.items()).isEmpty();
    assertThat(beyond.total()).isEqualTo(4);
  }

  @Test
  void withdrawn_products_and_those_of_closed_stores_are_not_found() {
    ports.products().withdraw(tenant, shop.product(kit, "scarf").id());
    ports.stores().close(tenant, boots.id());
    assertThat(found(wanted())).containsExactlyInAnyOrder("Home jersey", "Away jersey");
  }

  @Test
  void nobody_else_finds_them() {
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.products().search(other, wanted().filter(), ALL).total()).isZero();
      assertThat(ports.products().search(other, wanted().text("jersey").filter(), ALL).items())
          .isEmpty();
    }
  }

  private List<String> found(Wanted wanted) {
    return ports.products().search(tenant, wanted.filter(), ALL).items().stream()
        .map(Product::title)
        .toList();
  }

  private static Wanted wanted() {
    return new Wanted();
  }

  private static ProductDraft draft(
      String title, String brand, String category, List<String> tags, long price, long onHand) {
    return new ProductDraft(
        title.toLowerCase(Locale.ROOT).replace(' ', '-'),
        title,
        "",
        Optional.of(brand),
        Optional.of(category),
        tags,
        List.of(),
        List.of(variant(title.toLowerCase(Locale.ROOT), price, onHand)),
        List.of());
  }

  private static VariantDraft variant(String name, long price, long onHand) {
    return new VariantDraft(
        name,
        Optional.of("SKU-" + name.replace(' ', '-')),
        Optional.of(usd(price)),
        List.of(new OptionValue("Kind", name)),
        new Inventory(true, onHand, 0));
  }

  /** A filter that is put together bit by bit. */
  private static final class Wanted {
    private Optional<String> text = Optional.empty();
    private List<StoreId> stores = List.of();
    private List<String> brands = List.of();
    private List<String> categories = List.of();
    private List<String> players = List.of();
    private List<String> teams = List.of();
    private List<List<String>> tags = List.of();
    private OptionalLong min = OptionalLong.empty();
    private OptionalLong max = OptionalLong.empty();
    private Optional<Boolean> available = Optional.empty();
    private Sort sort = Sort.RELEVANCE;

    Wanted text(String wanted) {
      text = Optional.of(wanted);
      return this;
    }

    Wanted stores(StoreId... wanted) {
      stores = List.of(wanted);
      return this;
    }

    Wanted brands(String... wanted) {
      brands = List.of(wanted);
      return this;
    }

    Wanted categories(String... wanted) {
      categories = List.of(wanted);
      return this;
    }

    Wanted players(String... wanted) {
      players = List.of(wanted);
      return this;
    }

    Wanted teams(String... wanted) {
      teams = List.of(wanted);
      return this;
    }

    Wanted tags(String... wanted) {
      tags = Stream.concat(tags.stream(), Stream.of(List.of(wanted))).toList();
      return this;
    }

    Wanted price(long from, long to) {
      min = OptionalLong.of(from);
      max = OptionalLong.of(to);
      return this;
    }

    Wanted available(boolean wanted) {
      available = Optional.of(wanted);
      return this;
    }

    Wanted sort(Sort wanted) {
      sort = wanted;
      return this;
    }

    ProductFilter filter() {
      return new ProductFilter(
          text, stores, brands, categories, players, teams, tags, min, max, available, sort);
    }
  }
}
