package dev.diddo.http.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import java.util.List;
import java.util.TreeMap;

/** How the catalogue is shown. */
final class ProductJson {
  private ProductJson() {}

  /**
   * @param store as the contract names it: its domain, or its id where it has none
   */
  static ObjectNode of(Product product, String store) {
    var json =
        Json.object()
            .put("id", product.id().text())
            .put("handle", product.handle())
            .put("title", product.title())
            .put("description", product.description())
            .put("brand", product.brand().orElse(null))
            .put("category", product.category().orElse(null));
    product.tags().forEach(json.putArray("tags")::add);
    json.set("images", MerchandiseJson.images(product.images()));
    json.put("store", store);
    var variants = json.putArray("variants");
    product.variants().forEach(variant -> variants.add(of(variant)));
    var customizations = json.putArray("customizations");
    product.customizations().forEach(one -> customizations.add(of(one)));
    return json;
  }

  static ObjectNode of(Variant variant) {
    var json =
        Json.object()
            .put("id", variant.id().text())
            .put("title", variant.title())
            .put("sku", variant.sku().orElse(null));
    json.set("price", MoneyJson.of(variant.price()));
    json.put("is_available", variant.price().isPresent() && variant.inventory().canSupply(1));
    json.set("option_values", MerchandiseJson.optionValues(variant.optionValues()));
    json.putObject("inventory")
        .put("tracked", variant.inventory().tracked())
        .put("quantity", variant.inventory().onHand());
    return json;
  }

  private static ObjectNode of(Customization customization) {
    var json = Json.object().put("key", customization.key());
    var type =
        switch (customization) {
          case Customization.SingleSelect _ -> "single_select";
          case Customization.MultiSelect _ -> "multi_select";
          case Customization.Text _ -> "text";
        };
    json.put("type", type)
        .put("label", customization.label())
        .put("is_required", customization.required());
    json.set("options", options(customization));
    json.set("config", config(customization));
    return json;
  }

  private static ArrayNode options(Customization customization) {
    return switch (customization) {
      case Customization.SingleSelect(_, _, _, var options) -> options(options);
      case Customization.MultiSelect(_, _, _, var options) -> options(options);
      case Customization.Text _ -> Json.array();
    };
  }

  private static ArrayNode options(List<Customization.Option> options) {
    var json = Json.array();
    for (var option : options) {
      var metadata =
          json.addObject()
              .put("value", option.value())
              .put("label", option.label())
              .putObject("metadata");
      new TreeMap<>(option.metadata()).forEach(metadata::put);
    }
    return json;
  }

  private static ObjectNode config(Customization customization) {
    var json = Json.object().putNull("max_length").putNull("pattern");
    if (customization instanceof Customization.Text text) {
      text.maxLength().ifPresent(length -> json.put("max_length", length));
      text.pattern().ifPresent(pattern -> json.put("pattern", pattern.regex()));
    }
    return json;
  }
}
