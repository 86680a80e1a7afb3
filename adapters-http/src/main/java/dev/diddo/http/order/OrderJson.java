package dev.diddo.http.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.cart.Totals;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import dev.diddo.http.cart.BuyerJson;
import dev.diddo.http.cart.CartJson;

/** How an order is shown. */
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
    json.set("cost", cost(order.cost()));
    var parts = json.putArray("merchant_orders");
    order.merchantOrders().forEach(part -> parts.add(of(part)));
    return json;
  }

  private static ObjectNode cost(Totals cost) {
    var json = Json.object();
    json.set("subtotal", MoneyJson.of(cost.subtotal()));
    json.set("shipping", MoneyJson.of(cost.shipping()));
    json.set("tax", MoneyJson.of(cost.tax()));
    json.set("total", MoneyJson.of(cost.total()));
    return json;
  }

  private static ObjectNode of(MerchantOrder order) {
    var part = order.part();
    var json =
        Json.object()
            .put("id", order.id().text())
            .put("store", part.handle())
            .put("store_id", part.store().text());
    var lines = json.putArray("lines");
    part.lines().forEach(line -> lines.add(CartJson.line(line)));
    json.set("cost", cost(part));
    json.set("shipping_method", shippingMethod(part));
    json.put("status", order.status().name());
    json.putArray("fulfillments");
    json.putArray("returns");
    json.putArray("refunds");
    json.set("payout", payout(order.split()));
    return json;
  }

  private static ObjectNode cost(StorePart part) {
    var json = Json.object();
    json.set("subtotal", MoneyJson.of(part.offer().subtotal()));
    json.set("shipping", MoneyJson.of(part.offer().shipping()));
    json.set("tax", MoneyJson.of(part.offer().tax()));
    json.set("total", MoneyJson.of(part.offer().total()));
    return json;
  }

  private static JsonNode shippingMethod(StorePart part) {
    return part.offer().selected().<JsonNode>map(CartJson::rate).orElse(NullNode.getInstance());
  }

  private static ObjectNode payout(MerchantSplit split) {
    var json = Json.object();
    json.set("gross", MoneyJson.of(split.gross()));
    json.set("commission", MoneyJson.of(split.commission()));
    json.set("net", MoneyJson.of(split.net()));
    return json;
  }
}
