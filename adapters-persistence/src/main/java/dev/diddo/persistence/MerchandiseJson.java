package dev.diddo.persistence;

import dev.diddo.domain.catalog.Merchandise;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.VariantId;
import io.vertx.core.json.JsonObject;

/** What carts and orders remember of a variant, as JSON. */
final class MerchandiseJson {
  private MerchandiseJson() {}

  static JsonObject write(Merchandise merchandise) {
    var json =
        new JsonObject()
            .put("product", merchandise.product().value().toString())
            .put("handle", merchandise.handle())
            .put("title", merchandise.title())
            .put("images", CatalogJson.images(merchandise.images()))
            .put("variant", merchandise.variant().value().toString())
            .put("variant_title", merchandise.variantTitle())
            .put("option_values", CatalogJson.optionValues(merchandise.optionValues()));
    Stored.put(json, "brand", merchandise.brand());
    Stored.put(json, "category", merchandise.category());
    Stored.put(json, "sku", merchandise.sku());
    return Stored.put(json, "price", merchandise.price().map(Stored::money));
  }

  static Merchandise read(JsonObject from) {
    return new Merchandise(
        new ProductId(Stored.id(from, "product")),
        Stored.text(from, "handle"),
        Stored.text(from, "title"),
        Stored.optionalText(from, "brand"),
        Stored.optionalText(from, "category"),
        CatalogJson.images(from.getJsonArray("images")),
        new VariantId(Stored.id(from, "variant")),
        Stored.text(from, "variant_title"),
        Stored.optionalText(from, "sku"),
        CatalogJson.optionValues(from.getJsonArray("option_values")),
        Stored.optionalMoney(from, "price"));
  }
}
