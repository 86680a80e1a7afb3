package dev.diddo.http.cart;

import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.cart.WatchCart;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.payment.Payment;
import dev.diddo.http.Call;
import dev.diddo.http.ETags;
import dev.diddo.http.Json;
import dev.diddo.http.RefusedException;
import dev.diddo.http.Reply;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/** How calls on a cart end: with the cart and its tag, or with a problem. */
public final class CartAnswers {
  private final ReadCart readCart;
  private final WatchCart watchCart;
  private final CartJson json;

  public CartAnswers(ReadCart readCart, WatchCart watchCart, CartJson json) {
    this.readCart = readCart;
    this.watchCart = watchCart;
    this.json = json;
  }

  /** The answer to a call that changes a cart. */
  public Reply of(Call call, CartId id, Outcome<CartView, CartRefusal> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<CartView, CartRefusal>(var view) -> shown(200, view);
      case Outcome.Refused<CartView, CartRefusal>(var reason) -> refused(call, id, reason);
    };
  }

  public Reply refused(Call call, CartId id, CartRefusal reason) {
    var url =
        reason instanceof CartRefusal.AlreadySubmitted
            ? paymentUrl(call.someone(), id)
            : Optional.<URI>empty();
    return Reply.of(CartProblems.of(reason, url));
  }

  /** The cart, with the tag that a read of it would have. */
  public Reply shown(int status, CartView view) {
    var reply = Reply.json(status, json.of(view));
    var tagged = reply.header("ETag", ETags.of(reply.bytes()));
    return switch (view) {
      case CartView.OfTemplate _ -> tagged;
      case CartView.OfLiveCart(var cart, _) -> tagged.about(cart.contents().session());
    };
  }

  public String tag(CartView view) {
    return ETags.of(Json.bytes(json.of(view)));
  }

  /**
   * The version of the cart that the caller wants to change, where {@code If-Match} names one.
   *
   * @throws RefusedException if that is not the cart as it is now
   */
  public OptionalInt expectedVersion(Call call, CartId id) {
    if (call.header("If-Match").isEmpty()) {
      return OptionalInt.empty();
    }
    var view = readCart.read(call.someone(), id);
    if (view.isPresent() && !ETags.isExpected(call, tag(view.get()))) {
      throw new RefusedException(CartProblems.stale());
    }
    // Of a cart that is not there, the call itself will say so.
    return view.map(found -> OptionalInt.of(version(found))).orElse(OptionalInt.empty());
  }

  private static int version(CartView view) {
    return switch (view) {
      case CartView.OfTemplate(var cart, _) -> cart.version();
      case CartView.OfLiveCart(var cart, _) -> cart.contents().version();
    };
  }

  /** Where the cart's open payment goes on. */
  public Optional<URI> paymentUrl(Caller caller, CartId id) {
    return watchCart
        .status(caller, id)
        .flatMap(
            status ->
                status
                    .payment()
                    .flatMap(
                        payment ->
                            payment instanceof Payment.Open open
                                ? Optional.of(paymentUrl(open, status.cart()))
                                : Optional.empty()));
  }

  /** The provider's page; where it has none, the checkout page lets the buyer pay. */
  public URI paymentUrl(Payment.Open payment, LiveCart cart) {
    return payment.url().orElseGet(() -> json.checkoutPage(cart));
  }
}
