package dev.diddo.domain.catalog;

import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * What a cart and an order remember of a variant and its product: enough to show it and to send it,
 * whatever becomes of the catalogue.
 */
public record Merchandise(
    ProductId product,
    String handle,
    String title,
    Optional<String> brand,
    Optional<String> category,
    List<Image> images,
    VariantId variant,
    String variantTitle,
    Optional<String> sku,
    List<OptionValue> optionValues,
    Optional<Money> price) {

  public Merchandise {
    images = List.copyOf(images);
    optionValues = List.copyOf(optionValues);
  }

  /** The same, without a price. */
  Merchandise unpriced() {
    return new Merchandise(
        product,
        handle,
        title,
        brand,
        category,
        images,
        variant,
        variantTitle,
        sku,
        optionValues,
        Optional.empty());
  }
}
