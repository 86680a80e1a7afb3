package dev.diddo.http.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.cart.CartStatuses.CartStatus;
import dev.diddo.application.cart.CartStatuses.Told;
import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.http.Json;
import dev.diddo.http.cart.CartJson;
import dev.diddo.http.order.OrderJson;
import dev.diddo.http.payment.PaymentJson;
import java.util.List;

/** How far a checkout is, as it is shown. */
public final class StatusJson {
  private final CartJson carts;

  public StatusJson(CartJson carts) {
    this.carts = carts;
  }

  ObjectNode of(CartStatus status, CartView view) {
    var json = Json.object().put("status", CartJson.status(status.cart()));
    json.set(
        "orders",
        status.order().map(order -> merchantOrders(order, status.told())).orElseGet(Json::array));
    json.set(
        "payment", status.payment().<JsonNode>map(PaymentJson::of).orElse(NullNode.getInstance()));
    json.set("cart", carts.of(view));
    return json;
  }

  ObjectNode of(CartView.OfTemplate template, LiveCarts.Checkouts checkouts) {
    var json = Json.object().put("status", "TEMPLATE");
    json.putArray("orders");
    json.putNull("payment");
    json.set("cart", carts.of(template));
    json.putObject("checkouts")
        .put("in_progress", checkouts.inProgress())
        .put("submitted", checkouts.submitted());
    return json;
  }

  private static ArrayNode merchantOrders(Order order, List<Told> told) {
    var json = Json.array();
    order.merchantOrders().forEach(part -> json.add(merchantOrder(part, told)));
    return json;
  }

  private static ObjectNode merchantOrder(MerchantOrder order, List<Told> told) {
    var json =
        Json.object()
            .put("id", order.id().text())
            .put("store", order.part().handle())
            .put("status", order.status().name());
    var events = json.putArray("events");
    told.stream()
        .filter(event -> event.isAbout(order.id()))
        .forEach(
            event ->
                events
                    .addObject()
                    .put("id", event.id().text())
                    .put("type", event.type().text())
                    .put("created_at", event.at().toString()));
    json.set("required_actions", OrderJson.requiredActions(order));
    return json;
  }
}
