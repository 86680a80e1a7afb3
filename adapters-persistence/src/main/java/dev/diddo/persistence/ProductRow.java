package dev.diddo.persistence;

import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.money.Money;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Products with all that is sold of them, each as one row. */
final class ProductRow {
  /** Who has the variants of {@code product p} as an array, in their order. */
  private static final String VARIANTS =
      """
      (select coalesce(
                  jsonb_agg(
                      jsonb_build_object(
                          'id', v.id, 'title', v.title, 'sku', v.sku, 'price', v.price_minor,
                          'option_values', v.option_values, 'tracked', v.tracked,
                          'on_hand', v.on_hand, 'held', v.held)
                      order by v.position, v.id),
                  '[]')
                from variant v
               where v.organization_id = p.organization_id and v.environment = p.environment
                 and v.product_id = p.id and v.withdrawn_at is null) as variants""";

  /** What {@link #read} needs of {@code product p} and its {@code store s}. */
  static final String COLUMNS =
      """
      p.id, p.store_id, p.handle, p.title, p.description, p.brand, p.category, p.tags,
             p.images, p.customizations, s.currency,
             %s"""
          .formatted(VARIANTS);

  private ProductRow() {}

  static Product read(Row row) {
    var currency = Currency.getInstance(row.getString("currency"));
    return new Product(
        new ProductId(row.getUUID("id")),
        new StoreId(row.getUUID("store_id")),
        row.getString("handle"),
        row.getString("title"),
        row.getString("description"),
        Rows.text(row, "brand"),
        Rows.text(row, "category"),
        List.of(row.getArrayOfStrings("tags")),
        CatalogJson.images(Rows.array(row, "images")),
        Stored.list(Rows.array(row, "variants"), variant -> variant(variant, currency)),
        CatalogJson.customizations(Rows.array(row, "customizations")));
  }

  private static Variant variant(JsonObject from, Currency currency) {
    return new Variant(
        new VariantId(Stored.id(from, "id")),
        Stored.text(from, "title"),
        Stored.optionalText(from, "sku"),
        Optional.ofNullable(from.getLong("price")).map(units -> new Money(units, currency)),
        CatalogJson.optionValues(from.getJsonArray("option_values")),
        new Inventory(
            Stored.truth(from, "tracked"),
            Stored.number(from, "on_hand"),
            Stored.number(from, "held")));
  }
}
