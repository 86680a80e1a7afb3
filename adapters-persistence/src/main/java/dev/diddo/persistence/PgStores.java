package dev.diddo.persistence;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.catalog.Stores;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.merchant.ReturnsPolicy;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Tenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/** Stores in PostgreSQL. */
public final class PgStores implements Stores {
  private static final String DOMAIN = "store_domain";

  private static final String FIND =
      """
      select %s
        from store s
       where organization_id = $1 and environment = $2 and id = $3 and closed_at is null"""
          .formatted(StoreRow.COLUMNS);

  /** Also of one that was closed. */
  private static final String RETURNS =
      """
      select s.returns_supported, s.returns_window_days
        from store s
       where organization_id = $1 and environment = $2 and id = $3""";

  /** One that is named by its domain goes before one that has the id. */
  private static final String FIND_BY_HANDLE =
      """
      select %s
        from store s
       where organization_id = $1 and environment = $2 and closed_at is null
         and (lower(domain) = lower($3) or id = $4)
       order by (lower(domain) = lower($3)) is true desc
       limit 1"""
          .formatted(StoreRow.COLUMNS);

  private static final String FIND_TO_CHANGE =
      """
      %s
         for no key update"""
          .formatted(FIND_BY_HANDLE);

  private static final String LIST =
      """
      select %s
        from store s
       where organization_id = $1 and environment = $2 and closed_at is null
       order by id
       limit $3
      offset $4"""
          .formatted(StoreRow.COLUMNS);

  private static final String COUNT =
      """
      select count(*) as total
        from store
       where organization_id = $1 and environment = $2 and closed_at is null""";

  private static final String ADD =
      """
      insert into store
             (organization_id, environment, id, name, domain, currency, commission_bps,
              gateway_account, shipping_methods, tax_rates, returns_supported,
              returns_window_days, closed_at, order_endpoint)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
              case when $13 then now() end, $14)
          on conflict (organization_id, environment, lower(domain)) where closed_at is null
          do nothing""";

  private static final String SAVE =
      """
      update store
         set name = $4, domain = $5, currency = $6, commission_bps = $7, gateway_account = $8,
             shipping_methods = $9, tax_rates = $10, returns_supported = $11,
             returns_window_days = $12, closed_at = case when $13 then now() end,
             order_endpoint = $14
       where organization_id = $1 and environment = $2 and id = $3 and closed_at is null
         and not exists (
             select from store other
              where other.organization_id = $1 and other.environment = $2 and other.id <> $3
                and lower(other.domain) = lower($5) and other.closed_at is null)""";

  private static final String CLOSE =
      """
      update store
         set closed_at = now()
       where organization_id = $1 and environment = $2 and id = $3 and closed_at is null""";

  private final Postgres postgres;
  private final PgListings listings;

  /** Stores over this database; the listings are told of what changes. */
  public PgStores(Postgres postgres, PgListings listings) {
    this.postgres = postgres;
    this.listings = listings;
  }

  @Override
  public Optional<Store> find(Tenant tenant, StoreId id) {
    return postgres.run(
        c ->
            c.preparedQuery(FIND)
                .execute(TenantColumns.tuple(tenant).addUUID(id.value()))
                .map(rows -> Rows.first(rows, StoreRow::read)));
  }

  @Override
  public Optional<ReturnsPolicy> returns(Tenant tenant, StoreId id) {
    return postgres.run(
        c ->
            c.preparedQuery(RETURNS)
                .execute(TenantColumns.tuple(tenant).addUUID(id.value()))
                .map(rows -> Rows.first(rows, StoreRow::readReturns)));
  }

  @Override
  public Optional<Store> find(Tenant tenant, String handle) {
    return find(tenant, handle, FIND_BY_HANDLE);
  }

  @Override
  public Optional<Store> findToChange(Tenant tenant, String handle) {
    return find(tenant, handle, FIND_TO_CHANGE);
  }

  private Optional<Store> find(Tenant tenant, String handle, String statement) {
    var parameters =
        TenantColumns.tuple(tenant).addString(handle).addValue(Ulid.parse(handle).orElse(null));
    return postgres.run(
        c ->
            c.preparedQuery(statement)
                .execute(parameters)
                .map(rows -> Rows.first(rows, StoreRow::read)));
  }

  @Override
  public Listed<Store> list(Tenant tenant, Page page) {
    return postgres.run(c -> list(c, tenant, page));
  }

  private static Future<Listed<Store>> list(SqlConnection connection, Tenant tenant, Page page) {
    var parameters = TenantColumns.tuple(tenant).addInteger(page.limit()).addInteger(page.offset());
    var stores = connection.preparedQuery(LIST).execute(parameters);
    var total = connection.preparedQuery(COUNT).execute(TenantColumns.tuple(tenant));
    return Future.all(stores, total)
        .map(
            _ ->
                new Listed<>(
                    Rows.list(stores.result(), StoreRow::read), Rows.total(total.result())));
  }

  @Override
  public boolean add(Tenant tenant, Store store) {
    return write(tenant, store, ADD);
  }

  @Override
  public boolean save(Tenant tenant, Store store) {
    return write(tenant, store, SAVE);
  }

  private boolean write(Tenant tenant, Store store, String statement) {
    boolean done =
        postgres.run(
            c ->
                c.preparedQuery(statement)
                    .execute(StoreRow.write(tenant, store))
                    .map(Rows::anyChanged)
                    .recover(PgStores::again));
    listings.changed();
    return done;
  }

  /** Somebody took the domain in the same moment: the next try will see it taken. */
  private static Future<Boolean> again(Throwable failure) {
    return Future.failedFuture(
        Failures.isUniqueViolation(failure, DOMAIN)
            ? new UndoneException("A domain was taken meanwhile")
            : failure);
  }

  @Override
  public boolean close(Tenant tenant, StoreId id) {
    boolean done =
        postgres.run(
            c ->
                c.preparedQuery(CLOSE)
                    .execute(TenantColumns.tuple(tenant).addUUID(id.value()))
                    .map(Rows::anyChanged));
    listings.changed();
    return done;
  }
}
