package dev.diddo.persistence;

import dev.diddo.domain.id.Id;
import dev.diddo.domain.order.LedgerEntry;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Ledger entries as parameters. */
final class LedgerTuples {
  private LedgerTuples() {}

  /** Adds their accounts, stores, amounts and currencies. */
  static Tuple add(Tuple tuple, List<LedgerEntry> entries) {
    return tuple
        .addValue(Columns.of(entries, String[]::new, entry -> entry.account().name()))
        .addValue(
            Columns.of(entries, UUID[]::new, entry -> entry.store().map(Id::value).orElse(null)))
        .addValue(Columns.of(entries, Long[]::new, entry -> entry.amount().minorUnits()))
        .addValue(
            Columns.of(
                entries, String[]::new, entry -> entry.amount().currency().getCurrencyCode()));
  }
}
