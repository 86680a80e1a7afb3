package dev.diddo.persistence;

import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.money.Money;
import io.vertx.core.json.JsonObject;
import java.util.Currency;

/** A store's share of a payment as JSON, in minor units of the payment's currency. */
final class SplitJson {
  private SplitJson() {}

  static JsonObject write(MerchantSplit split) {
    var json =
        new JsonObject()
            .put("store", split.store().value().toString())
            .put("name", split.storeName())
            .put("merchant_order", split.merchantOrder().value().toString())
            .put("gross", split.gross().minorUnits())
            .put("commission", split.commission().minorUnits())
            .put("decides", split.decides());
    Stored.put(json, "account", split.account());
    return json;
  }

  static MerchantSplit read(JsonObject json, Currency currency) {
    return new MerchantSplit(
        new StoreId(Stored.id(json, "store")),
        Stored.text(json, "name"),
        new MerchantOrderId(Stored.id(json, "merchant_order")),
        new Money(Stored.number(json, "gross"), currency),
        new Money(Stored.number(json, "commission"), currency),
        Stored.optionalText(json, "account"),
        // Before stores could decide, none did.
        Stored.truth(json, "decides", false));
  }
}
