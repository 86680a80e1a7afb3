package dev.diddo.application.cart;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Live carts in memory. */
public final class MemoryLiveCarts implements LiveCarts {
  private final MemoryDatabase database;

  public MemoryLiveCarts(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<LiveCart> find(Tenant tenant, CartId id) {
    return database.alone(() -> database.liveCarts.get(new TenantKey<>(tenant, id)));
  }

  @Override
  public Optional<LiveCart> newest(Tenant tenant, SessionId session) {
    return database.alone(() -> ofSession(tenant, session).reduce((_, newer) -> newer));
  }

  @Override
  public Optional<LiveCart> resumable(
      Tenant tenant, SessionId session, CartId template, Instant now) {
    return database.alone(
        () ->
            ofSession(tenant, session)
                .filter(cart -> cart.contents().template().equals(template))
                .filter(cart -> isInProgress(cart, now))
                .findFirst());
  }

  @Override
  public LiveCart begin(
      Tenant tenant,
      Optional<CheckoutSession> newSession,
      LiveCart.Open cart,
      CheckoutEvent because) {
    return database.alone(
        () -> {
          var contents = cart.contents();
          var before =
              resumable(tenant, contents.session(), contents.template(), contents.createdAt());
          if (before.isPresent()) {
            return before.get();
          }
          newSession.ifPresent(s -> database.sessions.put(new TenantKey<>(tenant, s.id()), s));
          put(tenant, cart, List.of(because));
          return cart;
        });
  }

  @Override
  public boolean save(Tenant tenant, LiveCart.Open cart, int versionBefore) {
    return database.alone(
        () ->
            open(tenant, cart.id()).filter(o -> o.contents().version() == versionBefore).isPresent()
                && put(tenant, cart, List.of()));
  }

  @Override
  public boolean cancel(Tenant tenant, CartId id, OptionalInt version, CheckoutEvent because) {
    return database.alone(
        () ->
            open(tenant, id)
                .filter(o -> version.orElse(o.contents().version()) == o.contents().version())
                .map(o -> put(tenant, new LiveCart.Cancelled(o.contents()), List.of(because)))
                .orElse(false));
  }

  @Override
  public Checkouts checkoutsOf(Tenant tenant, CartId template, Instant now) {
    return database.alone(
        () -> {
          var copies =
              ofTenant(tenant).filter(cart -> cart.contents().template().equals(template)).toList();
          return new Checkouts(
              copies.stream().filter(cart -> isInProgress(cart, now)).count(),
              copies.stream().filter(LiveCart.Submitted.class::isInstance).count());
        });
  }

  @Override
  public int expire(Instant now, int atMost) {
    return database.alone(
        () -> {
          var over =
              database.liveCarts.all().entrySet().stream()
                  .filter(row -> row.getValue() instanceof LiveCart.Open)
                  .filter(row -> row.getValue().contents().expiresAt().isBefore(now))
                  .limit(atMost)
                  .toList();
          over.forEach(
              row ->
                  put(
                      row.getKey().tenant(),
                      new LiveCart.Expired(row.getValue().contents()),
                      List.of()));
          return over.size();
        });
  }

  @Override
  public int forget(Instant before, int atMost) {
    return database.alone(
        () -> {
          var paidFor =
              database.payments.all().entrySet().stream()
                  .map(
                      row ->
                          new TenantKey<>(
                              row.getKey().tenant(), row.getValue().payment().attempt().cart()))
                  .toList();
          var old =
              database.liveCarts.all().entrySet().stream()
                  .filter(row -> isGone(row.getValue()))
                  .filter(row -> row.getValue().contents().expiresAt().isBefore(before))
                  .map(Map.Entry::getKey)
                  .filter(key -> !paidFor.contains(key))
                  .limit(atMost)
                  .toList();
          old.forEach(
              key -> {
                database.events.remove(key);
                database.liveCarts.remove(key);
              });
          return old.size();
        });
  }

  private static boolean isGone(LiveCart cart) {
    return switch (cart) {
      case LiveCart.Expired _, LiveCart.Cancelled _ -> true;
      case LiveCart.Open _, LiveCart.Frozen _, LiveCart.Submitted _ -> false;
    };
  }

  private static boolean isInProgress(LiveCart cart, Instant now) {
    return switch (cart.at(now)) {
      case LiveCart.Open _, LiveCart.Frozen _ -> true;
      case LiveCart.Submitted _, LiveCart.Expired _, LiveCart.Cancelled _ -> false;
    };
  }

  private Stream<LiveCart> ofTenant(Tenant tenant) {
    return database.liveCarts.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(Map.Entry::getValue);
  }

  private Stream<LiveCart> ofSession(Tenant tenant, SessionId session) {
    return ofTenant(tenant).filter(cart -> cart.contents().session().equals(session));
  }

  private Optional<LiveCart.Open> open(Tenant tenant, CartId id) {
    return find(tenant, id).filter(LiveCart.Open.class::isInstance).map(LiveCart.Open.class::cast);
  }

  private boolean put(Tenant tenant, LiveCart cart, List<CheckoutEvent> because) {
    database.liveCarts.put(new TenantKey<>(tenant, cart.id()), cart);
    database.explain(tenant, cart.id(), because);
    return true;
  }
}
