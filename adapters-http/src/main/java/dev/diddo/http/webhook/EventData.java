package dev.diddo.http.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.id.Id;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.order.OrderChange;
import dev.diddo.domain.order.OrderSnapshot;
import dev.diddo.domain.webhook.Message;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;

/** What an event tells. It holds nothing that tells who a buyer is. */
final class EventData {
  private EventData() {}

  static ObjectNode of(Message.OfEvent message) {
    var event = message.event();
    var data =
        Json.object()
            .put("cart_id", event.cart().text())
            .put("template_cart_id", message.template().text())
            .put("session_id", message.session().text())
            .put("external_customer_id", message.externalCustomerId().orElse(null));
    event.order().ifPresent(order -> data.set("order", of(order)));
    event.change().ifPresent(change -> data.set("change", of(change)));
    return data;
  }

  private static ObjectNode of(OrderSnapshot order) {
    var json =
        Json.object()
            .put("id", order.id().text())
            .put("number", order.number().text())
            .put("status", order.status().name());
    json.set("total", MoneyJson.of(order.total()));
    var parts = json.putArray("merchant_orders");
    order.parts().forEach(part -> parts.add(of(part)));
    return json;
  }

  private static ObjectNode of(OrderSnapshot.Part part) {
    var json =
        Json.object()
            .put("id", part.id().text())
            .put("store", part.handle())
            .put("store_id", part.store().text())
            .put("status", part.status().name());
    json.set("total", MoneyJson.of(part.total()));
    return json;
  }

  private static ObjectNode of(OrderChange change) {
    var json =
        Json.object()
            .put("kind", change.kind().text())
            .put("merchant_order_id", change.merchantOrder().map(Id::text).orElse(null))
            .put("subject_id", change.subject().map(Ulid::text).orElse(null));
    json.set("amount", MoneyJson.of(change.amount()));
    return json;
  }
}
