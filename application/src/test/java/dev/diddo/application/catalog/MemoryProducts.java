package dev.diddo.application.catalog;

import dev.diddo.application.Listed;
import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredProduct;
import dev.diddo.application.MemoryDatabase.StoredVariant;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.application.Page;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Tenant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue in memory. */
public final class MemoryProducts implements Products {
  private final MemoryDatabase database;
  private final Ids ids;

  public MemoryProducts(MemoryDatabase database, Ids ids) {
    this.database = database;
    this.ids = ids;
  }

  @Override
  public Optional<Product> find(Tenant tenant, ProductId id) {
    return database.alone(
        () ->
            database
                .products
                .get(new TenantKey<>(tenant, id))
                .filter(row -> isSold(tenant, row))
                .map(row -> whole(tenant, row)));
  }

  @Override
  public Listed<Product> search(Tenant tenant, ProductFilter filter, Page page) {
    return database.alone(
        () -> {
          var found =
              ofTenant(tenant)
                  .filter(row -> isSold(tenant, row))
                  .map(row -> whole(tenant, row))
                  .filter(product -> ProductMatch.matches(product, filter))
                  .sorted(ProductMatch.order(filter))
                  .toList();
          return new Listed<>(
              found.stream().skip(page.offset()).limit(page.limit()).toList(), found.size());
        });
  }

  @Override
  public List<Change> put(Tenant tenant, Store store, List<ProductDraft> drafts) {
    return database.alone(() -> drafts.stream().map(d -> put(tenant, store, d)).toList());
  }

  private Change put(Tenant tenant, Store store, ProductDraft draft) {
    var before =
        ofTenant(tenant)
            .filter(row -> row.product().store().equals(store.id()))
            .filter(row -> row.product().handle().equals(draft.handle()))
            .findFirst();
    var known = before.stream().flatMap(row -> row.variants().stream()).toList();
    var rows = known.stream().map(id -> variant(tenant, id)).toList();
    var id = before.map(row -> row.product().id()).orElseGet(() -> new ProductId(ids.next()));
    var named =
        draft.variants().stream().map(v -> new StoredVariant(id, merge(v, rows), false)).toList();
    var namedIds = named.stream().map(row -> row.variant().id()).toList();
    var withdrawn =
        rows.stream()
            .filter(row -> !namedIds.contains(row.variant().id()))
            .map(row -> new StoredVariant(id, row.variant(), true));
    var after = Stream.concat(named.stream(), withdrawn).toList();
    var product =
        new StoredProduct(
            bare(id, store, draft), after.stream().map(row -> row.variant().id()).toList(), false);
    boolean changed = !before.equals(Optional.of(product)) || !after.equals(rows);
    database.products.put(new TenantKey<>(tenant, id), product);
    after.forEach(row -> database.variants.put(new TenantKey<>(tenant, row.variant().id()), row));
    return before.isEmpty() ? Change.CREATED : changed ? Change.UPDATED : Change.UNCHANGED;
  }

  /** The variant of a draft, with the id and the held units of the one that it is known as. */
  private Variant merge(ProductDraft.VariantDraft draft, List<StoredVariant> rows) {
    var known =
        rows.stream()
            .map(StoredVariant::variant)
            .filter(
                variant ->
                    draft.sku().isPresent()
                        ? variant.sku().equals(draft.sku())
                        : variant.optionValues().equals(draft.optionValues()))
            .findFirst();
    return new Variant(
        known.map(Variant::id).orElseGet(() -> new VariantId(ids.next())),
        draft.title(),
        draft.sku(),
        draft.price(),
        draft.optionValues(),
        new Inventory(
            draft.inventory().tracked(),
            draft.inventory().onHand(),
            known.map(variant -> variant.inventory().held()).orElse(0L)));
  }

  private static Product bare(ProductId id, Store store, ProductDraft draft) {
    return new Product(
        id,
        store.id(),
        draft.handle(),
        draft.title(),
        draft.description(),
        draft.brand(),
        draft.category(),
        draft.tags(),
        draft.images(),
        List.of(),
        draft.customizations());
  }

  @Override
  public boolean withdraw(Tenant tenant, ProductId id) {
    return database.alone(
        () -> {
          var row =
              database.products.get(new TenantKey<>(tenant, id)).filter(r -> isSold(tenant, r));
          row.ifPresent(
              r ->
                  database.products.put(
                      new TenantKey<>(tenant, id),
                      new StoredProduct(r.product(), r.variants(), true)));
          return row.isPresent();
        });
  }

  @Override
  public boolean withdraw(Tenant tenant, VariantId id) {
    return database.alone(
        () -> {
          var row = sold(tenant, id);
          row.ifPresent(
              r ->
                  database.variants.put(
                      new TenantKey<>(tenant, id),
                      new StoredVariant(r.product(), r.variant(), true)));
          return row.isPresent();
        });
  }

  @Override
  public Optional<Variant> change(Tenant tenant, VariantId id, VariantChange change) {
    return database.alone(
        () ->
            sold(tenant, id)
                .map(
                    row -> {
                      var changed = changed(row.variant(), change);
                      database.variants.put(
                          new TenantKey<>(tenant, id),
                          new StoredVariant(row.product(), changed, false));
                      return changed;
                    }));
  }

  private static Variant changed(Variant variant, VariantChange change) {
    var inventory = variant.inventory();
    return new Variant(
        variant.id(),
        variant.title(),
        variant.sku(),
        change.price().or(variant::price),
        variant.optionValues(),
        new Inventory(
            change.tracked().orElse(inventory.tracked()),
            change.onHand().orElse(inventory.onHand()),
            inventory.held()));
  }

  @Override
  public Optional<Currency> currencyOf(Tenant tenant, VariantId id) {
    return database.alone(
        () ->
            sold(tenant, id)
                .flatMap(row -> database.products.get(new TenantKey<>(tenant, row.product())))
                .flatMap(row -> database.stores.get(new TenantKey<>(tenant, row.product().store())))
                .map(Store::currency));
  }

  private Stream<StoredProduct> ofTenant(Tenant tenant) {
    return database.products.all().entrySet().stream()
        .filter(row -> row.getKey().tenant().equals(tenant))
        .map(row -> row.getValue());
  }

  private boolean isSold(Tenant tenant, StoredProduct row) {
    return !row.withdrawn()
        && database
            .stores
            .get(new TenantKey<>(tenant, row.product().store()))
            .filter(store -> !store.closed())
            .isPresent();
  }

  private Optional<StoredVariant> sold(Tenant tenant, VariantId id) {
    return database
        .variants
        .get(new TenantKey<>(tenant, id))
        .filter(row -> !row.withdrawn())
        .filter(
            row ->
                isSold(
                    tenant,
                    database.products.get(new TenantKey<>(tenant, row.product())).orElseThrow()));
  }

  private StoredVariant variant(Tenant tenant, VariantId id) {
    return database.variants.get(new TenantKey<>(tenant, id)).orElseThrow();
  }

  private Product whole(Tenant tenant, StoredProduct row) {
    var bare = row.product();
    return new Product(
        bare.id(),
        bare.store(),
        bare.handle(),
        bare.title(),
        bare.description(),
        bare.brand(),
        bare.category(),
        bare.tags(),
        bare.images(),
        row.variants().stream()
            .map(id -> variant(tenant, id))
            .filter(variant -> !variant.withdrawn())
            .map(StoredVariant::variant)
            .toList(),
        bare.customizations());
  }
}
