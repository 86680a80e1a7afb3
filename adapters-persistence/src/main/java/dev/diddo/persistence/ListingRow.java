package dev.diddo.persistence;

import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Merchandise;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.money.Money;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** A variant with its product and its store as one row of a join. */
final class ListingRow {
  /** What is needed of {@code variant v}. */
  static final String VARIANT =
      """
      v.id as variant_id, v.title as variant_title, v.sku, v.price_minor, v.option_values,
             v.tracked, v.on_hand, v.held""";

  /** What is needed of {@code product p}. */
  static final String PRODUCT =
      """
      p.id as product_id, p.handle, p.title, p.brand, p.category, p.images, p.customizations""";

  private ListingRow() {}

  static Listing read(Row row, Store store) {
    return new Listing(
        merchandise(row, store),
        new Inventory(row.getBoolean("tracked"), row.getLong("on_hand"), row.getLong("held")),
        CatalogJson.customizations(Rows.array(row, "customizations")),
        store,
        row.getBoolean("withdrawn"));
  }

  private static Merchandise merchandise(Row row, Store store) {
    return new Merchandise(
        new ProductId(row.getUUID("product_id")),
        row.getString("handle"),
        row.getString("title"),
        Rows.text(row, "brand"),
        Rows.text(row, "category"),
        CatalogJson.images(Rows.array(row, "images")),
        new VariantId(row.getUUID("variant_id")),
        row.getString("variant_title"),
        Rows.text(row, "sku"),
        CatalogJson.optionValues(Rows.array(row, "option_values")),
        Optional.ofNullable(row.getLong("price_minor"))
            .map(minorUnits -> new Money(minorUnits, store.currency())));
  }
}
