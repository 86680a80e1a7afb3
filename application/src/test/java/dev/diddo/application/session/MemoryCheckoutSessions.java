package dev.diddo.application.session;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Checkout sessions in memory. */
public final class MemoryCheckoutSessions implements CheckoutSessions {
  private final MemoryDatabase database;

  public MemoryCheckoutSessions(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<CheckoutSession> find(Tenant tenant, SessionId id) {
    return database.alone(() -> database.sessions.get(new TenantKey<>(tenant, id)));
  }

  @Override
  public int forget(Instant before, int atMost) {
    return database.alone(
        () -> {
          var shopping =
              database.liveCarts.all().entrySet().stream()
                  .map(
                      row ->
                          new TenantKey<>(
                              row.getKey().tenant(), row.getValue().contents().session()))
                  .toList();
          var old =
              database.sessions.all().entrySet().stream()
                  .filter(row -> row.getValue().expiresAt().isBefore(before))
                  .map(Map.Entry::getKey)
                  .filter(key -> !shopping.contains(key))
                  .limit(atMost)
                  .toList();
          old.forEach(database.sessions::remove);
          return old.size();
        });
  }

  @Override
  public void add(CheckoutSession session) {
    database.alone(
        () -> {
          database.sessions.put(new TenantKey<>(session.tenant(), session.id()), session);
          return session;
        });
  }
}
