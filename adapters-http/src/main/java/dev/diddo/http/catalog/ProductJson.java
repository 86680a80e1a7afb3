package dev.diddo.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.TextPattern;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How a product is shown. */
final class ProductJson {
  private ProductJson() {}

  /**
   * @param store how the product's store is named
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
    var tags = json.putArray("tags");
    product.tags().forEach(tags::add);
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
    json.put("is_available", variant.inventory().canSupply(1));
    json.set("option_values", MerchandiseJson.optionValues(variant.optionValues()));
    json.putObject("inventory")
        .put("tracked", variant.inventory().tracked())
        .put("quantity", variant.inventory().onHand());
    return json;
  }

  private static ObjectNode of(Customization customization) {
    return switch (customization) {
      case Customization.SingleSelect select ->
          of(select, "single_select", select.options(), OptionalInt.empty(), Optional.empty());
      case Customization.MultiSelect select ->
          of(select, "multi_select", select.options(), OptionalInt.empty(), Optional.empty());
      case Customization.Text text ->
          of(text, "text", List.of(), text.maxLength(), text.pattern().map(TextPattern::regex));
    };
  }

  private static ObjectNode of(
      Customization customization,
      String type,
      List<Customization.Option> options,
      OptionalInt maxLength,
      Optional<String> pattern) {
    var json =
        Json.object()
            .put("key", customization.key())
            .put("type", type)
            .put("label", customization.label())
            .put("is_required", customization.required());
    var shown = json.putArray("options");
    for (var option : options) {
      var one = shown.addObject().put("value", option.value()).put("label", option.label());
      var metadata = one.putObject("metadata");
      option.metadata().forEach(metadata::put);
    }
    var config = json.putObject("config");
    config.put("max_length", maxLength.isPresent() ? (Integer) maxLength.getAsInt() : null);
    config.put("pattern", pattern.orElse(null));
    return json;
  }
}
