package dev.diddo.domain.catalog;

import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.merchant.Store;
import dev.diddo.domain.money.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Listings of a catalogue, one variant a product. */
public final class Listings {
  private static final Ids IDS = new CountingIds();

  private Listings() {}

  /** A variant that never runs out. */
  public static Listing of(Store store, long price, Customization... customizations) {
    return of(
        store,
        new VariantId(IDS.next()),
        Optional.of(new Money(price, store.currency())),
        Inventory.UNTRACKED,
        customizations);
  }

  public static Listing withoutPrice(Store store) {
    return of(store, new VariantId(IDS.next()), Optional.empty(), Inventory.UNTRACKED);
  }

  public static Listing stocked(Store store, long price, long onHand, long held) {
    return of(
        store,
        new VariantId(IDS.next()),
        Optional.of(new Money(price, store.currency())),
        new Inventory(true, onHand, held));
  }

  private static Listing of(
      Store store,
      VariantId variant,
      Optional<Money> price,
      Inventory inventory,
      Customization... customizations) {
    return new Listing(
        new Merchandise(
            new ProductId(IDS.next()),
            "thing",
            "Thing",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            variant,
            "Default",
            Optional.empty(),
            List.of(),
            price),
        inventory,
        List.of(customizations),
        store,
        false);
  }

  public static Listing withdrawn(Listing listing) {
    return new Listing(
        listing.merchandise(),
        listing.inventory(),
        listing.customizations(),
        listing.store(),
        true);
  }

  /** The same of another store, or of that store as it is now. */
  public static Listing soldBy(Store store, Listing listing) {
    return new Listing(
        listing.merchandise(),
        listing.inventory(),
        listing.customizations(),
        store,
        listing.withdrawn());
  }

  /** The same at another price, or at none. */
  public static Listing priced(Optional<Money> price, Listing listing) {
    var priced = of(listing.store(), variant(listing), price, listing.inventory());
    return new Listing(
        priced.merchandise(),
        listing.inventory(),
        listing.customizations(),
        listing.store(),
        listing.withdrawn());
  }

  /** The same with another stock. */
  public static Listing stocked(Inventory inventory, Listing listing) {
    return new Listing(
        listing.merchandise(),
        inventory,
        listing.customizations(),
        listing.store(),
        listing.withdrawn());
  }

  public static VariantId variant(Listing listing) {
    return listing.merchandise().variant();
  }

  public static Shelf shelf(Listing... listings) {
    return shelf(Arrays.asList(listings));
  }

  /** Of two listings of one variant the later counts. */
  public static Shelf shelf(List<Listing> listings) {
    return new Shelf(
        listings.stream()
            .collect(Collectors.toMap(Listings::variant, Function.identity(), (_, b) -> b)));
  }
}
