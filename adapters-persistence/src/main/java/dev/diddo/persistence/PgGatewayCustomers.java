package dev.diddo.persistence;

import dev.diddo.application.payment.GatewayCustomers;
import dev.diddo.domain.organization.Tenant;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Gateways' customers in PostgreSQL. */
public final class PgGatewayCustomers implements GatewayCustomers {
  private static final String FIND =
      """
      select gateway_id
        from gateway_customer
       where organization_id = $1 and environment = $2 and gateway = $3 and reference = $4""";

  /** Whoever comes second writes what is there, for only a row that is written is returned. */
  private static final String ADD =
      """
      insert into gateway_customer as c
        (organization_id, environment, gateway, reference, gateway_id)
      values ($1, $2, $3, $4, $5)
      on conflict (organization_id, environment, gateway, reference) do update
         set gateway_id = c.gateway_id
      returning gateway_id""";

  private static final String REPLACE =
      """
      update gateway_customer
         set gateway_id = $6
       where organization_id = $1 and environment = $2 and gateway = $3 and reference = $4
         and gateway_id = $5""";

  private final Postgres postgres;

  public PgGatewayCustomers(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Optional<String> find(Tenant tenant, String gateway, String reference) {
    return gatewayId(FIND, TenantColumns.tuple(tenant, gateway, reference));
  }

  @Override
  public String add(Tenant tenant, String gateway, String reference, String gatewayId) {
    return Decided.by(
        () ->
            gatewayId(ADD, TenantColumns.tuple(tenant, gateway, reference, gatewayId))
                .orElseThrow(),
        () -> find(tenant, gateway, reference));
  }

  @Override
  public void replace(
      Tenant tenant, String gateway, String reference, String gone, String gatewayId) {
    var parameters = TenantColumns.tuple(tenant, gateway, reference, gone, gatewayId);
    postgres.run(c -> c.preparedQuery(REPLACE).execute(parameters));
  }

  private Optional<String> gatewayId(String sql, Tuple parameters) {
    return postgres.run(
        c ->
            c.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> Rows.first(rows, row -> row.getString("gateway_id"))));
  }
}
