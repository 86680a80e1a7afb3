package dev.diddo.http.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.catalog.CustomizationChoice;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.Merchandise;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import java.util.List;

/** How a line of a cart or an order shows what it is of. */
public final class MerchandiseJson {
  private MerchandiseJson() {}

  public static ObjectNode variant(Merchandise merchandise) {
    var json =
        Json.object()
            .put("id", merchandise.variant().text())
            .put("title", merchandise.variantTitle())
            .put("sku", merchandise.sku().orElse(null));
    json.set("price", MoneyJson.of(merchandise.price()));
    json.set("option_values", optionValues(merchandise.optionValues()));
    return json;
  }

  public static ObjectNode product(Merchandise merchandise) {
    var json =
        Json.object()
            .put("id", merchandise.product().text())
            .put("handle", merchandise.handle())
            .put("title", merchandise.title())
            .put("brand", merchandise.brand().orElse(null))
            .put("category", merchandise.category().orElse(null));
    json.set("images", images(merchandise.images()));
    return json;
  }

  public static ArrayNode choices(List<CustomizationChoice> choices) {
    var json = Json.array();
    choices.forEach(choice -> json.add(choice(choice)));
    return json;
  }

  public static ArrayNode optionValues(List<OptionValue> values) {
    var json = Json.array();
    values.forEach(v -> json.addObject().put("name", v.name()).put("value", v.value()));
    return json;
  }

  public static ArrayNode images(List<Image> images) {
    var json = Json.array();
    images.forEach(image -> json.add(image.url().toString()));
    return json;
  }

  private static ObjectNode choice(CustomizationChoice choice) {
    var json = Json.object().put("key", choice.key());
    switch (choice) {
      case CustomizationChoice.Selected(_, var value) -> json.put("value", value);
      case CustomizationChoice.SelectedSeveral(_, var values) ->
          values.forEach(json.putArray("values")::add);
      case CustomizationChoice.Written(_, var text) -> json.put("text_value", text);
    }
    return json;
  }
}
