package dev.diddo.persistence;

import dev.diddo.application.Listed;
import dev.diddo.application.Page;
import dev.diddo.application.catalog.ProductDraft;
import dev.diddo.application.catalog.ProductFilter;
import dev.diddo.application.catalog.Products;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Tenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The catalogue in PostgreSQL. */
public final class PgProducts implements Products {
  private static final int MAX_BATCH = 200;

  private static final String FIND =
      """
      select %s
        from product p
        join store s
          on s.organization_id = p.organization_id and s.environment = p.environment
         and s.id = p.store_id
       where p.organization_id = $1 and p.environment = $2 and p.id = $3
         and p.withdrawn_at is null and s.closed_at is null"""
          .formatted(ProductRow.COLUMNS);

  private static final String WITHDRAW =
      """
      update product p
         set withdrawn_at = now()
        from store s
       where p.organization_id = $1 and p.environment = $2 and p.id = $3
         and p.withdrawn_at is null
         and s.organization_id = $1 and s.environment = $2 and s.id = p.store_id
         and s.closed_at is null""";

  private static final String ANALYZE = "analyze product, variant, product_word";

  /** So few that any plan will do. */
  private static final int FEW = 64;

  private final Postgres postgres;
  private final PgListings listings;
  private final ProductImport imports;

  /** Products made by this process, and how many of them there were when they were last counted. */
  private final AtomicLong created = new AtomicLong();

  private final AtomicLong analyzed = new AtomicLong();

  /** The catalogue over this database; the listings are told of what changes. */
  public PgProducts(Postgres postgres, PgListings listings, Ids ids) {
    this.postgres = postgres;
    this.listings = listings;
    this.imports = new ProductImport(ids);
  }

  @Override
  public Optional<Product> find(Tenant tenant, ProductId id) {
    return postgres.run(
        c ->
            c.preparedQuery(FIND)
                .execute(TenantColumns.tuple(tenant).addUUID(id.value()))
                .map(rows -> Rows.first(rows, ProductRow::read)));
  }

  @Override
  public Listed<Product> search(Tenant tenant, ProductFilter filter, Page page) {
    var words = filter.text().map(Words::asked).orElse(List.of());
    return postgres.run(c -> search(c, tenant, filter, page, words));
  }

  private static Future<Listed<Product>> search(
      SqlConnection connection,
      Tenant tenant,
      ProductFilter filter,
      Page page,
      List<String> words) {
    if (words.isEmpty()) {
      return search(connection, new ProductSearch(tenant, filter, null), page);
    }
    var asWritten = words.stream().map(List::of).toList();
    return search(connection, new ProductSearch(tenant, filter, Words.query(asWritten)), page)
        .compose(
            found ->
                found.total() > 0
                    ? Future.succeededFuture(found)
                    : Spelling.meant(connection, tenant, words)
                        .compose(
                            meant ->
                                meant.equals(asWritten)
                                    ? Future.succeededFuture(found)
                                    : search(
                                        connection,
                                        new ProductSearch(tenant, filter, Words.query(meant)),
                                        page)));
  }

  private static Future<Listed<Product>> search(
      SqlConnection connection, ProductSearch search, Page page) {
    var total = connection.preparedQuery(search.count()).execute(search.countParameters());
    var products = connection.preparedQuery(search.page()).execute(search.pageParameters(page));
    return Future.all(total, products)
        .map(
            _ ->
                new Listed<>(
                    Rows.list(products.result(), ProductRow::read), Rows.total(total.result())));
  }

  @Override
  public List<Change> put(Tenant tenant, Store store, List<ProductDraft> drafts) {
    if (drafts.size() > MAX_BATCH) {
      throw new IllegalArgumentException("More than 200 products at once: " + drafts.size());
    }
    var changes = postgres.inBatch(c -> imports.put(c, tenant, store, drafts));
    listings.changed();
    long more = changes.stream().filter(change -> change == Change.CREATED).count();
    postgres.afterCommit(() -> created.addAndGet(more));
    return changes;
  }

  /**
   * Has PostgreSQL look at the catalogue each time that it doubled. It does so by itself once a
   * minute, but until then it takes every tenant's part for a single row and plans accordingly. To
   * be called now and then, by one thread at a time; not by an import, which would wait for it.
   */
  public void analyzeIfGrown() {
    long all = created.get();
    if (Long.highestOneBit(all) > Math.max(Long.highestOneBit(analyzed.get()), FEW)) {
      postgres.inBatch(c -> c.query(ANALYZE).execute());
      analyzed.set(all);
    }
  }

  @Override
  public boolean withdraw(Tenant tenant, ProductId id) {
    boolean done =
        postgres.run(
            c ->
                c.preparedQuery(WITHDRAW)
                    .execute(TenantColumns.tuple(tenant).addUUID(id.value()))
                    .map(Rows::anyChanged));
    listings.changed();
    return done;
  }

  @Override
  public boolean withdraw(Tenant tenant, VariantId id) {
    boolean done = postgres.inTransaction(c -> VariantChanges.withdraw(c, tenant, id));
    listings.changed();
    return done;
  }

  @Override
  public Optional<Variant> change(Tenant tenant, VariantId id, VariantChange change) {
    var changed = postgres.inTransaction(c -> VariantChanges.change(c, tenant, id, change));
    listings.changed();
    return changed;
  }

  @Override
  public Optional<Currency> currencyOf(Tenant tenant, VariantId id) {
    return postgres.run(c -> VariantChanges.currencyOf(c, tenant, id));
  }
}
