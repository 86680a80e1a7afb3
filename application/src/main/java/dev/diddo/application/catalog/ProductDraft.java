package dev.diddo.application.catalog;

import dev.diddo.domain.catalog.Customization;
import dev.diddo.domain.catalog.Image;
import dev.diddo.domain.catalog.Inventory;
import dev.diddo.domain.catalog.OptionValue;
import dev.diddo.domain.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * A product as an import brings it: without ids. Fields as in {@link
 * dev.diddo.domain.catalog.Product}.
 */
public record ProductDraft(
    String handle,
    String title,
    String description,
    Optional<String> brand,
    Optional<String> category,
    List<String> tags,
    List<Image> images,
    List<VariantDraft> variants,
    List<Customization> customizations) {

  public ProductDraft {
    tags = List.copyOf(tags);
    images = List.copyOf(images);
    variants = List.copyOf(variants);
    customizations = List.copyOf(customizations);
  }

  /** A variant as an import brings it. */
  public record VariantDraft(
      String title,
      Optional<String> sku,
      Optional<Money> price,
      List<OptionValue> optionValues,
      Inventory inventory) {
    public VariantDraft {
      optionValues = List.copyOf(optionValues);
    }
  }
}
