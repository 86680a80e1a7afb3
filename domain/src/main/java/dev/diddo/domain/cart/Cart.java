package dev.diddo.domain.cart;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.VariantId;

/**
 * A template cart: it belongs to an organization, has no customer, never expires and is never used
 * up. Buyers get copies of it.
 *
 * @param version how many calls changed it, the first included
 */
public record Cart(CartId id, int version, Lines lines) {

  /** A new template with its first line. */
  public static Outcome<Cart, CartRefusal> with(
      CartId id, LineId newLine, Selection wanted, Shelf shelf) {
    return Lines.first(newLine, wanted, shelf)
        .flatMap(lines -> Pricing.affordable(lines, shelf))
        .map(lines -> new Cart(id, 1, lines));
  }

  public Outcome<Cart, CartRefusal> add(LineId newLine, Selection wanted, Shelf shelf) {
    return lines.add(newLine, wanted, shelf).flatMap(changed -> with(changed, shelf));
  }

  public Outcome<Cart, CartRefusal> setQuantity(Selection wanted, Shelf shelf) {
    return lines.setQuantity(wanted, shelf).flatMap(changed -> with(changed, shelf));
  }

  public Outcome<Cart, CartRefusal> setQuantity(LineId line, int quantity, Shelf shelf) {
    return with(lines.setQuantity(line, quantity), shelf);
  }

  public Outcome<Cart, CartRefusal> remove(LineId line, Shelf shelf) {
    return with(lines.without(line), shelf);
  }

  public Outcome<Cart, CartRefusal> remove(VariantId variant, Shelf shelf) {
    return lines.without(variant, shelf).flatMap(changed -> with(changed, shelf));
  }

  private Outcome<Cart, CartRefusal> with(Lines changed, Shelf shelf) {
    return changed.equals(lines)
        ? Outcome.accepted(this)
        : Pricing.affordable(changed, shelf).map(fits -> new Cart(id, version + 1, fits));
  }
}
