package dev.diddo.domain.catalog;

import dev.diddo.domain.id.ProductId;
import dev.diddo.domain.id.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * A product of one store with all its variants.
 *
 * @param handle known again by it when a catalogue is imported once more; unique in the store
 * @param description HTML as the merchant wrote it: untrusted, never to be shown as markup
 */
public record Product(
    ProductId id,
    StoreId store,
    String handle,
    String title,
    String description,
    Optional<String> brand,
    Optional<String> category,
    List<String> tags,
    List<Image> images,
    List<Variant> variants,
    List<Customization> customizations) {

  public Product {
    tags = List.copyOf(tags);
    images = List.copyOf(images);
    variants = List.copyOf(variants);
    customizations = List.copyOf(customizations);
  }
}
