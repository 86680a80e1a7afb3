package dev.diddo.http.organization;

import dev.diddo.application.idempotency.Transactions;
import dev.diddo.application.organization.Organizations;
import dev.diddo.application.payment.Gateways;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.List;

/** The platform itself. */
public final class OrganizationEndpoints implements Endpoints {
  private static final Scope.Area AREA = Scope.Area.ORGANIZATION;

  private final Organizations organizations;
  private final Gateways gateways;
  private final Transactions transactions;

  public OrganizationEndpoints(
      Organizations organizations, Gateways gateways, Transactions transactions) {
    this.organizations = organizations;
    this.gateways = gateways;
    this.transactions = transactions;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/organization", Access.platform(Scope.read(AREA)), this::show),
        Route.patch("/organization", Access.platform(Scope.write(AREA)), this::change));
  }

  private Reply show(Call call) {
    // A key's organization is never gone.
    return Reply.ok(OrganizationJson.of(organizations.find(ofCaller(call)).orElseThrow()));
  }

  /** In one transaction, so that of two changes at once neither undoes the other. */
  private Reply change(Call call) {
    return transactions.inOne(
        () -> {
          var before = organizations.findToChange(ofCaller(call)).orElseThrow();
          var changed = OrganizationJson.read(call.optionalBody(), before, gateways.names());
          organizations.save(changed);
          return Reply.ok(OrganizationJson.of(changed));
        });
  }

  private static OrganizationId ofCaller(Call call) {
    return call.platform().tenant().organization();
  }
}
