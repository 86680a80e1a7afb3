package dev.diddo.application.cart;

import dev.diddo.application.catalog.Listings;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.Cart;
import dev.diddo.domain.cart.CartLine;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.cart.Pricing;
import dev.diddo.domain.cart.StorePart;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.organization.Tenant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows carts: templates to their platform, live carts to their platform and their buyer. */
public final class ReadCart {
  private final Carts carts;
  private final LiveCarts liveCarts;
  private final Listings listings;
  private final InstantSource clock;

  public ReadCart(Carts carts, LiveCarts liveCarts, Listings listings, InstantSource clock) {
    this.carts = carts;
    this.liveCarts = liveCarts;
    this.listings = listings;
    this.clock = clock;
  }

  /** The cart; empty if there is none of this id for this caller. */
  public Optional<CartView> read(Caller caller, CartId id) {
    return live(caller, id)
        .<CartView>map(cart -> view(caller.tenant(), cart))
        .or(() -> template(caller, id).map(cart -> view(caller.tenant(), cart)));
  }

  /** The caller's live cart as it is now. */
  public Optional<LiveCart> live(Caller caller, CartId id) {
    return liveCarts
        .find(caller.tenant(), id)
        .filter(cart -> caller.mayTouch(cart.contents()))
        .map(cart -> cart.at(clock.instant()));
  }

  /** The caller's template; only platforms own some. */
  Optional<Cart> template(Caller caller, CartId id) {
    return switch (caller) {
      case Caller.Platform(var key) -> carts.find(key.tenant(), id);
      case Caller.Buyer _, Caller.Operator _ -> Optional.empty();
    };
  }

  CartView.OfTemplate view(Tenant tenant, Cart cart) {
    return view(cart, listings.recent(tenant, cart.lines().variants()));
  }

  CartView.OfTemplate view(Cart cart, Shelf shelf) {
    return switch (Pricing.ofTemplate(shelf).parts(cart.lines())) {
      case Outcome.Accepted<List<StorePart>, CartRefusal>(var parts) ->
          new CartView.OfTemplate(cart, parts);
      // Lines are refused when their total passes all bounds, so prices have risen since. The cart
      // is shown as what it is to a buyer, without a price, so that its platform can mend it.
      case Outcome.Refused<List<StorePart>, CartRefusal> _ -> view(cart, shelf.unpriced());
    };
  }

  public CartView.OfLiveCart view(Tenant tenant, LiveCart cart) {
    return new CartView.OfLiveCart(
        cart, cart instanceof LiveCart.Open open ? notAvailable(tenant, open) : Set.of());
  }

  private Set<VariantId> notAvailable(Tenant tenant, LiveCart.Open cart) {
    var lines = cart.contents().lines();
    var shelf = listings.recent(tenant, lines.variants());
    return lines.list().stream()
        .collect(
            Collectors.groupingBy(CartLine::variant, Collectors.summingLong(CartLine::quantity)))
        .entrySet()
        .stream()
        .filter(
            wanted ->
                shelf
                    .onSale(wanted.getKey())
                    .filter(listing -> listing.inventory().canSupply(wanted.getValue()))
                    .isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
