package dev.diddo.persistence;

import dev.diddo.application.session.CheckoutSessions;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
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
  public void add(CheckoutSession session) {
    postgres.run(c -> c.preparedQuery(ADD).execute(CheckoutSessionRow.write(session)));
  }
}
