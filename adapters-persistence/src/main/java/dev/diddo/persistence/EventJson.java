package dev.diddo.persistence;

import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.OrderChange;
import dev.diddo.domain.order.OrderNumber;
import dev.diddo.domain.order.OrderSnapshot;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What an event tells of an order, as JSON. */
final class EventJson {
  private EventJson() {}

  static JsonObject write(OrderSnapshot order) {
    return new JsonObject()
        .put("id", order.id().value().toString())
        .put("number", order.number().text())
        .put("status", order.status().name())
        .put("total", Stored.money(order.total()))
        .put("parts", Stored.array(order.parts(), EventJson::write));
  }

  private static JsonObject write(OrderSnapshot.Part part) {
    return new JsonObject()
        .put("id", part.id().value().toString())
        .put("store", part.store().value().toString())
        .put("handle", part.handle())
        .put("status", part.status().name())
        .put("total", Stored.money(part.total()));
  }

  static OrderSnapshot readSnapshot(JsonObject json) {
    return new OrderSnapshot(
        new OrderId(Stored.id(json, "id")),
        new OrderNumber(Stored.text(json, "number")),
        MerchantOrder.Status.valueOf(Stored.text(json, "status")),
        Stored.money(json, "total"),
        Stored.list(json, "parts", EventJson::readPart));
  }

  private static OrderSnapshot.Part readPart(JsonObject json) {
    return new OrderSnapshot.Part(
        new MerchantOrderId(Stored.id(json, "id")),
        new StoreId(Stored.id(json, "store")),
        Stored.text(json, "handle"),
        MerchantOrder.Status.valueOf(Stored.text(json, "status")),
        Stored.money(json, "total"));
  }

  static JsonObject write(OrderChange change) {
    var json = new JsonObject().put("kind", change.kind().text());
    Stored.put(json, "merchant_order", change.merchantOrder().map(id -> id.value().toString()));
    Stored.put(json, "subject", change.subject().map(UUID::toString));
    return Stored.put(json, "amount", change.amount().map(Stored::money));
  }

  static OrderChange readChange(JsonObject json) {
    return new OrderChange(
        Stored.optionalText(json, "merchant_order").map(UUID::fromString).map(MerchantOrderId::new),
        Rows.named(OrderChange.Kind.values(), OrderChange.Kind::text, Stored.text(json, "kind")),
        Stored.optionalText(json, "subject").map(UUID::fromString),
        Stored.optionalMoney(json, "amount"));
  }
}
