package dev.diddo.persistence;

import dev.diddo.application.catalog.Listings;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Tenant;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What is on sale, from PostgreSQL or from a short memory. */
public final class PgListings implements Listings {
  private static final Duration MEMORY = Duration.ofSeconds(1);

  private static final String NOW =
      """
      select %s, %s, %s,
             coalesce(v.withdrawn_at, p.withdrawn_at) is not null as withdrawn
        from variant v
        join product p
          on p.organization_id = v.organization_id and p.environment = v.environment
         and p.id = v.product_id
        join store s
          on s.organization_id = p.organization_id and s.environment = p.environment
         and s.id = p.store_id
       where v.organization_id = $1 and v.environment = $2 and v.id = any($3)"""
          .formatted(ListingRow.VARIANT, ListingRow.PRODUCT, StoreRow.COLUMNS);

  private final Postgres postgres;
  private final Recent<Wanted, Shelf> recent;

  /** The variants of one cart, which are asked for together again and again. */
  private record Wanted(Tenant tenant, Set<VariantId> variants) {}

  /**
   * Listings over this database.
   *
   * @param remembered how many carts' listings are remembered
   */
  public PgListings(Postgres postgres, int remembered) {
    this.postgres = postgres;
    this.recent =
        new Recent<>(MEMORY, remembered, wanted -> now(wanted.tenant(), wanted.variants()));
  }

  @Override
  public Shelf now(Tenant tenant, Collection<VariantId> variants) {
    if (variants.isEmpty()) {
      return Shelf.EMPTY;
    }
    var ids = variants.stream().map(VariantId::value).distinct().toArray(UUID[]::new);
    return postgres.run(
        c ->
            c.preparedQuery(NOW)
                .execute(TenantColumns.tuple(tenant).addArrayOfUUID(ids))
                .map(PgListings::shelf));
  }

  @Override
  public Shelf recent(Tenant tenant, Collection<VariantId> variants) {
    return recent.get(new Wanted(tenant, Set.copyOf(variants)));
  }

  /** To be called by whoever changes the catalogue: what is remembered may be wrong now. */
  void changed() {
    postgres.afterCommit(recent::forgetAll);
  }

  private static Shelf shelf(RowSet<Row> rows) {
    Map<UUID, Store> stores = new HashMap<>();
    Map<VariantId, Listing> listings = new HashMap<>();
    for (var row : rows) {
      var store = stores.computeIfAbsent(row.getUUID("store_id"), _ -> StoreRow.read(row));
      var listing = ListingRow.read(row, store);
      listings.put(listing.merchandise().variant(), listing);
    }
    return new Shelf(listings);
  }
}
