package dev.diddo.application.payment;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.order.LedgerEntry;
import dev.diddo.domain.organization.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The ledger in memory. */
public final class MemoryLedger implements Ledger {
  private final MemoryDatabase database;

  public MemoryLedger(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void book(Tenant tenant, PaymentId payment, List<LedgerEntry> entries, Instant at) {
    if (entries.stream().mapToLong(entry -> entry.amount().minorUnits()).sum() != 0) {
      throw new IllegalArgumentException("Entries of a payment sum to zero");
    }
    database.alone(
        () -> {
          var all = new ArrayList<>(of(tenant, payment));
          all.addAll(entries);
          database.ledger.put(new TenantKey<>(tenant, payment), List.copyOf(all));
          return all;
        });
  }

  @Override
  public List<LedgerEntry> of(Tenant tenant, PaymentId payment) {
    return database.alone(
        () -> database.ledger.get(new TenantKey<>(tenant, payment)).orElse(List.of()));
  }
}
