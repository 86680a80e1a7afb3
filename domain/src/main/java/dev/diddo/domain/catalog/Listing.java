package dev.diddo.domain.catalog;

import dev.diddo.domain.merchant.Store;
import java.util.List;

/**
 * A variant as the catalogue has it at one moment, with the store that sells it.
 *
 * @param withdrawn whether the variant or its product was deleted: carts still show it, nobody buys
 *     it
 */
public record Listing(
    Merchandise merchandise,
    Inventory inventory,
    List<Customization> customizations,
    Store store,
    boolean withdrawn) {

  public Listing {
    customizations = List.copyOf(customizations);
  }

  Listing unpriced() {
    return new Listing(merchandise.unpriced(), inventory, customizations, store, withdrawn);
  }

  /** Whether it may be put into a cart. */
  public boolean onSale() {
    return !withdrawn && !store.closed();
  }
}
