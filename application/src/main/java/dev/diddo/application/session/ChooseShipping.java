package dev.diddo.application.session;

import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.EditLiveCart;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.ShippingChoice;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ids;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Chooses how stores send their goods, a method each. */
public final class ChooseShipping {
  private final EditLiveCart editLiveCart;
  private final Ids ids;

  public ChooseShipping(EditLiveCart editLiveCart, Ids ids) {
    this.editLiveCart = editLiveCart;
    this.ids = ids;
  }

  /** All of the choices or, where one does not fit, none. */
  public Outcome<CartView, CartRefusal> choose(
      Caller caller, CartId cart, List<ShippingChoice> choices, OptionalInt expectedVersion) {
    return editLiveCart.edit(
        caller,
        cart,
        expectedVersion,
        Optional.empty(),
        (open, shelf) -> open.choose(choices, shelf, ids));
  }
}
