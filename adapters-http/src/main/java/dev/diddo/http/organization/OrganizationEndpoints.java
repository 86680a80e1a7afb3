package dev.diddo.http.organization;

import dev.diddo.application.organization.Organizations;
import dev.diddo.application.payment.Gateways;
import dev.diddo.domain.organization.Organization;
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

  public OrganizationEndpoints(Organizations organizations, Gateways gateways) {
    this.organizations = organizations;
    this.gateways = gateways;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/organization", Access.platform(Scope.read(AREA)), this::show),
        Route.patch("/organization", Access.platform(Scope.write(AREA)), this::change));
  }

  private Reply show(Call call) {
    return Reply.ok(OrganizationJson.of(ofCaller(call)));
  }

  private Reply change(Call call) {
    var changed = OrganizationJson.read(call.optionalBody(), ofCaller(call), gateways.names());
    organizations.save(changed);
    return Reply.ok(OrganizationJson.of(changed));
  }

  /** A key's organization is never gone. */
  private Organization ofCaller(Call call) {
    return organizations.find(call.platform().tenant().organization()).orElseThrow();
  }
}
