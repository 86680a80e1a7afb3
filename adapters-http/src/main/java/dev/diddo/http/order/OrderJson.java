package dev.diddo.http.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.cart.Totals;
import dev.diddo.domain.merchant.MerchantSplit;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.Decision;
import dev.diddo.domain.order.Fulfillment;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.order.RequiredAction;
import dev.diddo.domain.order.Return;
import dev.diddo.domain.order.Units;
import dev.diddo.domain.payment.Dispute;
import dev.diddo.http.Json;
import dev.diddo.http.MoneyJson;
import dev.diddo.http.cart.BuyerJson;
import dev.diddo.http.cart.CartJson;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** How an order is shown. */
public final class OrderJson {
  private OrderJson() {}

  public static ObjectNode of(Order order) {
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
    json.set("captured", MoneyJson.of(order.captured()));
    json.set("refunded", MoneyJson.of(order.refunded()));
    json.set("refundable", MoneyJson.of(order.refundable()));
    var parts = json.putArray("merchant_orders");
    order.merchantOrders().forEach(part -> parts.add(of(part)));
    json.set(
        "decision", order.decision().<JsonNode>map(OrderJson::of).orElseGet(NullNode::getInstance));
    var disputes = json.putArray("disputes");
    order.disputes().forEach(dispute -> disputes.add(of(dispute)));
    return json;
  }

  private static ObjectNode of(Decision decision) {
    var json =
        Json.object()
            .put("policy", decision.policy().text())
            .put("outcome", decision.verdict().text());
    json.set("captured", MoneyJson.of(decision.captured()));
    return json.put("reason", decision.reason()).put("decided_at", decision.at().toString());
  }

  private static ObjectNode of(Dispute dispute) {
    var json = Json.object().put("id", dispute.gatewayId());
    json.set("amount", MoneyJson.of(dispute.amount()));
    return json.put("reason", dispute.reason())
        .put("status", dispute.status().text())
        .put("respond_by", dispute.respondBy().map(Instant::toString).orElse(null));
  }

  private static ObjectNode cost(Totals cost) {
    var json = Json.object();
    json.set("subtotal", MoneyJson.of(cost.subtotal()));
    json.set("shipping", MoneyJson.of(cost.shipping()));
    json.set("tax", MoneyJson.of(cost.tax()));
    json.set("total", MoneyJson.of(cost.total()));
    return json;
  }

  static ObjectNode of(MerchantOrder order) {
    var part = order.part();
    var json =
        Json.object()
            .put("id", order.id().text())
            .put("store", part.handle())
            .put("store_id", part.store().text())
            .put("store_name", part.name());
    var lines = json.putArray("lines");
    part.lines().forEach(line -> lines.add(CartJson.line(line)));
    json.set("cost", cost(part));
    json.set("shipping_method", shippingMethod(part));
    json.put("status", order.status().name())
        .put("reason", order.reason().orElse(null))
        .put("decide_by", order.decideBy().map(Instant::toString).orElse(null));
    var fulfillments = json.putArray("fulfillments");
    order.fulfillments().forEach(sent -> fulfillments.add(of(sent)));
    var returns = json.putArray("returns");
    order.returns().forEach(taken -> returns.add(of(taken)));
    var refunds = json.putArray("refunds");
    order.refunds().forEach(refund -> refunds.add(of(refund)));
    json.set("captured", MoneyJson.of(order.capturedAmount()));
    json.set("refunded", MoneyJson.of(order.refunded()));
    json.set("refundable", MoneyJson.of(order.refundable()));
    json.set("payout", payout(order.split()));
    json.set("required_actions", requiredActions(order));
    return json;
  }

  static ObjectNode of(Refund refund) {
    var json = Json.object().put("id", refund.id().text());
    json.set("amount", MoneyJson.of(refund.amount()));
    json.set("commission", MoneyJson.of(refund.commission()));
    json.put("reason", refund.reason().orElse(null)).put("status", refund.status().text());
    json.set("lines", lines(refund.lines()));
    return json.put("created_at", refund.createdAt().toString());
  }

  static ObjectNode of(Fulfillment sent) {
    var json =
        Json.object()
            .put("id", sent.id().text())
            .put("carrier", sent.tracking().carrier().orElse(null))
            .put("tracking_number", sent.tracking().number().orElse(null))
            .put("tracking_url", sent.tracking().url().map(URI::toString).orElse(null));
    json.set("lines", lines(sent.lines()));
    return json.put("created_at", sent.createdAt().toString());
  }

  static ObjectNode of(Return taken) {
    var json = Json.object().put("id", taken.id().text());
    json.set("lines", lines(taken.lines()));
    return json.put("reason", taken.reason().orElse(null))
        .put("restock", taken.restocked())
        .put("created_at", taken.createdAt().toString());
  }

  /** What a store waits for, as its order and the status of its cart show it. */
  public static ArrayNode requiredActions(MerchantOrder order) {
    var json = Json.array();
    order.requiredActions().forEach(action -> json.add(of(action)));
    return json;
  }

  static ObjectNode of(RequiredAction action) {
    return Json.object()
        .put("id", action.id().text())
        .put("type", action.type())
        .put("message", action.message())
        .put("url", action.url().map(URI::toString).orElse(null))
        .put("created_at", action.createdAt().toString());
  }

  private static ArrayNode lines(List<Units> lines) {
    var json = Json.array();
    for (var units : lines) {
      json.addObject().put("line_id", units.line().text()).put("quantity", units.quantity());
    }
    return json;
  }

  /** A refund that nobody has asked for yet. */
  static ObjectNode preview(MerchantOrder order, Money amount) {
    var json = Json.object().put("store", order.part().handle());
    json.put("store_name", order.part().name());
    json.set("amount", MoneyJson.of(amount));
    json.set("refundable", MoneyJson.of(order.refundable()));
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
