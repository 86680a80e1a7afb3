package dev.diddo.application.cart;

import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.id.VariantId;
import java.util.List;
import java.util.Set;

/** A cart with all that its caller is shown of it. */
public sealed interface CartView {

  /** A template at today's prices. */
  record OfTemplate(Cart cart, List<StorePart> parts) implements CartView {
    public OfTemplate {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A live cart at the prices that were last shown.
   *
   * @param notAvailable variants of it that could not be bought now in the wanted quantity; none
   *     once the cart is being paid
   */
  record OfLiveCart(LiveCart cart, Set<VariantId> notAvailable) implements CartView {
    public OfLiveCart {
      notAvailable = Set.copyOf(notAvailable);
    }
  }
}
