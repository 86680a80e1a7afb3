package dev.diddo.application.catalog;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.application.MemoryDatabase.StoredVariant;
import dev.diddo.application.MemoryDatabase.TenantKey;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Merchandise;
import dev.diddo.domain.catalog.Product;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.catalog.Variant;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.organization.Tenant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Listings in memory: what is recent is what is now. */
public final class MemoryListings implements Listings {
  private final MemoryDatabase database;

  public MemoryListings(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Shelf now(Tenant tenant, Collection<VariantId> variants) {
    return database.alone(
        () -> {
          Map<VariantId, Listing> listings = new HashMap<>();
          for (var id : variants) {
            database
                .variants
                .get(new TenantKey<>(tenant, id))
                .ifPresent(row -> listings.put(id, listing(tenant, row)));
          }
          return new Shelf(listings);
        });
  }

  @Override
  public Shelf recent(Tenant tenant, Collection<VariantId> variants) {
    return now(tenant, variants);
  }

  private Listing listing(Tenant tenant, StoredVariant row) {
    var product = database.products.get(new TenantKey<>(tenant, row.product())).orElseThrow();
    var store =
        database.stores.get(new TenantKey<>(tenant, product.product().store())).orElseThrow();
    return new Listing(
        merchandise(product.product(), row.variant()),
        row.variant().inventory(),
        product.product().customizations(),
        store,
        row.withdrawn() || product.withdrawn());
  }

  private static Merchandise merchandise(Product product, Variant variant) {
    return new Merchandise(
        product.id(),
        product.handle(),
        product.title(),
        product.brand(),
        product.category(),
        product.images(),
        variant.id(),
        variant.title(),
        variant.sku(),
        variant.optionValues(),
        variant.price());
  }
}
