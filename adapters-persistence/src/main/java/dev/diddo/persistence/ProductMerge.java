package dev.diddo.persistence;

import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductDraft.VariantDraft;
import dev.diddo.application.catalog.Products.Change;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.money.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds drafts against the rows that are known of them, and collects the rows to be written: those
 * that differ, and no others.
 */
final class ProductMerge {
  private final Map<String, KnownProduct> products;
  private final Map<UUID, List<KnownVariant>> variants;
  private final Ids ids;
  private final JsonArray changedProducts = new JsonArray();
  private final JsonArray changedVariants = new JsonArray();

  /**
   * A merge with what is stored.
   *
   * @param products by handle
   * @param variants by product, in their order, those withdrawn last
   */
  ProductMerge(
      Map<String, KnownProduct> products, Map<UUID, List<KnownVariant>> variants, Ids ids) {
    this.products = products;
    this.variants = variants;
    this.ids = ids;
  }

  /** What an import says of a product itself. */
  record Content(
      String title,
      String description,
      Optional<String> brand,
      Optional<String> category,
      List<String> tags,
      List<Image> images,
      List<Customization> customizations) {

    static Content of(ProductDraft draft) {
      return new Content(
          draft.title(),
          draft.description(),
          draft.brand(),
          draft.category(),
          draft.tags(),
          draft.images(),
          draft.customizations());
    }
  }

  /** A product as it is stored. */
  record KnownProduct(UUID id, String handle, Content content, boolean withdrawn) {
    static KnownProduct read(Row row) {
      return new KnownProduct(
          row.getUUID("id"),
          row.getString("handle"),
          new Content(
              row.getString("title"),
              row.getString("description"),
              Rows.text(row, "brand"),
              Rows.text(row, "category"),
              List.of(row.getArrayOfStrings("tags")),
              CatalogJson.images(Rows.array(row, "images")),
              CatalogJson.customizations(Rows.array(row, "customizations"))),
          row.getBoolean("withdrawn"));
    }

    boolean isSoldAs(Content other) {
      return !withdrawn && content.equals(other);
    }
  }

  /** A variant as it is stored, but for what is held of it. */
  record KnownVariant(
      UUID id,
      UUID product,
      int position,
      String title,
      Optional<String> sku,
      Optional<Long> price,
      List<OptionValue> optionValues,
      boolean tracked,
      long onHand,
      boolean withdrawn) {

    static KnownVariant read(Row row) {
      return new KnownVariant(
          row.getUUID("id"),
          row.getUUID("product_id"),
          row.getInteger("position"),
          row.getString("title"),
          Rows.text(row, "sku"),
          Optional.ofNullable(row.getLong("price_minor")),
          CatalogJson.optionValues(Rows.array(row, "option_values")),
          row.getBoolean("tracked"),
          row.getLong("on_hand"),
          row.getBoolean("withdrawn"));
    }

    static KnownVariant of(UUID id, UUID product, int position, VariantDraft draft) {
      return new KnownVariant(
          id,
          product,
          position,
          draft.title(),
          draft.sku(),
          draft.price().map(Money::minorUnits),
          draft.optionValues(),
          draft.inventory().tracked(),
          draft.inventory().onHand(),
          false);
    }

    boolean is(VariantDraft draft) {
      return draft.sku().isPresent()
          ? sku.equals(draft.sku())
          : optionValues.equals(draft.optionValues());
    }

    KnownVariant asWithdrawn() {
      return new KnownVariant(
          id, product, position, title, sku, price, optionValues, tracked, onHand, true);
    }

    JsonObject json() {
      var json =
          new JsonObject()
              .put("id", id.toString())
              .put("product_id", product.toString())
              .put("position", position)
              .put("title", title)
              .put("option_values", CatalogJson.optionValues(optionValues))
              .put("tracked", tracked)
              .put("on_hand", onHand)
              .put("withdrawn", withdrawn);
      Stored.put(json, "sku", sku);
      return Stored.put(json, "price_minor", price);
    }
  }

  /** Takes a draft in and says what becomes of the product. */
  Change merge(ProductDraft draft) {
    var known = Optional.ofNullable(products.get(draft.handle()));
    var id = known.map(KnownProduct::id).orElseGet(ids::next);
    boolean variantsChanged = mergeVariants(id, draft.variants());
    boolean changed = known.filter(product -> product.isSoldAs(Content.of(draft))).isEmpty();
    if (changed || variantsChanged) {
      // With its variants also the words and the lowest price of a product change.
      changedProducts.add(json(id, draft));
    }
    return known.isEmpty()
        ? Change.CREATED
        : changed || variantsChanged ? Change.UPDATED : Change.UNCHANGED;
  }

  private boolean mergeVariants(UUID product, List<VariantDraft> drafts) {
    int before = changedVariants.size();
    var unnamed = new ArrayList<>(variants.getOrDefault(product, List.of()));
    for (int i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      var known = unnamed.stream().filter(variant -> variant.is(draft)).findFirst();
      known.ifPresent(unnamed::remove); // two drafts never mean the same variant
      var id = known.map(KnownVariant::id).orElseGet(ids::next);
      var variant = KnownVariant.of(id, product, i, draft);
      if (!known.equals(Optional.of(variant))) {
        changedVariants.add(variant.json());
      }
    }
    unnamed.stream()
        .filter(variant -> !variant.withdrawn())
        .forEach(variant -> changedVariants.add(variant.asWithdrawn().json()));
    return changedVariants.size() > before;
  }

  private static JsonObject json(UUID id, ProductDraft draft) {
    var lowestPrice =
        draft.variants().stream()
            .flatMap(variant -> variant.price().stream())
            .map(Money::minorUnits)
            .min(Long::compare);
    var json =
        new JsonObject()
            .put("id", id.toString())
            .put("handle", draft.handle())
            .put("title", draft.title())
            .put("description", draft.description())
            .put("tags", new JsonArray(draft.tags()))
            .put("images", CatalogJson.images(draft.images()))
            .put("customizations", CatalogJson.customizations(draft.customizations()))
            .put("words", Words.vector(draft))
            .put("tag_keys", Stored.array(draft.tags(), ProductSearch::key));
    Stored.put(json, "brand", draft.brand());
    Stored.put(json, "category", draft.category());
    Stored.put(json, "brand_key", draft.brand().map(ProductSearch::key));
    Stored.put(json, "category_key", draft.category().map(ProductSearch::key));
    return Stored.put(json, "lowest_price", lowestPrice);
  }

  JsonArray changedProducts() {
    return changedProducts;
  }

  JsonArray changedVariants() {
    return changedVariants;
  }
}
