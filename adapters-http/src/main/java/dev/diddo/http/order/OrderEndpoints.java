package dev.diddo.http.order;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.catalog.Stores;
import dev.diddo.application.order.OrderFilter;
import dev.diddo.application.order.Orders;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Paging;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.List;
import java.util.Optional;

/** What was bought. A key of one store sees its own part of it. */
public final class OrderEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.ORDERS));

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
    return list(call, queries.read(call), Paging.of(call));
  }

  /** Asked for in the body: whom somebody looks for is in no address, nor in any log of those. */
  public Reply search(Call call) {
    var body = call.optionalBody();
    var filter = OrderQueries.read(body);
    var page = Paging.of(body);
    body.end();
    return list(call, filter, page);
  }

  private Reply list(Call call, OrderFilter filter, Page page) {
    var sight = Sight.of(call.someone());
    var listed =
        sight.allows(filter.store())
            ? orders.search(call.someone().tenant(), sight.narrowed(filter), page)
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
        .flatMap(id -> orders.find(call.someone().tenant(), id))
        .flatMap(Sight.of(call.someone())::of);
  }

  private Reply events(Call call) {
    var page = Paging.of(call);
    var sight = Sight.of(call.someone());
    return find(call)
        .map(
            order -> {
              var about = about(call, order);
              return Reply.ok(
                  Paging.of(
                      "events",
                      events(call, sight, order, page),
                      page,
                      it -> EventJson.of(sight.of(it.event()), it.sequence(), about)));
            })
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  /** A store hears of nothing that happened to another's part. */
  private Listed<Orders.Numbered> events(Call call, Sight sight, Order order, Page page) {
    var tenant = call.someone().tenant();
    return sight.store().isEmpty()
        ? orders.events(tenant, order.id(), page)
        : orders.events(tenant, order.id(), order.merchantOrders().getFirst().id(), page);
  }

  private EventJson.About about(Call call, Order order) {
    var cart = liveCarts.find(call.someone().tenant(), order.cart()).orElseThrow();
    return new EventJson.About(
        order.template(), cart.contents().session(), order.externalCustomerId());
  }
}
