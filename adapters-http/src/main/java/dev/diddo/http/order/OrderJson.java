package dev.diddo.http.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.order.Orders.Numbered;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import dev.diddo.http.cart.CartJson;
import dev.diddo.http.session.BuyerJson;
import java.util.Optional;

/** How orders are shown. */
final class OrderJson {
  private OrderJson() {}

  static ObjectNode of(Order order) {
    var json =
        Json.object()
            .put("id", order.id().text())
            .put("number", order.number().text())
            .put("cart_id", order.cart().text())
            .put("template_cart_id", order.template().text())
            .put("created_at", order.createdAt().toString())
            .put("email", order.buyer().email().orElse(null));
    json.set("buyer_identity", BuyerJson.of(order.buyer()));
    json.put("external_customer_id", order.externalCustomerId().orElse(null));
    json.put("status", order.status().name());
    var cost = order.cost();
    json.set("cost", cost(cost.subtotal(), cost.shipping(), cost.tax(), cost.total()));
    var merchantOrders = json.putArray("merchant_orders");
    order.merchantOrders().forEach(part -> merchantOrders.add(of(part)));
    return json;
  }

  private static ObjectNode of(MerchantOrder order) {
    var part = order.part();
    var offer = part.offer();
    var json =
        Json.object()
            .put("id", order.id().text())
            .put("store", part.handle())
            .put("store_id", part.store().text());
    var lines = json.putArray("lines");
    part.lines().forEach(line -> lines.add(CartJson.line(line)));
    json.set("cost", cost(offer.subtotal(), offer.shipping(), offer.tax(), offer.total()));
    json.set(
        "shipping_method",
        offer.selected().<JsonNode>map(CartJson::rate).orElse(NullNode.getInstance()));
    json.put("status", order.status().name());
    json.putArray("fulfillments");
    json.putArray("returns");
    json.putArray("refunds");
    var split = order.split();
    var payout = json.putObject("payout");
    payout.set("gross", MoneyJson.of(split.gross()));
    payout.set("commission", MoneyJson.of(split.commission()));
    payout.set("net", MoneyJson.of(split.net()));
    return json;
  }

  private static ObjectNode cost(Money subtotal, Money shipping, Money tax, Money total) {
    var json = Json.object();
    json.set("subtotal", MoneyJson.of(subtotal));
    json.set("shipping", MoneyJson.of(shipping));
    json.set("tax", MoneyJson.of(tax));
    json.set("total", MoneyJson.of(total));
    return json;
  }

  static ObjectNode of(Numbered numbered, Order order, Optional<SessionId> session) {
    var event = numbered.event();
    var json =
        Json.object()
            .put("id", event.id().text())
            .put("type", event.type().text())
            .put("created_at", event.at().toString())
            .put("sequence", numbered.sequence());
    json.putObject("data")
        .put("cart_id", order.cart().text())
        .put("template_cart_id", order.template().text())
        .put("session_id", session.map(SessionId::text).orElse(null))
        .put("external_customer_id", order.externalCustomerId().orElse(null));
    return json;
  }
}
