package dev.diddo.application.cart;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.Selection;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.VariantId;
import java.util.Optional;

/** What a caller wants to change of a cart's lines, be it a template or a live cart. */
public sealed interface CartChange {

  /** Puts more in. */
  record Add(LineId newLine, Selection wanted) implements CartChange {}

  /** Sets the quantity of the line of a variant; 0 removes it. */
  record SetQuantity(Selection wanted) implements CartChange {}

  /** Sets the quantity of a line; 0 removes it. */
  record SetLineQuantity(LineId line, int quantity) implements CartChange {}

  record RemoveVariant(VariantId removed) implements CartChange {}

  record RemoveLine(LineId line) implements CartChange {}

  /** The variant that it names, which the cart may not hold. */
  default Optional<VariantId> variant() {
    return switch (this) {
      case Add(_, var wanted) -> Optional.of(wanted.variant());
      case SetQuantity(var wanted) -> Optional.of(wanted.variant());
      case RemoveVariant(var variant) -> Optional.of(variant);
      case SetLineQuantity _, RemoveLine _ -> Optional.empty();
    };
  }

  default Outcome<Cart, CartRefusal> on(Cart cart, Shelf shelf) {
    return switch (this) {
      case Add(var newLine, var wanted) -> cart.add(newLine, wanted, shelf);
      case SetQuantity(var wanted) -> cart.setQuantity(wanted, shelf);
      case SetLineQuantity(var line, int quantity) -> cart.setQuantity(line, quantity, shelf);
      case RemoveVariant(var variant) -> cart.remove(variant, shelf);
      case RemoveLine(var line) -> cart.remove(line, shelf);
    };
  }

  default Outcome<LiveCart.Open, CartRefusal> on(LiveCart.Open cart, Shelf shelf, Ids ids) {
    return switch (this) {
      case Add(var newLine, var wanted) -> cart.add(newLine, wanted, shelf, ids);
      case SetQuantity(var wanted) -> cart.setQuantity(wanted, shelf, ids);
      case SetLineQuantity(var line, int quantity) -> cart.setQuantity(line, quantity, shelf, ids);
      case RemoveVariant(var variant) -> cart.remove(variant, shelf, ids);
      case RemoveLine(var line) -> cart.remove(line, shelf, ids);
    };
  }
}
