package dev.diddo.persistence;

import dev.diddo.domain.session.BuyerField;
import dev.diddo.domain.session.BuyerIdentity;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;

/** Who buys, as JSON: the contract's names of the fields that are known. */
final class BuyerJson {
  private BuyerJson() {}

  static JsonObject write(BuyerIdentity buyer) {
    var json = new JsonObject();
    for (var field : BuyerField.values()) {
      buyer.get(field).ifPresent(value -> json.put(field.text(), value));
    }
    return json;
  }

  static BuyerIdentity read(JsonObject json) {
    var fields = new EnumMap<BuyerField, String>(BuyerField.class);
    for (var field : BuyerField.values()) {
      var value = json.getString(field.text());
      if (value != null) {
        fields.put(field, value);
      }
    }
    return new BuyerIdentity(fields);
  }
}
