package dev.diddo.persistence;

import dev.diddo.application.payment.PaymentVitals;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The pulse of payments in PostgreSQL: each question is answered by an index of what is under way,
 * or from the rows of the last hour, so that asking costs the same however many there have been.
 */
public final class PgPaymentVitals implements PaymentVitals {
  private static final Duration LATELY = Duration.ofHours(1);

  /** What is younger may be between its two commits. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private static final Duration TOO_LONG = Duration.ofDays(1);

  private static final String IN_DOUBT =
      """
      select gateway, count(*) as count, min(created_at) as oldest
        from payment
       where not is_over and status in ('submitting', 'unknown', 'capturing', 'releasing')
       group by gateway""";

  private static final String OVERDUE =
      """
      select min(check_at) as oldest
        from payment
       where not is_over""";

  private static final String MOVEMENTS =
      """
      select kind, count(*) as count, min(created_at) as oldest
        from movement
       where status = 'pending'
       group by kind""";

  private static final String WRONG =
      """
      select (select count(*)
                from payment p
               where p.created_at between $1 and $2 and p.status = 'captured'
                 and not exists (
                       select from customer_order o
                        where o.organization_id = p.organization_id
                          and o.environment = p.environment and o.payment_id = p.id))
               as paid_without_order,
             (select count(*)
                from payment p
                join customer_order o
                  on o.organization_id = p.organization_id and o.environment = p.environment
                 and o.payment_id = p.id
               where p.created_at between $1 and $2 and p.status = 'captured'
                 and not exists (
                       select from merchant_order m
                        where m.organization_id = o.organization_id
                          and m.environment = o.environment and m.order_id = o.id
                          and m.captured))
               as captured_without_merchant_order,
             (select count(*)
                from (select 1
                        from ledger_entry
                       where created_at between $1 and $2
                       group by organization_id, environment, payment_id, currency
                      having sum(amount_minor) <> 0) imbalance)
               as ledger_imbalances,
             (select count(*)
                from payment
               where not is_over and created_at < $3
                 and status in ('submitting', 'unknown', 'capturing', 'releasing'))
               as in_doubt_too_long,
             (select count(*) from movement where status = 'failed' and ended_at >= $1)
               as failed_movements,
             (select count(*) from gateway_notice where due_at is not null and tries >= 20)
               as notices_set_aside""";

  private final Postgres postgres;

  public PgPaymentVitals(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Vitals take(Instant now) {
    var row =
        query(
                WRONG,
                Tuple.of(
                    Times.of(now.minus(LATELY)),
                    Times.of(now.minus(SETTLED)),
                    Times.of(now.minus(TOO_LONG))))
            .iterator()
            .next();
    return new Vitals(
        rows(IN_DOUBT).stream()
            .map(it -> new InDoubt(it.getString("gateway"), it.getLong("count"), age(it, now)))
            .toList(),
        age(rows(OVERDUE).getFirst(), now),
        rows(MOVEMENTS).stream()
            .map(it -> new Pending(it.getString("kind"), it.getLong("count"), age(it, now)))
            .toList(),
        row.getLong("failed_movements"),
        row.getLong("notices_set_aside"),
        new Wrong(
            row.getLong("paid_without_order"),
            row.getLong("captured_without_merchant_order"),
            row.getLong("ledger_imbalances"),
            row.getLong("in_doubt_too_long")));
  }

  /** Zero where there is none, and for what lies ahead. */
  private static Duration age(Row row, Instant now) {
    if (row.getOffsetDateTime("oldest") == null) {
      return Duration.ZERO;
    }
    var age = Duration.between(Times.read(row, "oldest"), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  private List<Row> rows(String sql) {
    return query(sql, Tuple.tuple()).stream().toList();
  }

  private RowSet<Row> query(String sql, Tuple parameters) {
    return postgres.run(c -> c.preparedQuery(sql).execute(parameters));
  }
}
