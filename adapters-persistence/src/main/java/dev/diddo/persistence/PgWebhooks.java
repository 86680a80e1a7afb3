package dev.diddo.persistence;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.webhook.Webhooks;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.webhook.SigningSecrets;
import dev.diddo.domain.webhook.Webhook;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Webhooks in PostgreSQL. */
public final class PgWebhooks implements Webhooks {
  /** Two who add at once would each count without the other's. */
  private static final String ONE_AT_A_TIME =
      """
      select
        from organization
       where id = $1
         for no key update""";

  private static final String ADD =
      """
      insert into webhook
             (organization_id, environment, id, url, events, description, format, is_active,
              disabled_reason, disabled_at, secret, secret_before, before_until, created_at)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
       where (select count(*) from webhook where organization_id = $1 and environment = $2) < %d"""
          .formatted(Webhook.MOST);

  private static final String FIND =
      """
      select %s
        from webhook w
       where w.organization_id = $1 and w.environment = $2 and w.id = $3"""
          .formatted(WebhookRow.COLUMNS);

  private static final String FIND_TO_CHANGE =
      """
      %s
         for no key update"""
          .formatted(FIND);

  private static final String OF_FILTER =
      """
       where w.organization_id = $1 and w.environment = $2
         and w.is_active = coalesce($3, w.is_active)
         and ($4::text is null or $4 = any (w.events))""";

  private static final String LIST =
      """
      select %s
        from webhook w
      %s
       order by w.created_at desc, w.id desc
       limit $5
      offset $6"""
          .formatted(WebhookRow.COLUMNS, OF_FILTER);

  private static final String COUNT =
      """
      select count(*) as total
        from webhook w
      %s"""
          .formatted(OF_FILTER);

  private static final String SAVE =
      """
      update webhook
         set url = $4, events = $5, description = $6, format = $7, is_active = $8,
             disabled_reason = $9, disabled_at = $10
       where organization_id = $1 and environment = $2 and id = $3""";

  private static final String REMOVE =
      """
      delete from webhook
       where organization_id = $1 and environment = $2 and id = $3""";

  private static final String SECRETS =
      """
      select secret, secret_before, before_until
        from webhook
       where organization_id = $1 and environment = $2 and id = $3""";

  private static final String SAVE_SECRETS =
      """
      update webhook
         set secret = $4, secret_before = $5, before_until = $6
       where organization_id = $1 and environment = $2 and id = $3""";

  private final Postgres postgres;
  private final WebhookSecrets secrets;

  public PgWebhooks(Postgres postgres, DataKeys dataKeys) {
    this.postgres = postgres;
    this.secrets = new WebhookSecrets(dataKeys);
  }

  @Override
  public boolean add(Tenant tenant, Webhook webhook, SigningSecrets its) {
    var parameters =
        secrets
            .write(WebhookRow.write(tenant, webhook), tenant, webhook.id(), its)
            .addValue(Times.of(webhook.createdAt()));
    return Decided.by(
        () -> Rows.anyChanged(add(tenant, parameters)),
        () -> find(tenant, webhook.id()).map(_ -> true));
  }

  private RowSet<Row> add(Tenant tenant, Tuple parameters) {
    return postgres.inTransaction(
        c ->
            c.preparedQuery(ONE_AT_A_TIME)
                .execute(Tuple.of(tenant.organization().value()))
                .compose(_ -> c.preparedQuery(ADD).execute(parameters)));
  }

  @Override
  public Optional<Webhook> find(Tenant tenant, WebhookId id) {
    return Rows.first(query(FIND, TenantColumns.tuple(tenant, id.value())), WebhookRow::read);
  }

  @Override
  public Optional<Webhook> findToChange(Tenant tenant, WebhookId id) {
    return Rows.first(
        query(FIND_TO_CHANGE, TenantColumns.tuple(tenant, id.value())), WebhookRow::read);
  }

  @Override
  public Listed<Webhook> list(Tenant tenant, Filter filter, Page page) {
    var narrowing = new Object[] {filter.active(), filter.event().map(CheckoutEvent.Type::text)};
    var parameters =
        TenantColumns.tuple(tenant, narrowing).addValue(page.limit()).addValue(page.offset());
    return postgres.run(
        c -> {
          var webhooks = c.preparedQuery(LIST).execute(parameters);
          var total = c.preparedQuery(COUNT).execute(TenantColumns.tuple(tenant, narrowing));
          return Future.all(webhooks, total)
              .map(
                  _ ->
                      new Listed<>(
                          Rows.list(webhooks.result(), WebhookRow::read),
                          Rows.total(total.result())));
        });
  }

  @Override
  public void save(Tenant tenant, Webhook webhook) {
    query(SAVE, WebhookRow.write(tenant, webhook));
  }

  @Override
  public boolean remove(Tenant tenant, WebhookId id) {
    return Rows.anyChanged(query(REMOVE, TenantColumns.tuple(tenant, id.value())));
  }

  @Override
  public Optional<SigningSecrets> secrets(Tenant tenant, WebhookId id) {
    return Rows.first(
        query(SECRETS, TenantColumns.tuple(tenant, id.value())),
        row -> secrets.read(row, tenant, id));
  }

  @Override
  public void save(Tenant tenant, WebhookId id, SigningSecrets its) {
    query(SAVE_SECRETS, secrets.write(TenantColumns.tuple(tenant, id.value()), tenant, id, its));
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
