package dev.diddo.persistence;

import dev.diddo.domain.cart.CartLine;
import dev.diddo.domain.catalog.CustomizationChoice;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.VariantId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The line of a cart as JSON. A choice is told apart by which of its three fields it has. */
final class CartLineJson {
  private static final String VALUE = "value";
  private static final String VALUES = "values";
  private static final String TEXT = "text";

  private CartLineJson() {}

  static JsonObject write(CartLine line) {
    return new JsonObject()
        .put("id", line.id().value().toString())
        .put("variant", line.variant().value().toString())
        .put("quantity", line.quantity())
        .put("customizations", Stored.array(line.customizations(), CartLineJson::choice));
  }

  static CartLine read(JsonObject from) {
    return new CartLine(
        new LineId(Stored.id(from, "id")),
        new VariantId(Stored.id(from, "variant")),
        Stored.integer(from, "quantity"),
        Stored.list(from, "customizations", CartLineJson::choice));
  }

  private static JsonObject choice(CustomizationChoice choice) {
    var json = new JsonObject().put("key", choice.key());
    return switch (choice) {
      case CustomizationChoice.Selected(_, var value) -> json.put(VALUE, value);
      case CustomizationChoice.SelectedSeveral(_, var values) ->
          json.put(VALUES, new JsonArray(values));
      case CustomizationChoice.Written(_, var text) -> json.put(TEXT, text);
    };
  }

  private static CustomizationChoice choice(JsonObject from) {
    var key = Stored.text(from, "key");
    if (from.containsKey(VALUE)) {
      return new CustomizationChoice.Selected(key, Stored.text(from, VALUE));
    }
    return from.containsKey(VALUES)
        ? new CustomizationChoice.SelectedSeveral(key, Stored.texts(from, VALUES))
        : new CustomizationChoice.Written(key, Stored.text(from, TEXT));
  }
}
