package dev.diddo.domain.cart;

import dev.diddo.domain.catalog.CustomizationChoice;
import dev.diddo.domain.id.VariantId;
import java.util.List;

/** What a caller wants to put into a cart or to find in it. */
public record Selection(VariantId variant, int quantity, List<CustomizationChoice> customizations) {

  public Selection {
    customizations = List.copyOf(customizations);
  }
}
