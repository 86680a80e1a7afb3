package dev.diddo.http.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.Listed;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.catalog.Stores;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Json;
import dev.diddo.http.Paging;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was bought. A key of one store sees its own part of it. */
public final class OrderEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.ORDERS));

  private static final Set<CheckoutEvent.Type> ABOUT_THE_ORDER =
      Set.of(
          CheckoutEvent.Type.ORDER_SUBMITTED,
          CheckoutEvent.Type.ORDER_UPDATED,
          CheckoutEvent.Type.REFUND_ISSUED);

  private final Orders orders;
  private final LiveCarts liveCarts;
  private final OrderQueries queries;

  public OrderEndpoints(Orders orders, Stores stores, LiveCarts liveCarts) {
    this.orders = orders;
    this.liveCarts = liveCarts;
    this.queries = new OrderQueries(stores);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/orders", READ, this::list)
            .queriedBy(
                "q", "external_customer_id", "status", "store", "from", "to", "limit", "offset"),
        Route.get("/orders/{id}", READ, this::show),
        Route.get("/orders/{id}/events", READ, this::events).queriedBy("limit", "offset"));
  }

  private Reply list(Call call) {
    var page = Paging.of(call);
    var filter = queries.read(call);
    var sight = Sight.of(call.platform());
    var listed =
        sight.allows(filter.store())
            ? orders.search(call.platform().tenant(), sight.narrowed(filter), page)
            : new Listed<Order>(List.of(), 0);
    return Reply.ok(
        Paging.of("orders", listed, page, order -> OrderJson.of(sight.of(order).orElseThrow())));
  }

  private Reply show(Call call) {
    return find(call)
        .map(OrderJson::of)
        .map(Reply::ok)
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private Optional<Order> find(Call call) {
    return call.id("id", OrderId::new)
        .flatMap(id -> orders.find(call.platform().tenant(), id))
        .flatMap(Sight.of(call.platform())::of);
  }

  private Reply events(Call call) {
    var page = Paging.of(call);
    return find(call)
        .map(
            order -> {
              var listed = orders.events(call.platform().tenant(), order.id(), page);
              var about = about(call, order);
              return Reply.ok(
                  Paging.of("events", listed, page, event -> shown(event, order, about)));
            })
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private ObjectNode about(Call call, Order order) {
    var session =
        liveCarts
            .find(call.platform().tenant(), order.cart())
            .map(cart -> cart.contents().session().text());
    return Json.object()
        .put("cart_id", order.cart().text())
        .put("template_cart_id", order.template().text())
        .put("session_id", session.orElse(null))
        .put("external_customer_id", order.externalCustomerId().orElse(null));
  }

  private static ObjectNode shown(Orders.Numbered numbered, Order order, ObjectNode about) {
    var event = numbered.event();
    var data = about.deepCopy();
    if (ABOUT_THE_ORDER.contains(event.type())) {
      data.putObject("order").put("id", order.id().text()).put("number", order.number().text());
    }
    var json =
        Json.object()
            .put("id", event.id().text())
            .put("type", event.type().text())
            .put("created_at", event.at().toString())
            .put("sequence", numbered.sequence());
    json.set("data", data);
    return json;
  }
}
