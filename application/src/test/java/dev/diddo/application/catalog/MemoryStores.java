package dev.diddo.application.catalog;

import dev.diddo.application.Listed;
import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.application.Page;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Tenant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Stores in memory. */
public final class MemoryStores implements Stores {
  private final MemoryDatabase database;

  public MemoryStores(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Store> find(Tenant tenant, StoreId id) {
    return database.alone(
        () ->
            database.stores.get(new TenantKey<>(tenant, id)).filter(Predicate.not(Store::closed)));
  }

  @Override
  public Optional<ReturnsPolicy> returns(Tenant tenant, StoreId id) {
    return database
        .alone(() -> database.stores.get(new TenantKey<>(tenant, id)))
        .map(Store::returns);
  }

  @Override
  public Optional<Store> find(Tenant tenant, String handle) {
    return database.alone(
        () ->
            open(tenant)
                .filter(store -> hasDomain(store, handle))
                .findFirst()
                .or(() -> Ulid.parse(handle).flatMap(id -> find(tenant, new StoreId(id)))));
  }

  /** Transactions happen alone here. */
  @Override
  public Optional<Store> findToChange(Tenant tenant, String handle) {
    return find(tenant, handle);
  }

  @Override
  public Listed<Store> list(Tenant tenant, Page page) {
    return database.alone(
        () -> {
          var all = open(tenant).toList();
          return new Listed<>(
              all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
        });
  }

  @Override
  public boolean add(Tenant tenant, Store store) {
    return database.alone(() -> isDomainFree(tenant, store) && put(tenant, store));
  }

  @Override
  public boolean save(Tenant tenant, Store store) {
    return database.alone(
        () ->
            find(tenant, store.id()).isPresent()
                && isDomainFree(tenant, store)
                && put(tenant, store));
  }

  @Override
  public boolean close(Tenant tenant, StoreId id) {
    return database.alone(
        () -> find(tenant, id).map(store -> put(tenant, closed(store))).orElse(false));
  }

  private Stream<Store> open(Tenant tenant) {
    return database.stores.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(row -> row.getValue())
        .filter(Predicate.not(Store::closed));
  }

  private boolean isDomainFree(Tenant tenant, Store wanting) {
    return wanting
        .domain()
        .map(
            domain ->
                open(tenant)
                    .filter(store -> !store.id().equals(wanting.id()))
                    .noneMatch(store -> hasDomain(store, domain)))
        .orElse(true);
  }

  private static boolean hasDomain(Store store, String domain) {
    return store.domain().filter(domain::equalsIgnoreCase).isPresent();
  }

  private boolean put(Tenant tenant, Store store) {
    database.stores.put(new TenantKey<>(tenant, store.id()), store);
    return true;
  }

  private static Store closed(Store store) {
    return new Store(
        store.id(),
        store.name(),
        store.domain(),
        store.currency(),
        store.commission(),
        store.gatewayAccount(),
        store.shippingMethods(),
        store.taxRates(),
        store.returns(),
        store.orderEndpoint(),
        true);
  }
}
