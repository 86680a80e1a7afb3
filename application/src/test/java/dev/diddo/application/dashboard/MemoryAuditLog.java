package dev.diddo.application.dashboard;

import dev.diddo.application.Listed;
import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.Page;
import dev.diddo.domain.dashboard.AuditEntry;
import dev.diddo.domain.id.OrganizationId;
import java.time.Instant;
import java.util.Comparator;

/** The audit log in memory. */
public final class MemoryAuditLog implements AuditLog {
  private final MemoryDatabase database;

  public MemoryAuditLog(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void add(AuditEntry entry) {
    database.alone(
        () -> {
          database.auditEntries.put(entry.id(), entry);
          return entry;
        });
  }

  @Override
  public Listed<AuditEntry> list(OrganizationId organization, Page page) {
    return database.alone(
        () -> {
          var all =
              database.auditEntries.values().stream()
                  .filter(entry -> entry.organization().equals(organization))
                  .sorted(Comparator.comparing((AuditEntry entry) -> entry.id().text()).reversed())
                  .toList();
          return new Listed<>(
              all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
        });
  }

  @Override
  public int forgetRefused(Instant before, int atMost) {
    return database.alone(
        () -> {
          var forgotten =
              database.auditEntries.values().stream()
                  .filter(entry -> entry.action() == AuditEntry.Action.SIGN_IN_REFUSED)
                  .filter(entry -> entry.at().isBefore(before))
                  .limit(atMost)
                  .toList();
          forgotten.forEach(entry -> database.auditEntries.remove(entry.id()));
          return forgotten.size();
        });
  }
}
