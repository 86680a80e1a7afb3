package dev.diddo.http.order;

import dev.diddo.application.Listed;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.catalog.Stores;
import dev.diddo.application.order.OrderFilter;
import dev.diddo.application.order.Orders;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.cart.Totals;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Fault;
import dev.diddo.http.Paging;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Orders, to be found and read. A store's own key sees that store's part of them alone. */
public final class OrderEndpoints implements Endpoints {
  private static final Access READ = Access.platform(Scope.read(Scope.Area.ORDERS));
  private static final int MAX_TEXT = 254;
  private static final Map<String, MerchantOrder.Status> STATUSES =
      Arrays.stream(MerchantOrder.Status.values())
          .collect(Collectors.toMap(MerchantOrder.Status::name, Function.identity()));

  /** A store that nobody has: a filter for an unknown one finds nothing. */
  private static final StoreId NO_STORE = new StoreId(new UUID(0, 0));

  private final Orders orders;
  private final Stores stores;
  private final LiveCarts liveCarts;

  public OrderEndpoints(Orders orders, Stores stores, LiveCarts liveCarts) {
    this.orders = orders;
    this.stores = stores;
    this.liveCarts = liveCarts;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/orders", READ, this::search)
            .queriedBy(
                "q", "external_customer_id", "status", "store", "from", "to", "limit", "offset"),
        Route.get("/orders/{id}", READ, this::read),
        Route.get("/orders/{id}/events", READ, this::events).queriedBy("limit", "offset"));
  }

  private Reply search(Call call) {
    var platform = call.platform();
    var page = Paging.of(call);
    var found = orders.search(platform.tenant(), filter(call), page);
    var shown =
        new Listed<>(
            found.items().stream().flatMap(order -> visible(platform, order).stream()).toList(),
            found.total());
    return Reply.ok(Paging.of("orders", shown, page, OrderJson::of));
  }

  private OrderFilter filter(Call call) {
    var platform = call.platform();
    var wanted =
        text(call, "store")
            .map(
                handle -> stores.find(platform.tenant(), handle).map(s -> s.id()).orElse(NO_STORE));
    var own = platform.key().store();
    boolean others = own.isPresent() && wanted.isPresent() && !wanted.equals(own);
    return new OrderFilter(
        text(call, "q"),
        text(call, "external_customer_id"),
        call.query("status", STATUSES),
        others ? Optional.of(NO_STORE) : own.or(() -> wanted),
        time(call, "from"),
        time(call, "to"));
  }

  private Reply read(Call call) {
    return find(call)
        .map(order -> Reply.ok(OrderJson.of(order)))
        .orElseGet(() -> Reply.of(Problem.notFound()));
  }

  private Reply events(Call call) {
    var page = Paging.of(call);
    var order = find(call);
    if (order.isEmpty()) {
      return Reply.of(Problem.notFound());
    }
    var tenant = call.platform().tenant();
    var session = liveCarts.find(tenant, order.get().cart()).map(cart -> cart.contents().session());
    var events = orders.events(tenant, order.get().id(), page);
    return Reply.ok(
        Paging.of("events", events, page, event -> OrderJson.of(event, order.get(), session)));
  }

  private Optional<Order> find(Call call) {
    return call.id("id", OrderId::new)
        .flatMap(id -> orders.find(call.platform().tenant(), id))
        .flatMap(order -> visible(call.platform(), order));
  }

  /** What this key may see of the order: all, or a store's part with its sums. */
  private static Optional<Order> visible(Caller.Platform platform, Order order) {
    if (platform.key().store().isEmpty()) {
      return Optional.of(order);
    }
    var own =
        order.merchantOrders().stream()
            .filter(part -> platform.key().store().equals(Optional.of(part.part().store())))
            .toList();
    var parts = own.stream().map(MerchantOrder::part).toList();
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Order(
                order.id(),
                order.number(),
                order.cart(),
                order.template(),
                order.buyer(),
                order.externalCustomerId(),
                Totals.of(order.cost().total().currency(), parts),
                own,
                order.createdAt()));
  }

  private static Optional<String> text(Call call, String name) {
    var text = call.query(name).filter(value -> !value.isBlank());
    if (text.filter(value -> value.length() > MAX_TEXT).isPresent()) {
      throw Call.invalid(
          "/query/" + name, Fault.OUT_OF_RANGE, name + " has at most " + MAX_TEXT + " characters.");
    }
    return text;
  }

  private static Optional<Instant> time(Call call, String name) {
    try {
      return call.query(name).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException notOne) {
      throw Call.invalid(
          "/query/" + name, Fault.INVALID, name + " is a time such as 2026-11-23T10:00:00Z.");
    }
  }
}
