package dev.diddo.application.cart;

import static dev.diddo.domain.Outcome.refused;

import dev.diddo.application.OutageException;
import dev.diddo.application.catalog.Listings;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.VariantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Changes an open live cart, at today's prices, against whoever changes it at the same time. */
public final class EditLiveCart {
  /** Two tabs of one buyer collide once or twice; who loses this often is told to wait. */
  static final int MAX_TRIES = 5;

  private final ReadCart readCart;
  private final LiveCarts liveCarts;
  private final Listings listings;

  public EditLiveCart(ReadCart readCart, LiveCarts liveCarts, Listings listings) {
    this.readCart = readCart;
    this.liveCarts = liveCarts;
    this.listings = listings;
  }

  /** A change of an open cart, with listings of its lines at hand. */
  @FunctionalInterface
  public interface Edit {
    Outcome<LiveCart.Open, CartRefusal> on(LiveCart.Open cart, Shelf shelf);
  }

  /**
   * Applies the edit to the cart as it is now.
   *
   * @param expectedVersion the version that the caller knows; empty if any will do
   * @param named a variant that the edit needs a listing of, besides those of the cart
   */
  public Outcome<CartView, CartRefusal> edit(
      Caller caller, CartId id, OptionalInt expectedVersion, Optional<VariantId> named, Edit edit) {
    for (int i = 0; i < MAX_TRIES; i++) {
      var cart = readCart.live(caller, id);
      if (cart.isEmpty()) {
        return refused(new CartRefusal.UnknownCart());
      }
      var refusal = refusalOf(cart.get(), expectedVersion);
      if (refusal.isPresent()) {
        return refused(refusal.get());
      }
      var open = (LiveCart.Open) cart.get();
      var edited = edit.on(open, shelf(caller, open, named));
      if (stored(caller, open, edited)) {
        return edited.map(done -> readCart.view(caller.tenant(), done));
      }
    }
    throw new OutageException("A cart is changed by many at once");
  }

  private boolean stored(
      Caller caller, LiveCart.Open before, Outcome<LiveCart.Open, CartRefusal> edited) {
    return switch (edited) {
      case Outcome.Accepted<LiveCart.Open, CartRefusal>(var after) ->
          after.equals(before)
              || liveCarts.save(caller.tenant(), after, before.contents().version());
      case Outcome.Refused<LiveCart.Open, CartRefusal> _ -> true;
    };
  }

  private Shelf shelf(Caller caller, LiveCart.Open cart, Optional<VariantId> named) {
    List<VariantId> variants = new ArrayList<>(cart.contents().lines().variants());
    named.ifPresent(variants::add);
    return listings.recent(caller.tenant(), variants);
  }

  private static Optional<CartRefusal> refusalOf(LiveCart cart, OptionalInt expectedVersion) {
    return switch (cart) {
      case LiveCart.Open(var contents) ->
          expectedVersion.isPresent() && expectedVersion.getAsInt() != contents.version()
              ? Optional.of(new CartRefusal.Stale())
              : Optional.empty();
      case LiveCart.Frozen(_, var payment) ->
          Optional.of(new CartRefusal.AlreadySubmitted(Optional.of(payment)));
      case LiveCart.Submitted _ -> Optional.of(new CartRefusal.AlreadySubmitted(Optional.empty()));
      case LiveCart.Expired _, LiveCart.Cancelled _ -> Optional.of(new CartRefusal.Expired());
    };
  }
}
