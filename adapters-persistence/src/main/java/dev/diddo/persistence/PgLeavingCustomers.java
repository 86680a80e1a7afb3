package dev.diddo.persistence;

import dev.diddo.application.customer.LeavingCustomers;
import dev.diddo.domain.customer.SavedCustomer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Customers whom gateways are to forget, in PostgreSQL. {@link PgCustomers} adds them. */
public final class PgLeavingCustomers implements LeavingCustomers {
  private static final String CLAIM_DUE =
      """
      with due as materialized (
        select organization_id, environment, gateway, gateway_id
          from leaving_customer
         where due_at <= $1 and (lease_until is null or lease_until <= $1)
         order by due_at
         limit $3
           for no key update skip locked
      )
      update leaving_customer l
         set lease_until = $2
        from due
       where l.organization_id = due.organization_id and l.environment = due.environment
         and l.gateway = due.gateway and l.gateway_id = due.gateway_id
      returning l.organization_id, l.environment, l.gateway, l.gateway_id, l.tries, l.due_at""";

  private static final String GONE =
      """
      delete from leaving_customer
       where organization_id = $1 and environment = $2 and gateway = $3 and gateway_id = $4""";

  private static final String ASK_AGAIN =
      """
      update leaving_customer
         set tries = tries + 1, due_at = $5, lease_until = null
       where organization_id = $1 and environment = $2 and gateway = $3 and gateway_id = $4""";

  private final Postgres postgres;

  public PgLeavingCustomers(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public List<Leaving> claimDue(Instant now, int atMost, Duration lease) {
    var parameters = Tuple.of(Times.of(now), Times.of(now.plus(lease)), atMost);
    return query(CLAIM_DUE, parameters).stream()
        .sorted(Comparator.comparing(row -> row.getOffsetDateTime("due_at")))
        .map(PgLeavingCustomers::read)
        .toList();
  }

  private static Leaving read(Row row) {
    return new Leaving(
        TenantColumns.read(row),
        new SavedCustomer(row.getString("gateway"), row.getString("gateway_id")),
        row.getInteger("tries"));
  }

  @Override
  public void gone(Leaving leaving) {
    query(GONE, key(leaving));
  }

  @Override
  public void askAgain(Leaving leaving, Instant at) {
    query(ASK_AGAIN, key(leaving).addValue(Times.of(at)));
  }

  private static Tuple key(Leaving leaving) {
    var customer = leaving.customer();
    return TenantColumns.tuple(leaving.tenant(), customer.gateway(), customer.gatewayId());
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
