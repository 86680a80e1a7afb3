package dev.diddo.http.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.session.BeginCheckout;
import dev.diddo.application.session.ChooseShipping;
import dev.diddo.application.session.DescribeBuyer;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartContents;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Json;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.cart.BuyerJson;
import dev.diddo.http.cart.CartAnswers;
import dev.diddo.http.cart.CartJson;
import dev.diddo.http.cart.CartProblems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Who a cart goes to and how, as a platform's own server says it. */
public final class CartShippingEndpoints implements Endpoints {
  private static final Access READ = Access.buyerOrPlatform(Scope.read(Scope.Area.CARTS));
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.CARTS));

  private final ReadCart readCart;
  private final BeginCheckout beginCheckout;
  private final DescribeBuyer describeBuyer;
  private final ChooseShipping chooseShipping;
  private final CartAnswers answers;

  public CartShippingEndpoints(
      ReadCart readCart,
      BeginCheckout beginCheckout,
      DescribeBuyer describeBuyer,
      ChooseShipping chooseShipping,
      CartAnswers answers) {
    this.readCart = readCart;
    this.beginCheckout = beginCheckout;
    this.describeBuyer = describeBuyer;
    this.chooseShipping = chooseShipping;
    this.answers = answers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/cart/customer", WRITE, this::describe),
        Route.get("/cart/{id}/shipping", READ, this::rates),
        Route.get("/cart/shipping-rates/{id}", READ, this::rates),
        Route.post("/cart/shipping/method", WRITE, this::choose),
        Route.post("/cart/shipping-method", WRITE, this::choose));
  }

  private Reply describe(Call call) {
    var body = call.body();
    var cart = body.id("cart_id", CartId::new);
    var given = BuyerJson.read(body.object("buyer_identity"));
    body.end();
    var version = answers.expectedVersion(call, cart);
    return isTemplate(call.someone(), cart)
        ? beginFor(call, cart, given)
        : answers.of(call, cart, describeBuyer.describe(call.someone(), cart, given, version));
  }

  /** A template has no customer, so one gets a live cart of it. */
  private Reply beginFor(Call call, CartId template, Map<BuyerField, String> given) {
    return switch (beginCheckout.begin(template, Optional.of(call.someone()))) {
      case Outcome.Refused<BeginCheckout.Begun, BeginCheckout.Refusal>(var reason) ->
          Reply.of(BeginProblems.of(reason));
      case Outcome.Accepted<BeginCheckout.Begun, BeginCheckout.Refusal>(var begun) -> {
        var cart = begun.cart().id();
        var described = describeBuyer.describe(call.someone(), cart, given, OptionalInt.empty());
        yield switch (described) {
          case Outcome.Accepted<CartView, CartRefusal>(var view) -> answers.shown(201, view);
          case Outcome.Refused<CartView, CartRefusal>(var reason) ->
              answers.refused(call, cart, reason);
        };
      }
    };
  }

  private Reply choose(Call call) {
    var body = call.body();
    var cart = body.id("cart_id", CartId::new);
    var choice = ShippingChoices.one(body, "");
    body.end();
    var version = answers.expectedVersion(call, cart);
    return isTemplate(call.someone(), cart)
        ? answers.refused(call, cart, new CartRefusal.BuyerIdentityMissing())
        : answers.of(
            call, cart, chooseShipping.choose(call.someone(), cart, List.of(choice), version));
  }

  private Reply rates(Call call) {
    var id = call.anyId("id", CartId::new);
    return readCart
        .read(call.someone(), id)
        .map(
            view ->
                switch (view) {
                  case CartView.OfTemplate _ ->
                      answers.refused(call, id, new CartRefusal.BuyerIdentityMissing());
                  case CartView.OfLiveCart(var cart, _) -> rates(call, cart);
                })
        .orElseGet(CartProblems::unknownCart);
  }

  private Reply rates(Call call, LiveCart cart) {
    return switch (cart) {
      case LiveCart.Open(var contents) ->
          contents.buyer().country().isPresent()
              ? Reply.ok(ratesOf(contents))
              : answers.refused(call, cart.id(), new CartRefusal.BuyerIdentityMissing());
      case LiveCart.Frozen(_, var payment) ->
          answers.refused(call, cart.id(), new CartRefusal.AlreadySubmitted(Optional.of(payment)));
      case LiveCart.Submitted _ ->
          answers.refused(call, cart.id(), new CartRefusal.AlreadySubmitted(Optional.empty()));
      case LiveCart.Expired _, LiveCart.Cancelled _ ->
          answers.refused(call, cart.id(), new CartRefusal.Expired());
    };
  }

  private static ObjectNode ratesOf(CartContents contents) {
    var json = Json.object();
    var stores = json.putArray("stores");
    for (var part : contents.parts()) {
      stores
          .addObject()
          .put("store", part.handle())
          .set("shipping_methods", CartJson.rates(part.offer().shippingMethods()));
    }
    return json;
  }

  private boolean isTemplate(Caller caller, CartId cart) {
    return readCart.read(caller, cart).filter(CartView.OfTemplate.class::isInstance).isPresent();
  }
}
