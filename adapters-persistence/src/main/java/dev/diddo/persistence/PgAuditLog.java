package dev.diddo.persistence;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.dashboard.AuditLog;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.AuditEntryId;
import dev.diddo.domain.id.MerchantOrderId;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.id.OrderId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.organization.Environment;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** The audit log in PostgreSQL, which refuses to change it, and to forget what anybody did. */
public final class PgAuditLog implements AuditLog {
  private static final String ADD =
      """
      insert into audit_entry
             (organization_id, id, operator_id, email, action, environment, order_id,
              merchant_order_id, amount_minor, currency, subject, address, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""";

  private static final String TOTAL =
      """
      select count(*) as total
        from audit_entry
       where organization_id = $1""";

  private static final String LIST =
      """
      select organization_id, id, operator_id, email, action, environment, order_id,
             merchant_order_id, amount_minor, currency, subject, address, created_at
        from audit_entry
       where organization_id = $1
       order by id desc
       limit $2 offset $3""";

  private final Postgres postgres;

  public PgAuditLog(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public void add(AuditEntry entry) {
    var subject = entry.subject();
    query(
        ADD,
        Tuple.of(entry.organization().value(), entry.id().value(), entry.operator().value())
            .addString(entry.email())
            .addString(entry.action().text())
            .addValue(subject.environment().map(Environment::text).orElse(null))
            .addValue(subject.order().map(OrderId::value).orElse(null))
            .addValue(subject.merchantOrder().map(MerchantOrderId::value).orElse(null))
            .addValue(subject.amount().map(Money::minorUnits).orElse(null))
            .addValue(subject.amount().map(it -> it.currency().getCurrencyCode()).orElse(null))
            .addValue(subject.other().orElse(null))
            .addString(entry.address())
            .addValue(Times.of(entry.at())));
  }

  @Override
  public Listed<AuditEntry> list(OrganizationId organization, Page page) {
    var total = Rows.total(query(TOTAL, Tuple.of(organization.value())));
    var rows = query(LIST, Tuple.of(organization.value(), page.limit(), page.offset()));
    return new Listed<>(Rows.list(rows, PgAuditLog::entry), total);
  }

  @Override
  public int forgetRefused(Instant before, int atMost) {
    var forget =
        """
        delete from audit_entry
         where (organization_id, id) in (
           select organization_id, id
             from audit_entry
            where action = 'sign_in_refused' and created_at < $1
            order by created_at
            limit %d
              for update skip locked)"""
            .formatted(atMost);
    return query(forget, Tuple.of(Times.of(before))).rowCount();
  }

  private static AuditEntry entry(Row row) {
    return new AuditEntry(
        new AuditEntryId(row.getUUID("id")),
        new OrganizationId(row.getUUID("organization_id")),
        new OperatorId(row.getUUID("operator_id")),
        row.getString("email"),
        Rows.named(AuditEntry.Action.values(), AuditEntry.Action::text, row.getString("action")),
        subject(row),
        row.getString("address"),
        Times.read(row, "created_at"));
  }

  private static AuditEntry.Subject subject(Row row) {
    return new AuditEntry.Subject(
        Rows.text(row, "environment")
            .map(text -> Rows.named(Environment.values(), Environment::text, text)),
        Optional.ofNullable(row.getUUID("order_id")).map(OrderId::new),
        Optional.ofNullable(row.getUUID("merchant_order_id")).map(MerchantOrderId::new),
        Rows.text(row, "currency")
            .map(code -> new Money(row.getLong("amount_minor"), Currency.getInstance(code))),
        Rows.text(row, "subject"));
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
