package dev.diddo.application.cart;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.application.payment.MemoryPayments;
import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.BuyerIdentity;
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
          var old =
              database.liveCarts.all().entrySet().stream()
                  .filter(row -> isGone(row.getValue()))
                  .filter(row -> row.getValue().contents().expiresAt().isBefore(before))
                  .map(Map.Entry::getKey)
                  .limit(atMost)
                  .toList();
          var gone = old.stream().filter(key -> paymentsOf(key).isEmpty()).toList();
          gone.forEach(
              key -> {
                database.events.remove(key);
                database.liveCarts.remove(key);
              });
          old.stream()
              .filter(key -> !gone.contains(key) && !hasOrder(key))
              .forEach(this::forgetBuyer);
          return gone.size();
        });
  }

  private List<TenantKey<PaymentId>> paymentsOf(TenantKey<CartId> cart) {
    return database.payments.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(cart.tenant()))
        .filter(row -> row.getValue().payment().attempt().cart().equals(cart.id()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean hasOrder(TenantKey<CartId> cart) {
    return database.orders.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(cart.tenant()))
        .anyMatch(row -> row.getValue().cart().equals(cart.id()));
  }

  private void forgetBuyer(TenantKey<CartId> key) {
    var cart = database.liveCarts.get(key).orElseThrow();
    var old = cart.contents();
    var nobodys =
        new CartContents(
            old.id(),
            old.session(),
            old.template(),
            old.version(),
            old.currency(),
            BuyerIdentity.NOBODY,
            List.of(),
            old.createdAt(),
            old.expiresAt());
    database.liveCarts.put(
        key,
        cart instanceof LiveCart.Expired
            ? new LiveCart.Expired(nobodys)
            : new LiveCart.Cancelled(nobodys));
    paymentsOf(key).forEach(payment -> MemoryPayments.erase(database, payment));
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
