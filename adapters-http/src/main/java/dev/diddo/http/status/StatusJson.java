package dev.diddo.http.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.Page;
import dev.diddo.application.cart.CartStatuses.CartStatus;
import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.http.Json;
import dev.diddo.http.cart.CartJson;
import dev.diddo.http.payment.PaymentJson;
import java.util.List;

/** How far a checkout is, as it is shown. */
public final class StatusJson {
  private static final Page EVENTS = new Page(Page.MAX_LIMIT, 0);

  private final CartJson carts;
  private final Orders orders;

  public StatusJson(CartJson carts, Orders orders) {
    this.carts = carts;
    this.orders = orders;
  }

  ObjectNode of(Tenant tenant, CartStatus status, CartView view) {
    var json = Json.object().put("status", CartJson.status(status.cart()));
    json.set(
        "orders",
        status.order().map(order -> merchantOrders(tenant, order)).orElseGet(Json::array));
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

  private ArrayNode merchantOrders(Tenant tenant, Order order) {
    var events =
        orders.events(tenant, order.id(), EVENTS).items().stream()
            .map(Orders.Numbered::event)
            .filter(event -> event.type() == CheckoutEvent.Type.ORDER_SUBMITTED)
            .toList();
    var json = Json.array();
    order.merchantOrders().forEach(part -> json.add(merchantOrder(part, events)));
    return json;
  }

  private static ObjectNode merchantOrder(MerchantOrder order, List<CheckoutEvent> events) {
    var json =
        Json.object()
            .put("id", order.id().text())
            .put("store", order.part().handle())
            .put("status", order.status().name());
    var told = json.putArray("events");
    for (var event : events) {
      told.addObject()
          .put("id", event.id().text())
          .put("type", event.type().text())
          .put("created_at", event.at().toString());
    }
    var actions = json.putArray("required_actions");
    if (order.isUndecided()) {
      actions.add("acceptance");
    }
    return json;
  }
}
