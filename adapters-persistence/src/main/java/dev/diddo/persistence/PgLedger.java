package dev.diddo.persistence;

import dev.diddo.application.payment.Ledger;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.organization.Tenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The ledger in PostgreSQL, which refuses what does not sum to zero and every later change. */
public final class PgLedger implements Ledger {
  private static final String KEY = "ledger_entry_pkey";

  /** Positions go on where the last booking of the payment ended. */
  private static final String BOOK =
      """
      insert into ledger_entry
        (organization_id, environment, payment_id, position, account, store_id, amount_minor,
         currency, created_at)
      select $1, $2, $3, before.position + l.position, l.account, l.store_id, l.amount, l.currency,
             $4
        from (select coalesce(max(position), 0) as position
                from ledger_entry
               where organization_id = $1 and environment = $2 and payment_id = $3) before,
             unnest($5::text[], $6::uuid[], $7::bigint[], $8::text[])
               with ordinality
               as l (account, store_id, amount, currency, position)""";

  private static final String OF =
      """
      select account, store_id, amount_minor, currency
        from ledger_entry
       where organization_id = $1 and environment = $2 and payment_id = $3
       order by position""";

  private final Postgres postgres;

  public PgLedger(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public void book(Tenant tenant, PaymentId payment, List<LedgerEntry> entries, Instant at) {
    var parameters =
        LedgerTuples.add(TenantColumns.tuple(tenant, payment.value(), Times.of(at)), entries);
    postgres.run(c -> c.preparedQuery(BOOK).execute(parameters).recover(PgLedger::again));
  }

  /** Somebody booked in the same moment: the next try will see it. */
  private static <T> Future<T> again(Throwable failure) {
    return Future.failedFuture(
        Failures.isUniqueViolation(failure, KEY)
            ? new UndoneException("A payment was booked on meanwhile")
            : failure);
  }

  @Override
  public List<LedgerEntry> of(Tenant tenant, PaymentId payment) {
    var parameters = TenantColumns.tuple(tenant, payment.value());
    return postgres.run(
        c -> c.preparedQuery(OF).execute(parameters).map(rows -> Rows.list(rows, PgLedger::entry)));
  }

  private static LedgerEntry entry(Row row) {
    return new LedgerEntry(
        LedgerEntry.Account.valueOf(row.getString("account")),
        Optional.ofNullable(row.getUUID("store_id")).map(StoreId::new),
        new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))));
  }
}
