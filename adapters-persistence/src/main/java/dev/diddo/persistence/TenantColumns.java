package dev.diddo.persistence;

import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Tenant;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The two columns that begin every key: whose a row is. */
final class TenantColumns {
  private TenantColumns() {}

  /**
   * Parameters that begin with the tenant's as $1 and $2.
   *
   * @param more an optional one is written as what it holds, or else as null
   */
  static Tuple tuple(Tenant tenant, Object... more) {
    var tuple = Tuple.of(tenant.organization().value(), tenant.environment().text());
    for (var value : more) {
      tuple.addValue(value instanceof Optional<?> perhaps ? perhaps.orElse(null) : value);
    }
    return tuple;
  }

  static Tenant read(Row row) {
    return new Tenant(
        new OrganizationId(row.getUUID("organization_id")),
        Rows.named(Environment.values(), Environment::text, row.getString("environment")));
  }
}
