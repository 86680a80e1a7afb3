package dev.diddo.http.dashboard;

import dev.diddo.application.Page;
import dev.diddo.application.catalog.Stores;
import dev.diddo.application.dashboard.AuditLog;
import dev.diddo.application.dashboard.Dashboards;
import dev.diddo.application.dashboard.RecordAct;
import dev.diddo.application.order.Orders;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.organization.Organizations;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.order.Order;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Operator;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Json;
import dev.diddo.http.Paging;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the dashboard knows of its operator, how it is set, and who did what in it. */
public final class DashboardEndpoints implements Endpoints {
  private static final Access READ = Access.operator(Operator.Role.VIEWER);
  private static final Access CONFIGURE = Access.operator(Operator.Role.ADMIN);

  private final Organizations organizations;
  private final Stores stores;
  private final Orders orders;
  private final Dashboards dashboards;
  private final AuditLog auditLog;
  private final RecordAct recordAct;

  public DashboardEndpoints(
      Organizations organizations,
      Stores stores,
      Orders orders,
      Dashboards dashboards,
      AuditLog auditLog,
      RecordAct recordAct) {
    this.organizations = organizations;
    this.stores = stores;
    this.orders = orders;
    this.dashboards = dashboards;
    this.auditLog = auditLog;
    this.recordAct = recordAct;
  }

  @Override
  public List<Route> routes() {
    var api = DashboardOrderEndpoints.API;
    return List.of(
        Route.get(api + "/me", READ, this::me),
        Route.get(api + "/settings", READ, this::settings),
        Route.patch(api + "/settings", CONFIGURE, this::configure),
        Route.get(api + "/audit", CONFIGURE, this::audit).queriedBy("limit", "offset"));
  }

  private Reply me(Call call) {
    var operator = call.operator().person();
    var organization = organizations.find(operator.organization()).orElseThrow();
    var json = Json.object();
    json.putObject("operator")
        .put("id", operator.id().text())
        .put("email", operator.email())
        .put("role", operator.role().text());
    json.putObject("organization")
        .put("id", organization.id().text())
        .put("name", organization.name());
    json.put("environment", usual(call.operator()).text());
    json.set("settings", SettingsJson.of(organization.brand(), dashboards.find(organization.id())));
    return Reply.ok(json);
  }

  /** The one in which this organization sells; the sandbox, until it does. */
  private Environment usual(Caller.Operator operator) {
    var real = new Tenant(operator.person().organization(), Environment.PRODUCTION);
    return stores.list(real, new Page(1, 0)).total() > 0
        ? Environment.PRODUCTION
        : Environment.SANDBOX;
  }

  private Reply settings(Call call) {
    var id = call.operator().person().organization();
    var organization = organizations.find(id).orElseThrow();
    return Reply.ok(SettingsJson.of(organization.brand(), dashboards.find(id)));
  }

  private Reply configure(Call call) {
    var act =
        new RecordAct.Act(call.operator(), call.address(), AuditEntry.Action.SETTINGS_CHANGED);
    return recordAct.on(act, AuditEntry.Subject.NONE, () -> change(call), Reply::isSuccess);
  }

  /** In one transaction, so that of two changes at once neither undoes the other. */
  private Reply change(Call call) {
    var id = call.operator().person().organization();
    var organization = organizations.findToChange(id).orElseThrow();
    var changed = SettingsJson.read(call.body(), organization.brand(), dashboards.find(id));
    organizations.save(organization.with(changed.brand()));
    dashboards.save(id, changed.dashboard());
    return Reply.ok(SettingsJson.of(changed.brand(), changed.dashboard()));
  }

  private Reply audit(Call call) {
    var page = Paging.of(call);
    var listed = auditLog.list(call.operator().person().organization(), page);
    var seen = new HashMap<OrderId, Optional<Order>>();
    return Reply.ok(
        Paging.of("entries", listed, page, entry -> AuditJson.of(entry, order(entry, seen))));
  }

  /** The order that an entry is about; each is read once for a page. */
  private Optional<Order> order(AuditEntry entry, Map<OrderId, Optional<Order>> seen) {
    var subject = entry.subject();
    return subject
        .environment()
        .map(environment -> new Tenant(entry.organization(), environment))
        .flatMap(
            tenant ->
                subject
                    .order()
                    .flatMap(id -> seen.computeIfAbsent(id, it -> orders.find(tenant, it))));
  }
}
