package dev.diddo.domain.cart;

import dev.diddo.domain.catalog.CustomizationChoice;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.VariantId;
import java.util.Comparator;
import java.util.List;

/**
 * So many of one variant, customized in one way.
 *
 * @param quantity 1 to {@link Lines#MAX_QUANTITY}
 */
public record CartLine(
    LineId id, VariantId variant, int quantity, List<CustomizationChoice> customizations) {

  public CartLine {
    customizations =
        customizations.stream().sorted(Comparator.comparing(CustomizationChoice::key)).toList();
    if (quantity < 1 || quantity > Lines.MAX_QUANTITY) {
      throw new IllegalArgumentException("A line's quantity is 1 to 9,999, not " + quantity);
    }
  }

  CartLine withQuantity(int changed) {
    return new CartLine(id, variant, changed, customizations);
  }

  /** Without what the buyer wrote, which may name anybody; what was chosen from a list stays. */
  CartLine withoutTexts() {
    return new CartLine(
        id,
        variant,
        quantity,
        customizations.stream()
            .filter(choice -> !(choice instanceof CustomizationChoice.Written))
            .toList());
  }

  boolean isOf(VariantId other, List<CustomizationChoice> choices) {
    return variant.equals(other)
        && customizations.equals(new CartLine(id, other, 1, choices).customizations);
  }
}
