package dev.diddo.application.customer;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredLeaving;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.customer.SavedCustomer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Customers whom gateways are to forget, in memory. */
public final class MemoryLeavingCustomers implements LeavingCustomers {
  private final MemoryDatabase database;

  public MemoryLeavingCustomers(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public List<Leaving> claimDue(Instant now, int atMost, Duration lease) {
    return database.alone(
        () -> {
          var due =
              database.leaving.all().entrySet().stream()
                  .filter(row -> !row.getValue().dueAt().isAfter(now))
                  .filter(row -> row.getValue().leaseUntil().filter(now::isBefore).isEmpty())
                  .sorted(Comparator.comparing(row -> row.getValue().dueAt()))
                  .limit(atMost)
                  .toList();
          due.forEach(
              row ->
                  database.leaving.put(
                      row.getKey(),
                      new StoredLeaving(
                          row.getValue().tries(),
                          row.getValue().dueAt(),
                          Optional.of(now.plus(lease)))));
          return due.stream()
              .map(
                  row ->
                      new Leaving(row.getKey().tenant(), row.getKey().id(), row.getValue().tries()))
              .toList();
        });
  }

  @Override
  public void gone(Leaving leaving) {
    database.alone(
        () -> {
          database.leaving.remove(key(leaving));
          return leaving;
        });
  }

  @Override
  public void askAgain(Leaving leaving, Instant at) {
    database.alone(
        () -> {
          database.leaving.put(
              key(leaving), new StoredLeaving(leaving.tries() + 1, at, Optional.empty()));
          return leaving;
        });
  }

  private static TenantKey<SavedCustomer> key(Leaving leaving) {
    return new TenantKey<>(leaving.tenant(), leaving.customer());
  }
}
