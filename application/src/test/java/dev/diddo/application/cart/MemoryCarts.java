package dev.diddo.application.cart;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredTemplate;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Tenant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Template carts in memory. */
public final class MemoryCarts implements Carts {
  private final MemoryDatabase database;

  public MemoryCarts(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Cart> find(Tenant tenant, CartId id) {
    return database.alone(() -> inUse(tenant, id).map(StoredTemplate::cart));
  }

  @Override
  public Optional<Linked> findByLink(CartId id) {
    return database.alone(
        () ->
            database.templates.all().entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(id))
                .findFirst()
                .map(
                    entry ->
                        new Linked(
                            entry.getKey().tenant(),
                            entry.getValue().cart(),
                            entry.getValue().retired())));
  }

  @Override
  public void add(Tenant tenant, Cart cart) {
    database.alone(() -> put(tenant, cart, false));
  }

  @Override
  public boolean save(Tenant tenant, Cart cart, int versionBefore) {
    return database.alone(
        () ->
            inUse(tenant, cart.id())
                    .filter(row -> row.cart().version() == versionBefore)
                    .isPresent()
                && put(tenant, cart, false));
  }

  @Override
  public boolean retire(Tenant tenant, CartId id, OptionalInt version) {
    return database.alone(
        () ->
            inUse(tenant, id)
                .filter(row -> version.orElse(row.cart().version()) == row.cart().version())
                .map(row -> put(tenant, row.cart(), true))
                .orElse(false));
  }

  private Optional<StoredTemplate> inUse(Tenant tenant, CartId id) {
    return database
        .templates
        .get(new TenantKey<>(tenant, id))
        .filter(Predicate.not(StoredTemplate::retired));
  }

  private boolean put(Tenant tenant, Cart cart, boolean retired) {
    database.templates.put(new TenantKey<>(tenant, cart.id()), new StoredTemplate(cart, retired));
    return true;
  }
}
