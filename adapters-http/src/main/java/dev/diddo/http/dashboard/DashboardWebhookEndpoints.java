package dev.diddo.http.dashboard;

import dev.diddo.application.dashboard.RecordAct;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.organization.Operator;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoint;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.webhook.OrderDeliveryEndpoints;
import dev.diddo.http.webhook.WebhookEndpoints;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom the platform tells of what happens, for operators: how that went, and to try it again. */
public final class DashboardWebhookEndpoints implements Endpoints {
  private static final Access READ = Access.operator(Operator.Role.VIEWER);
  private static final Access ACT = Access.operator(Operator.Role.SUPPORT);
  private static final String DELIVERIES = "/webhook/{id}/deliveries";
  private static final String OF_ORDER = "/orders/{id}/deliveries";
  private static final String REPLAY = "/{delivery_id}/replay";
  private static final List<String> READABLE = List.of("/webhook", DELIVERIES, OF_ORDER);
  private static final List<String> REPEATABLE = List.of(DELIVERIES + REPLAY, OF_ORDER + REPLAY);

  private final WebhookEndpoints webhooks;
  private final OrderDeliveryEndpoints ofOrders;
  private final RecordAct recordAct;

  public DashboardWebhookEndpoints(
      WebhookEndpoints webhooks, OrderDeliveryEndpoints ofOrders, RecordAct recordAct) {
    this.webhooks = webhooks;
    this.ofOrders = ofOrders;
    this.recordAct = recordAct;
  }

  /** Adding and changing webhooks is the platform's own business. */
  @Override
  public List<Route> routes() {
    return Stream.of(webhooks, ofOrders)
        .flatMap(those -> those.routes().stream())
        .filter(route -> isRead(route) || REPEATABLE.contains(route.path()))
        .map(route -> isRead(route) ? moved(route, READ) : resent(moved(route, ACT)))
        .toList();
  }

  private static boolean isRead(Route route) {
    return route.method().equals(HttpMethod.GET) && READABLE.contains(route.path());
  }

  private static Route moved(Route route, Access access) {
    return route.movedTo(DashboardOrderEndpoints.API + route.path(), access);
  }

  private Route resent(Route route) {
    Endpoint original = route.endpoint();
    return route.answeredBy(
        call ->
            recordAct.on(
                new RecordAct.Act(call.operator(), call.address(), AuditEntry.Action.RESENT),
                subject(call, route.path().startsWith(DashboardOrderEndpoints.API + OF_ORDER)),
                () -> original.answer(call),
                Reply::isSuccess));
  }

  private static AuditEntry.Subject subject(Call call, boolean isOfOrder) {
    return AuditEntry.Subject.of(
        call.operator().environment(),
        isOfOrder ? call.id("id", OrderId::new) : Optional.empty(),
        call.anyId("delivery_id", DeliveryId::new));
  }
}
