package dev.diddo.http.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.order.Orders;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.webhook.Deliveries;
import dev.diddo.application.webhook.Deliveries.Logged;
import dev.diddo.application.webhook.ManageWebhooks;
import dev.diddo.application.webhook.WebhookRefusal;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.webhook.Delivery;
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
import java.util.function.BiFunction;

/** Who was told of one order, brands and platforms alike. A key of one store sees its own. */
public final class OrderDeliveryEndpoints implements Endpoints {
  static final String PATH = "/orders/{id}/deliveries";

  private static final Access READ = Access.platform(Scope.read(Scope.Area.ORDERS));
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.ORDERS));

  private final Orders orders;
  private final Deliveries deliveries;
  private final ManageWebhooks manageWebhooks;

  public OrderDeliveryEndpoints(
      Orders orders, Deliveries deliveries, ManageWebhooks manageWebhooks) {
    this.orders = orders;
    this.deliveries = deliveries;
    this.manageWebhooks = manageWebhooks;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, READ, this::list).queriedBy("limit", "offset"),
        Route.post(PATH + "/{delivery_id}/replay", WRITE, this::replay));
  }

  private Reply list(Call call) {
    var page = Paging.of(call);
    return of(
        call,
        (order, store) ->
            Reply.ok(
                Paging.of(
                    "deliveries",
                    list(call, order, store, page),
                    page,
                    OrderDeliveryEndpoints::shown)));
  }

  private Listed<Logged> list(Call call, Order order, Optional<StoreId> store, Page page) {
    return deliveries.ofOrder(call.someone().tenant(), order.cart(), order.id(), store, page);
  }

  private static ObjectNode shown(Logged logged) {
    return WebhookJson.ofOrder(logged);
  }

  private Reply replay(Call call) {
    call.optionalBody().end();
    var wanted = call.anyId("delivery_id", DeliveryId::new);
    return of(
        call,
        (order, store) ->
            find(call, order, store, wanted)
                .map(delivery -> manageWebhooks.replay(call.someone().tenant(), delivery))
                .map(OrderDeliveryEndpoints::answer)
                .orElseGet(() -> Reply.of(Problem.notFound())));
  }

  private Optional<Delivery> find(
      Call call, Order order, Optional<StoreId> store, DeliveryId wanted) {
    return deliveries
        .find(call.someone().tenant(), wanted)
        .filter(it -> it.isAbout(order.cart(), order.id()))
        .filter(it -> store.isEmpty() || it.isFor(store.get()));
  }

  private static Reply answer(Outcome<DeliveryId, WebhookRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<DeliveryId, WebhookRefusal>(var id) ->
          Reply.json(202, Json.object().put("id", id.text()));
      case Outcome.Refused<DeliveryId, WebhookRefusal>(var refusal) ->
          WebhookEndpoints.problem(refusal);
    };
  }

  private Reply of(Call call, BiFunction<Order, Optional<StoreId>, Reply> act) {
    var store = onlyStore(call.someone());
    return call.id("id", OrderId::new)
        .flatMap(id -> orders.find(call.someone().tenant(), id))
        .filter(order -> store.isEmpty() || hasPartOf(order, store.get()))
        .map(order -> act.apply(order, store))
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private static Optional<StoreId> onlyStore(Caller caller) {
    return caller instanceof Caller.Platform(var key) ? key.store() : Optional.empty();
  }

  private static boolean hasPartOf(Order order, StoreId store) {
    return order.merchantOrders().stream().anyMatch(it -> it.part().store().equals(store));
  }
}
