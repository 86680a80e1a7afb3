package dev.diddo.domain.cart;

import dev.diddo.domain.Outcome;
import dev.diddo.domain.catalog.Listing;
import dev.diddo.domain.catalog.Listings;
import dev.diddo.domain.catalog.Shelf;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.merchant.Stores;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.Buyers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Carts that are ready for what a test does to them. */
public final class LiveCarts {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  public static final Instant EXPIRY = NOON.plus(Duration.ofHours(3));
  static final Ids IDS = new CountingIds();

  private LiveCarts() {}

  /** A template with one of each. */
  static Cart template(Listing... listings) {
    var shelf = Listings.shelf(listings);
    var cart = yes(Cart.with(new CartId(IDS.next()), newLine(), one(listings[0]), shelf));
    for (int i = 1; i < listings.length; i++) {
      cart = yes(cart.add(newLine(), one(listings[i]), shelf));
    }
    return cart;
  }

  /** A live cart with one of each, of a buyer who has told nothing. */
  public static LiveCart.Open open(Listing... listings) {
    return copy(template(listings), Listings.shelf(listings), BuyerIdentity.NOBODY);
  }

  static LiveCart.Open copy(Cart template, Shelf shelf, BuyerIdentity buyer) {
    return yes(LiveCart.copyOf(template, newCopy(buyer), shelf, IDS));
  }

  static LiveCart.NewCopy newCopy(BuyerIdentity buyer) {
    return new LiveCart.NewCopy(
        new CartId(IDS.next()), new SessionId(IDS.next()), buyer, NOON, EXPIRY);
  }

  /** Ada's, with the standard method of each store. */
  public static LiveCart.Open readyToPay(Listing... listings) {
    return ready(open(listings), Listings.shelf(listings));
  }

  static LiveCart.Open ready(LiveCart.Open cart, Shelf shelf) {
    var described = yes(cart.describe(Buyers.ADA, shelf, IDS));
    return yes(described.choose(standard(described), shelf, IDS));
  }

  static List<ShippingChoice> standard(LiveCart cart) {
    return cart.contents().parts().stream()
        .map(part -> new ShippingChoice("", part.handle(), Stores.STANDARD))
        .toList();
  }

  public static PaymentId newPayment() {
    return new PaymentId(IDS.next());
  }

  static LineId newLine() {
    return new LineId(IDS.next());
  }

  static Selection one(Listing listing) {
    return some(listing, 1);
  }

  static Selection some(Listing listing, int quantity) {
    return new Selection(Listings.variant(listing), quantity, List.of());
  }

  /** What was accepted; a refusal is a bug of the test. */
  public static <T, R> T yes(Outcome<T, R> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<T, R>(var value) -> value;
      case Outcome.Refused<T, R>(var reason) -> throw new AssertionError("Refused: " + reason);
    };
  }
}
