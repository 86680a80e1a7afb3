package dev.diddo.domain.catalog;

import dev.diddo.domain.id.VariantId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The listings that a decision about a cart needs: those of its lines and of what is added to it.
 */
public record Shelf(Map<VariantId, Listing> listings) {
  public static final Shelf EMPTY = new Shelf(Map.of());

  public Shelf {
    listings = Map.copyOf(listings);
  }

  /** The same, where prices are beyond what can be summed: such a price is none. */
  public Shelf unpriced() {
    return new Shelf(
        listings.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().unpriced())));
  }

  /** The listing, also of what is not sold any more. Empty for what this organization never had. */
  public Optional<Listing> find(VariantId variant) {
    return Optional.ofNullable(listings.get(variant));
  }

  /** The listing, if it may be put into a cart. */
  public Optional<Listing> onSale(VariantId variant) {
    return find(variant).filter(Listing::onSale);
  }
}
