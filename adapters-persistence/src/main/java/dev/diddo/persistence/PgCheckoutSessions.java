package dev.diddo.persistence;

import dev.diddo.application.session.CheckoutSessions;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/**
 * Checkout sessions in PostgreSQL. Those of guests come with their first cart, by {@link
 * PgLiveCarts}.
 */
public final class PgCheckoutSessions implements CheckoutSessions {
  private static final String FIND =
      """
      select *
        from checkout_session
       where organization_id = $1 and environment = $2 and id = $3""";

  private static final String ADD =
      """
      insert into checkout_session
        (organization_id, environment, id, customer, external_customer_id, success_url, cancel_url,
         created_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict do nothing""";

  /**
   * One that has a cart which stays, stays with it, as nobody's, and is not looked at again. While
   * a cart is being paid its order is still to learn whose it is.
   */
  private static final String FORGET =
      """
      with old as materialized (
        select organization_id, environment, id
          from checkout_session
         where expires_at < $1 and not is_kept
         order by expires_at
         limit $2
           for update skip locked
      ), shopped as materialized (
        select old.organization_id, old.environment, old.id,
               bool_or(c.is_kept or c.status = 'submitted') as stays,
               bool_or(c.status = 'frozen') as is_paying
          from old
          join live_cart c
            on c.session_id = old.id
           and c.organization_id = old.organization_id and c.environment = old.environment
         group by old.organization_id, old.environment, old.id
      ), kept as (
        update checkout_session s
           set is_kept = true, customer = '{}', external_customer_id = null,
               success_url = null, cancel_url = null
          from shopped
         where shopped.stays and not shopped.is_paying
           and s.organization_id = shopped.organization_id
           and s.environment = shopped.environment and s.id = shopped.id
      )
      delete from checkout_session s
       using old
       where s.organization_id = old.organization_id and s.environment = old.environment
         and s.id = old.id
         and not exists (
             select from shopped
              where shopped.organization_id = s.organization_id
                and shopped.environment = s.environment and shopped.id = s.id)""";

  private final Postgres postgres;

  public PgCheckoutSessions(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Optional<CheckoutSession> find(Tenant tenant, SessionId id) {
    var rows =
        postgres.run(c -> c.preparedQuery(FIND).execute(TenantColumns.tuple(tenant, id.value())));
    return rows.stream().findFirst().map(CheckoutSessionRow::read);
  }

  @Override
  public int forget(Instant before, int atMost) {
    return postgres.run(
        c ->
            c.preparedQuery(FORGET)
                .execute(Tuple.of(Times.of(before), atMost))
                .map(rows -> rows.rowCount()));
  }

  @Override
  public void add(CheckoutSession session) {
    postgres.run(c -> c.preparedQuery(ADD).execute(CheckoutSessionRow.write(session)));
  }
}
