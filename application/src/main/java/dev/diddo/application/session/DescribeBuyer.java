package dev.diddo.application.session;

import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.EditLiveCart;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.session.BuyerField;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Says who buys and where the goods go: shipping methods and tax follow. */
public final class DescribeBuyer {
  private final EditLiveCart editLiveCart;
  private final Ids ids;

  public DescribeBuyer(EditLiveCart editLiveCart, Ids ids) {
    this.editLiveCart = editLiveCart;
    this.ids = ids;
  }

  /** Changes just what is given; a blank value clears its field. */
  public Outcome<CartView, CartRefusal> describe(
      Caller caller, CartId cart, Map<BuyerField, String> given, OptionalInt expectedVersion) {
    return editLiveCart.edit(
        caller,
        cart,
        expectedVersion,
        Optional.empty(),
        (open, shelf) -> open.describe(given, shelf, ids));
  }
}
