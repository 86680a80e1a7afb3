package dev.diddo.persistence;

import dev.diddo.application.payment.Movements;
import dev.diddo.domain.id.MovementId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.payment.Movement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Movements of money in PostgreSQL. */
public final class PgMovements implements Movements {
  private static final String ADD =
      """
      insert into movement
        (organization_id, environment, id, payment_id, kind, merchant_order_id, amount_minor,
         currency, status, gateway_id, reason, tries, created_at, due_at, ended_at)
      select $1, $2, m.id, m.payment_id, m.kind, m.merchant_order_id, m.amount,
             m.currency, m.status, m.gateway_id, m.reason, m.tries, m.created_at,
             case when m.status = 'pending' then m.created_at end,
             case when m.status <> 'pending' then m.created_at end
        from unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::bigint[], $8::text[],
                    $9::text[], $10::text[], $11::text[], $12::integer[], $13::timestamptz[])
               as m (id, payment_id, kind, merchant_order_id, amount, currency, status, gateway_id,
                     reason, tries, created_at)""";

  private static final String ADD_RETURN =
      ADD
          + """

          on conflict (payment_id, organization_id, environment)
            where kind = 'RETURN' and status = 'pending'
            do nothing""";

  private static final String FIND =
      """
      select %s
        from movement m
       where m.organization_id = $1 and m.environment = $2 and m.id = $3"""
          .formatted(MovementRow.COLUMNS);

  private static final String OF_PAYMENT =
      """
      select %s
        from movement m
       where m.organization_id = $1 and m.environment = $2 and m.payment_id = $3
       order by m.created_at, m.id"""
          .formatted(MovementRow.COLUMNS);

  /** The provider's id stays once it was told: by that the movement is found in its books. */
  private static final String SAVE =
      """
      update movement
         set status = $4, gateway_id = coalesce($5, gateway_id), reason = $6, tries = $7,
             due_at = $8, ended_at = $9, lease_until = null
       where organization_id = $1 and environment = $2 and id = $3 and status = 'pending'""";

  private static final String BOUNCE =
      """
      update movement
         set status = 'failed', reason = $4, ended_at = $5
       where organization_id = $1 and environment = $2 and id = $3 and status = 'succeeded'""";

  private static final String DUE =
      """
      from movement m
          join payment p
            on p.organization_id = m.organization_id and p.environment = m.environment
           and p.id = m.payment_id
         where m.status = 'pending' and m.due_at <= $1
           and (m.lease_until is null or m.lease_until <= $1)""";

  private static final String GATEWAYS_DUE = "select distinct p.gateway " + DUE;

  private static final String CLAIM_DUE =
      """
      with due as materialized (
        select m.organization_id, m.environment, m.id
          %s
           and p.gateway = $4
         order by m.due_at
         limit $3
           for no key update of m skip locked
      )
      update movement m
         set lease_until = $2
        from due
       where m.organization_id = due.organization_id and m.environment = due.environment
         and m.id = due.id
      returning %s"""
          .formatted(DUE, "m.due_at, " + MovementRow.COLUMNS);

  private static final String SET_ASIDE =
      """
      update movement
         set due_at = $4, lease_until = null
       where organization_id = $1 and environment = $2 and id = $3 and status = 'pending'""";

  private final Postgres postgres;
  private final Unreadable unreadable;

  public PgMovements(Postgres postgres, Unreadable unreadable) {
    this.postgres = postgres;
    this.unreadable = unreadable;
  }

  @Override
  public void add(Tenant tenant, List<Movement> movements) {
    if (!movements.isEmpty()) {
      Decided.by(
          () -> query(ADD, MovementRow.write(tenant, movements)).rowCount() > 0,
          () -> isThere(tenant, movements.getFirst()));
    }
  }

  @Override
  public boolean addReturn(Tenant tenant, Movement movement) {
    return Decided.by(
        () -> query(ADD_RETURN, MovementRow.write(tenant, List.of(movement))).rowCount() == 1,
        () -> isThere(tenant, movement));
  }

  private Optional<Boolean> isThere(Tenant tenant, Movement movement) {
    return find(tenant, movement.id()).map(_ -> true);
  }

  @Override
  public Optional<Movement> find(Tenant tenant, MovementId id) {
    return Rows.first(query(FIND, TenantColumns.tuple(tenant, id.value())), MovementRow::read);
  }

  @Override
  public List<Movement> ofPayment(Tenant tenant, PaymentId payment) {
    return Rows.list(
        query(OF_PAYMENT, TenantColumns.tuple(tenant, payment.value())), MovementRow::read);
  }

  @Override
  public boolean save(Tenant tenant, Movement movement, Instant at) {
    return Decided.by(
        () -> Rows.anyChanged(query(SAVE, MovementRow.change(tenant, movement, at))),
        () -> find(tenant, movement.id()).filter(movement::equals).map(_ -> true));
  }

  @Override
  public boolean bounce(Tenant tenant, Movement movement, Instant at) {
    return Decided.by(
        () -> Rows.anyChanged(query(BOUNCE, MovementRow.bounce(tenant, movement, at))),
        () -> find(tenant, movement.id()).filter(movement::equals).map(_ -> true));
  }

  @Override
  public Set<String> gatewaysDue(Instant now) {
    return Rows.texts(query(GATEWAYS_DUE, Tuple.of(Times.of(now))));
  }

  @Override
  public List<Owned> claimDue(Instant now, String gateway, int atMost, Duration lease) {
    var parameters = Tuple.of(Times.of(now), Times.of(now.plus(lease)), atMost, gateway);
    var claimed =
        query(CLAIM_DUE, parameters).stream()
            .sorted(Comparator.comparing(row -> row.getOffsetDateTime("due_at")))
            .toList();
    return unreadable.read(
        "movement",
        claimed,
        MovementRow::readOwned,
        row -> row.getUUID("id"),
        row -> setAside(row, now.plus(Unreadable.SET_ASIDE)));
  }

  private void setAside(Row row, Instant until) {
    query(
        SET_ASIDE,
        TenantColumns.tuple(TenantColumns.read(row), row.getUUID("id"), Times.of(until)));
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
