package dev.diddo.application.session;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
          var old =
              database.sessions.all().entrySet().stream()
                  .filter(row -> row.getValue().expiresAt().isBefore(before))
                  .map(Map.Entry::getKey)
                  .limit(atMost)
                  .toList();
          var gone = old.stream().filter(key -> cartsOf(key).findAny().isEmpty()).toList();
          gone.forEach(database.sessions::remove);
          old.stream().filter(this::isKept).forEach(this::erase);
          return gone.size();
        });
  }

  private Stream<LiveCart> cartsOf(TenantKey<SessionId> session) {
    return database.liveCarts.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(session.tenant()))
        .map(Map.Entry::getValue)
        .filter(cart -> cart.contents().session().equals(session.id()));
  }

  /** Nothing of it changes any more. */
  private boolean isKept(TenantKey<SessionId> session) {
    return cartsOf(session)
            .noneMatch(cart -> cart instanceof LiveCart.Open || cart instanceof LiveCart.Frozen)
        && cartsOf(session).findAny().isPresent();
  }

  private void erase(TenantKey<SessionId> key) {
    var session = database.sessions.get(key).orElseThrow();
    database.sessions.put(key, session.erased());
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
