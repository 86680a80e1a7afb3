package dev.diddo.http.dashboard;

import dev.diddo.application.dashboard.RecordAct;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.organization.Operator;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoint;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.order.FulfilmentEndpoints;
import dev.diddo.http.order.MerchantOrderEndpoints;
import dev.diddo.http.order.OrderEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The orders, for operators: the same reading and the same answers as a platform's, and each act is
 * written down.
 */
public final class DashboardOrderEndpoints implements Endpoints {
  static final String API = "/dashboard/api";
  private static final String ORDERS = "/orders";

  private static final Access READ = Access.operator(Operator.Role.VIEWER);
  private static final Access ACT = Access.operator(Operator.Role.SUPPORT);

  /** What operators may do, by the last part of its path. */
  private static final Map<String, AuditEntry.Action> ACTIONS =
      Map.of(
          "refunds", AuditEntry.Action.REFUNDED,
          "acceptance", AuditEntry.Action.DECIDED,
          "cancellation", AuditEntry.Action.CANCELLED,
          "fulfillments", AuditEntry.Action.FULFILLED,
          "returns", AuditEntry.Action.RETURNED);

  private static final Map<String, AuditEntry.Action> DECISIONS =
      Map.of("accepted", AuditEntry.Action.ACCEPTED, "rejected", AuditEntry.Action.REJECTED);

  private final OrderEndpoints orders;
  private final MerchantOrderEndpoints merchantOrders;
  private final FulfilmentEndpoints fulfilments;
  private final RecordAct recordAct;

  public DashboardOrderEndpoints(
      OrderEndpoints orders,
      MerchantOrderEndpoints merchantOrders,
      FulfilmentEndpoints fulfilments,
      RecordAct recordAct) {
    this.orders = orders;
    this.merchantOrders = merchantOrders;
    this.fulfilments = fulfilments;
    this.recordAct = recordAct;
  }

  @Override
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(Route.post(API + ORDERS, READ, orders::search).repeated(Route.Repetition.IGNORED));
    orders.routes().stream()
        .filter(route -> !route.path().equals(ORDERS))
        .forEach(route -> routes.add(route.movedTo(API + route.path(), READ)));
    Stream.of(merchantOrders, fulfilments)
        .flatMap(acts -> acts.routes().stream())
        .flatMap(route -> act(route).stream())
        .forEach(routes::add);
    var preview = API + "/orders/{id}/merchant_orders/{merchant_order_id}/refunds/preview";
    routes.add(
        Route.post(preview, ACT, merchantOrders::previewRefund).repeated(Route.Repetition.IGNORED));
    return routes;
  }

  /** Empty for what is a store's own business. */
  private Optional<Route> act(Route route) {
    var path = route.path();
    return Optional.ofNullable(ACTIONS.get(path.substring(path.lastIndexOf('/') + 1)))
        .map(action -> writtenDown(route.endpoint(), action))
        .map(endpoint -> route.movedTo(API + path, ACT).answeredBy(endpoint));
  }

  /** A decision is the one that the body names; what names none is refused. */
  private static AuditEntry.Action said(Call call, AuditEntry.Action action) {
    return action == AuditEntry.Action.DECIDED
        ? call.body().optionalChoice("status", DECISIONS).orElse(action)
        : action;
  }

  private Endpoint writtenDown(Endpoint endpoint, AuditEntry.Action action) {
    return call ->
        recordAct.onOrder(
            new RecordAct.Act(call.operator(), call.address(), said(call, action)),
            call.anyId("id", OrderId::new),
            call.anyId("merchant_order_id", MerchantOrderId::new),
            () -> endpoint.answer(call),
            Reply::isSuccess);
  }
}
