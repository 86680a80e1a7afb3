package dev.diddo.application.cart;

import static dev.diddo.domain.Outcome.accepted;
import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.OutageException;
import dev.diddo.application.catalog.Listings;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.Selection;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.VariantId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Makes templates and changes the lines of carts. */
public final class ChangeCart {
  private final Carts carts;
  private final Listings listings;
  private final ReadCart readCart;
  private final EditLiveCart editLiveCart;
  private final Ids ids;

  public ChangeCart(
      Carts carts, Listings listings, ReadCart readCart, EditLiveCart editLiveCart, Ids ids) {
    this.carts = carts;
    this.listings = listings;
    this.readCart = readCart;
    this.editLiveCart = editLiveCart;
    this.ids = ids;
  }

  /** A new template with its first line. */
  public Outcome<CartView, CartRefusal> create(Caller.Platform platform, Selection first) {
    var shelf = listings.recent(platform.tenant(), List.of(first.variant()));
    return Cart.with(new CartId(ids.next()), new LineId(ids.next()), first, shelf)
        .map(
            cart -> {
              carts.add(platform.tenant(), cart);
              return readCart.view(cart, shelf);
            });
  }

  /**
   * Changes a template or a live cart, whichever it is.
   *
   * @param expectedVersion the version that the caller knows; empty if any will do
   */
  public Outcome<CartView, CartRefusal> change(
      Caller caller, CartId id, CartChange change, OptionalInt expectedVersion) {
    return readCart.template(caller, id).isPresent()
        ? changeTemplate(caller, id, change, expectedVersion)
        : editLiveCart.edit(
            caller,
            id,
            expectedVersion,
            change.variant(),
            (cart, shelf) -> change.on(cart, shelf, ids));
  }

  private Outcome<CartView, CartRefusal> changeTemplate(
      Caller caller, CartId id, CartChange change, OptionalInt expectedVersion) {
    for (int i = 0; i < EditLiveCart.MAX_TRIES; i++) {
      var cart = readCart.template(caller, id);
      if (cart.isEmpty()) {
        return refused(new CartRefusal.UnknownCart());
      }
      var before = cart.get();
      if (expectedVersion.isPresent() && expectedVersion.getAsInt() != before.version()) {
        return refused(new CartRefusal.Stale());
      }
      var shelf = shelf(caller, before, change);
      switch (change.on(before, shelf)) {
        case Outcome.Refused<Cart, CartRefusal>(var reason) -> {
          return refused(reason);
        }
        case Outcome.Accepted<Cart, CartRefusal>(var after) -> {
          if (after.equals(before) || carts.save(caller.tenant(), after, before.version())) {
            return accepted(readCart.view(after, shelf));
          }
        }
      }
    }
    throw new OutageException("A template is changed by many at once");
  }

  private Shelf shelf(Caller caller, Cart cart, CartChange change) {
    List<VariantId> variants = new ArrayList<>(cart.lines().variants());
    change.variant().ifPresent(variants::add);
    return listings.recent(caller.tenant(), variants);
  }
}
