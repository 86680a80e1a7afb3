package dev.diddo.application.catalog;

import static dev.diddo.application.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Drafts;
import dev.diddo.application.PortContract;
import dev.diddo.application.Shop;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.application.catalog.Products.Change;
import dev.diddo.application.catalog.Products.VariantChange;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.TextPattern;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps the catalogue promises about its products and their import. */
public abstract class ProductsContract extends PortContract {
  private static final Inventory SEVEN = new Inventory(true, 7, 0);

  private Store store;

  @BeforeEach
  void open_a_store() {
    store = shop.store("kit.example");
  }

  @Test
  void an_import_creates_then_changes_nothing_then_updates() {
    var scarf = Drafts.of("Scarf", Optional.of(usd(1_000)), SEVEN);
    var mug = Drafts.of("Mug", Optional.of(usd(2_000)), Inventory.UNTRACKED);
    var dearer = Drafts.of("Mug", Optional.of(usd(2_500)), Inventory.UNTRACKED);
    var cap = Drafts.of("Cap", Optional.empty(), Inventory.UNTRACKED);
    assertThat(put(scarf, mug)).containsExactly(Change.CREATED, Change.CREATED);
    assertThat(put(scarf, mug)).containsExactly(Change.UNCHANGED, Change.UNCHANGED);
    assertThat(put(cap, scarf, dearer))
        .containsExactly(Change.CREATED, Change.UNCHANGED, Change.UPDATED);
  }

  @Test
  void a_product_is_found_as_it_was_imported() {
    var draft = everything();
    put(draft);
    var found = shop.product(store, "jersey");
    assertThat(found.store()).isEqualTo(store.id());
    assertThat(found.title()).isEqualTo(draft.title());
    assertThat(found.description()).isEqualTo(draft.description());
    assertThat(found.brand()).isEqualTo(draft.brand());
    assertThat(found.category()).isEqualTo(draft.category());
    assertThat(found.tags()).containsExactlyInAnyOrderElementsOf(draft.tags());
    assertThat(found.images()).isEqualTo(draft.images());
    assertThat(found.customizations()).isEqualTo(draft.customizations());
    assertThat(found.variants()).extracting(Variant::title).containsExactly("M", "L");
    assertThat(found.variants().getFirst().price()).contains(usd(8_999));
    assertThat(found.variants().getFirst().inventory()).isEqualTo(SEVEN);
    assertThat(found.variants().getFirst().optionValues())
        .containsExactly(new OptionValue("Size", "M"), new OptionValue("Cut", "Slim"));
    assertThat(found.variants().getLast().price()).isEmpty();
    assertThat(found.variants().getLast().sku()).isEmpty();
    assertThat(ports.products().find(tenant, found.id())).contains(found);
    assertThat(put(draft)).containsExactly(Change.UNCHANGED);
  }

  @Test
  void a_product_is_known_again_by_its_handle() {
    put(Drafts.of("Scarf", Optional.of(usd(1_000)), SEVEN));
    var before = shop.product(store, "scarf");
    put(renamed(Drafts.of("Scarf", Optional.of(usd(1_000)), SEVEN), "Winter scarf"));
    var after = shop.product(store, "scarf");
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.title()).isEqualTo("Winter scarf");
    assertThat(after.variants()).isEqualTo(before.variants());
  }

  @Test
  void the_same_handle_in_another_store_is_another_product() {
    var other = shop.store("boots.example");
    var draft = Drafts.of("Scarf", Optional.of(usd(1_000)), SEVEN);
    assertThat(put(draft)).containsExactly(Change.CREATED);
    assertThat(ports.products().put(tenant, other, List.of(draft))).containsExactly(Change.CREATED);
    assertThat(shop.product(other, "scarf").id()).isNotEqualTo(shop.product(store, "scarf").id());
  }

  @Test
  void a_variant_is_known_again_by_its_sku() {
    put(product(variant("M", Optional.of("A-1"), "Medium")));
    var before = onlyVariant();
    put(product(variant("Medium", Optional.of("A-1"), "M")));
    assertThat(onlyVariant().id()).isEqualTo(before.id());
    assertThat(onlyVariant().title()).isEqualTo("Medium");
    assertThat(onlyVariant().optionValues()).containsExactly(new OptionValue("Size", "M"));
  }

  @Test
  void a_variant_without_a_sku_is_known_again_by_its_options() {
    put(product(variant("M", Optional.empty(), "M"), variant("L", Optional.empty(), "L")));
    var before = shop.product(store, "jersey").variants();
    put(product(variant("Large", Optional.empty(), "L"), variant("M", Optional.empty(), "M")));
    var after = shop.product(store, "jersey").variants();
    assertThat(after)
        .extracting(Variant::id)
        .containsExactlyInAnyOrder(before.get(0).id(), before.get(1).id());
    assertThat(after)
        .filteredOn(v -> v.id().equals(before.get(1).id()))
        .extracting(Variant::title)
        .containsExactly("Large");
  }

  @Test
  void a_variant_that_is_not_named_any_more_is_withdrawn() {
    put(product(variant("M", Optional.of("A-1"), "M"), variant("L", Optional.of("A-2"), "L")));
    var gone = shop.product(store, "jersey").variants().getLast().id();
    assertThat(put(product(variant("M", Optional.of("A-1"), "M")))).containsExactly(Change.UPDATED);
    assertThat(onlyVariant().sku()).contains("A-1");
    assertThat(ports.listings().now(tenant, List.of(gone)).find(gone).orElseThrow().withdrawn())
        .isTrue();
  }

  @Test
  void a_withdrawn_variant_that_is_named_again_is_the_same() {
    put(product(variant("M", Optional.of("A-1"), "M"), variant("L", Optional.of("A-2"), "L")));
    var large = shop.product(store, "jersey").variants().getLast().id();
    put(product(variant("M", Optional.of("A-1"), "M")));
    put(product(variant("M", Optional.of("A-1"), "M"), variant("L", Optional.of("A-2"), "L")));
    assertThat(shop.product(store, "jersey").variants()).extracting(Variant::id).contains(large);
    assertThat(ports.listings().now(tenant, List.of(large)).onSale(large)).isPresent();
  }

  @Test
  void an_import_sets_the_stock_and_leaves_what_payments_hold() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 7);
    shop.open(shop.readyToPay(shop.template(scarf)));
    put(Drafts.of("Scarf", Optional.of(usd(1_000)), new Inventory(true, 3, 0)));
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 3, 1));
  }

  @Test
  void a_withdrawn_product_is_found_by_nobody() {
    put(everything());
    var jersey = shop.product(store, "jersey");
    assertThat(ports.products().withdraw(tenant, jersey.id())).isTrue();
    assertThat(ports.products().find(tenant, jersey.id())).isEmpty();
    assertThat(ports.products().withdraw(tenant, jersey.id())).isFalse();
    var variant = jersey.variants().getFirst().id();
    assertThat(ports.products().change(tenant, variant, price(1))).isEmpty();
    assertThat(ports.products().currencyOf(tenant, variant)).isEmpty();
  }

  @Test
  void importing_a_withdrawn_product_sells_it_again_under_its_id() {
    put(everything());
    var jersey = shop.product(store, "jersey");
    ports.products().withdraw(tenant, jersey.id());
    put(everything());
    assertThat(ports.products().find(tenant, jersey.id())).contains(jersey);
  }

  @Test
  void one_variant_may_be_withdrawn() {
    put(everything());
    var variants = shop.product(store, "jersey").variants();
    assertThat(ports.products().withdraw(tenant, variants.getFirst().id())).isTrue();
    assertThat(onlyVariant()).isEqualTo(variants.getLast());
    assertThat(ports.products().withdraw(tenant, variants.getFirst().id())).isFalse();
  }

  @Test
  void a_closed_stores_products_are_found_by_nobody() {
    put(everything());
    var jersey = shop.product(store, "jersey");
    ports.stores().close(tenant, store.id());
    assertThat(ports.products().find(tenant, jersey.id())).isEmpty();
  }

  @Test
  void only_what_is_given_of_a_variant_changes() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 7);
    assertThat(ports.products().change(tenant, scarf, price(1_200)).orElseThrow().price())
        .contains(usd(1_200));
    assertThat(shop.inventory(scarf)).isEqualTo(SEVEN);
    var stock = new VariantChange(Optional.empty(), Optional.of(true), OptionalLong.of(2));
    var changed = ports.products().change(tenant, scarf, stock).orElseThrow();
    assertThat(changed.price()).contains(usd(1_200));
    assertThat(changed.inventory()).isEqualTo(new Inventory(true, 2, 0));
    var uncounted = new VariantChange(Optional.empty(), Optional.of(false), OptionalLong.empty());
    assertThat(ports.products().change(tenant, scarf, uncounted).orElseThrow().inventory())
        .isEqualTo(new Inventory(false, 2, 0));
    assertThat(shop.product(store, "scarf").variants().getFirst().inventory().tracked()).isFalse();
  }

  @Test
  void the_stock_may_be_set_below_what_is_held() {
    var scarf = shop.stocked(store, "Scarf", 1_000, 7);
    shop.open(shop.readyToPay(shop.template(scarf)));
    shop.restock(scarf, 0);
    assertThat(shop.inventory(scarf)).isEqualTo(new Inventory(true, 0, 1));
    assertThat(shop.inventory(scarf).available()).isZero();
  }

  @Test
  void a_variant_is_priced_in_its_stores_currency() {
    var scarf = shop.variant(store, "Scarf", 1_000);
    assertThat(ports.products().currencyOf(tenant, scarf)).contains(Shop.USD);
    assertThat(ports.products().currencyOf(tenant, new VariantId(ids.next()))).isEmpty();
  }

  @Test
  void nobody_else_sees_or_changes_it() {
    var scarf = shop.variant(store, "Scarf", 1_000);
    var product = shop.product(store, "scarf");
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.products().find(other, product.id())).isEmpty();
      assertThat(ports.products().currencyOf(other, scarf)).isEmpty();
      assertThat(ports.products().change(other, scarf, price(1))).isEmpty();
      assertThat(ports.products().withdraw(other, scarf)).isFalse();
      assertThat(ports.products().withdraw(other, product.id())).isFalse();
    }
    assertThat(ports.products().find(tenant, product.id())).contains(product);
    assertThat(ports.products().find(tenant, new ProductId(ids.next()))).isEmpty();
  }

  private List<Change> put(ProductDraft... drafts) {
    return ports.products().put(tenant, store, List.of(drafts));
  }

  private Variant onlyVariant() {
    Product product = shop.product(store, "jersey");
    assertThat(product.variants()).hasSize(1);
    return product.variants().getFirst();
  }

  private static VariantChange price(long cents) {
    return new VariantChange(Optional.of(usd(cents)), Optional.empty(), OptionalLong.empty());
  }

  private static VariantDraft variant(String title, Optional<String> sku, String size) {
    return new VariantDraft(
        title, sku, Optional.of(usd(100)), List.of(new OptionValue("Size", size)), SEVEN);
  }

  private static ProductDraft product(VariantDraft... variants) {
    return new ProductDraft(
        "jersey",
        "Jersey",
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(variants),
        List.of());
  }

  private static ProductDraft renamed(ProductDraft draft, String title) {
    return new ProductDraft(
        draft.handle(),
        title,
        draft.description(),
        draft.brand(),
        draft.category(),
        draft.tags(),
        draft.images(),
        draft.variants(),
        draft.customizations());
  }

  private static ProductDraft everything() {
    return new ProductDraft(
        "jersey",
        "Jersey “Ünïon” 🏟",
        "<p>Home & away</p>",
        Optional.of("Kit"),
        Optional.of("Shirts"),
        List.of("player:Ada Lovelace", "team:Union", "sale"),
        List.of(
            new Image(URI.create("https://img.example/1.png"), "Front"),
            new Image(URI.create("https://img.example/2.png"), "")),
        List.of(
            new VariantDraft(
                "M",
                Optional.of("J-M"),
                Optional.of(usd(8_999)),
                List.of(new OptionValue("Size", "M"), new OptionValue("Cut", "Slim")),
                SEVEN),
            new VariantDraft(
                "L",
                Optional.empty(),
                Optional.empty(),
                List.of(new OptionValue("Size", "L"), new OptionValue("Cut", "Slim")),
                Inventory.UNTRACKED)),
        List.of(
            new Customization.SingleSelect(
                "sleeve",
                "Sleeve",
                true,
                List.of(
                    new Customization.Option("short", "Short", Map.of()),
                    new Customization.Option("long", "Long", Map.of("days", "3")))),
            new Customization.MultiSelect(
                "patch", "Patch", false, List.of(new Customization.Option("cup", "Cup", Map.of()))),
            new Customization.Text(
                "name", "Name", false, OptionalInt.of(12), TextPattern.parse("[A-Z ]*")),
            new Customization.Text("note", "Note", false, OptionalInt.empty(), Optional.empty())));
  }
}
