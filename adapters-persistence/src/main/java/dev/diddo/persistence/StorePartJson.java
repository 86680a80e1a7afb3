package dev.diddo.persistence;

import dev.diddo.domain.cart.Offer;
import dev.diddo.domain.cart.PricedLine;
import dev.diddo.domain.cart.ShippingRate;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.money.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * A store's part of a cart or an order as JSON. Amounts are minor units of the cart's currency; the
 * part's own id stands beside it, so that the parts of all fresh copies of a template are alike.
 */
final class StorePartJson {
  private StorePartJson() {}

  static JsonArray write(List<StorePart> parts) {
    return Stored.array(parts, StorePartJson::write);
  }

  static JsonObject write(StorePart part) {
    var json =
        new JsonObject().put("store", part.store().value().toString()).put("name", part.name());
    Stored.put(json, "domain", part.domain());
    return json.put("lines", Stored.array(part.lines(), StorePartJson::write))
        .put("offer", write(part.offer()));
  }

  static StorePart read(JsonObject json, Optional<MerchantOrderId> id, Currency currency) {
    return new StorePart(
        new StoreId(Stored.id(json, "store")),
        Stored.optionalText(json, "domain"),
        Stored.text(json, "name"),
        id,
        Stored.list(json, "lines", StorePartJson::readLine),
        readOffer(Stored.object(json, "offer"), currency));
  }

  private static JsonObject write(PricedLine line) {
    return CartLineJson.write(line.line())
        .put("merchandise", MerchandiseJson.write(line.merchandise()));
  }

  private static PricedLine readLine(JsonObject json) {
    var line = CartLineJson.read(json);
    return new PricedLine(line, MerchandiseJson.read(Stored.object(json, "merchandise")));
  }

  private static JsonObject write(Offer offer) {
    var json =
        new JsonObject()
            .put("subtotal", offer.subtotal().minorUnits())
            .put("tax", offer.tax().minorUnits())
            .put("total", offer.total().minorUnits())
            .put("methods", Stored.array(offer.shippingMethods(), StorePartJson::write));
    Stored.put(json, "selected", offer.selected().map(StorePartJson::write));
    return json;
  }

  private static Offer readOffer(JsonObject json, Currency currency) {
    return new Offer(
        new Money(Stored.number(json, "subtotal"), currency),
        Stored.list(json, "methods", method -> readRate(method, currency)),
        Stored.optionalObject(json, "selected").map(rate -> readRate(rate, currency)),
        new Money(Stored.number(json, "tax"), currency),
        new Money(Stored.number(json, "total"), currency));
  }

  private static JsonObject write(ShippingRate rate) {
    return new JsonObject()
        .put("id", rate.id())
        .put("label", rate.label())
        .put("price", rate.price().minorUnits());
  }

  private static ShippingRate readRate(JsonObject json, Currency currency) {
    return new ShippingRate(
        Stored.text(json, "id"),
        Stored.text(json, "label"),
        new Money(Stored.number(json, "price"), currency));
  }
}
