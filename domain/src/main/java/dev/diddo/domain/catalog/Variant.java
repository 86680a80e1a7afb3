package dev.diddo.domain.catalog;

import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * What can be put into a cart.
 *
 * @param price empty if it is not known yet: it can be put into a cart, but not bought
 */
public record Variant(
    VariantId id,
    String title,
    Optional<String> sku,
    Optional<Money> price,
    List<OptionValue> optionValues,
    Inventory inventory) {

  public Variant {
    optionValues = List.copyOf(optionValues);
  }
}
