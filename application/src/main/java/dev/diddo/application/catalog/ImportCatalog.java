package dev.diddo.application.catalog;

import dev.diddo.application.catalog.CatalogSource.Entry;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.organization.Tenant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a catalogue into a store, a batch at a time. A bad product never stops the others; running
 * it twice changes nothing. When it is cut off, the batches before stay.
 */
public final class ImportCatalog {
  /** Products a commit: enough to make commits cheap, few enough to hold in memory. */
  static final int BATCH = 100;

  /** Rejections that are told in full; a file of nothing but faults must not fill the memory. */
  static final int MAX_REJECTIONS = 1_000;

  private final Products products;

  public ImportCatalog(Products products) {
    this.products = products;
  }

  /** What became of the products. */
  public record Report(int created, int updated, int unchanged, List<Entry.Rejected> rejected) {}

  public Report run(Tenant tenant, Store store, CatalogSource source) {
    var tally = new Tally();
    var batch = new LinkedHashMap<String, ProductDraft>();
    for (var entry = source.next(); entry.isPresent(); entry = source.next()) {
      switch (entry.get()) {
        case Entry.Rejected rejected -> tally.reject(rejected);
        case Entry.Read(_, var draft) -> {
          // The same handle again must see what the first one did.
          if (batch.size() == BATCH || batch.containsKey(draft.handle())) {
            store(tenant, store, batch, tally);
          }
          batch.put(draft.handle(), draft);
        }
      }
    }
    store(tenant, store, batch, tally);
    return tally.report();
  }

  private void store(Tenant tenant, Store store, Map<String, ProductDraft> batch, Tally tally) {
    if (!batch.isEmpty()) {
      products.put(tenant, store, List.copyOf(batch.values())).forEach(tally::count);
      batch.clear();
    }
  }

  /** The figures of a report while they grow. */
  private static final class Tally {
    private final Map<Products.Change, Integer> changes = new EnumMap<>(Products.Change.class);
    private final List<Entry.Rejected> rejected = new ArrayList<>();

    void count(Products.Change change) {
      changes.merge(change, 1, Integer::sum);
    }

    void reject(Entry.Rejected one) {
      if (rejected.size() < MAX_REJECTIONS) {
        rejected.add(one);
      }
    }

    Report report() {
      return new Report(
          counted(Products.Change.CREATED),
          counted(Products.Change.UPDATED),
          counted(Products.Change.UNCHANGED),
          List.copyOf(rejected));
    }

    private int counted(Products.Change change) {
      return changes.getOrDefault(change, 0);
    }
  }
}
