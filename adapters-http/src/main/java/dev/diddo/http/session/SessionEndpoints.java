package dev.diddo.http.session;

import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.payment.ReadCheckout;
import dev.diddo.application.session.BeginCheckout;
import dev.diddo.application.session.ChooseShipping;
import dev.diddo.application.session.DescribeBuyer;
import dev.diddo.application.session.MintToken;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Json;
import dev.diddo.http.Limit;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.cart.BuyerJson;
import dev.diddo.http.cart.CartAnswers;
import dev.diddo.http.cart.CartProblems;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A buyer's way from the link to the payment. */
public final class SessionEndpoints implements Endpoints {
  private static final Scope WRITE = Scope.write(Scope.Area.CHECKOUT);

  private final MintToken mintToken;
  private final BeginCheckout beginCheckout;
  private final DescribeBuyer describeBuyer;
  private final ChooseShipping chooseShipping;
  private final ReadCheckout readCheckout;
  private final ReadCart readCart;
  private final CartAnswers answers;
  private final SessionJson json;

  public SessionEndpoints(
      MintToken mintToken,
      BeginCheckout beginCheckout,
      DescribeBuyer describeBuyer,
      ChooseShipping chooseShipping,
      ReadCheckout readCheckout,
      ReadCart readCart,
      CartAnswers answers,
      SessionJson json) {
    this.mintToken = mintToken;
    this.beginCheckout = beginCheckout;
    this.describeBuyer = describeBuyer;
    this.chooseShipping = chooseShipping;
    this.readCheckout = readCheckout;
    this.readCart = readCart;
    this.answers = answers;
    this.json = json;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/checkout/cst", Access.platform(WRITE), this::mint),
        Route.post("/checkout/begin/{template_cart_id}", Access.anyone(WRITE), this::begin)
            .limitedBy(Limit.BEGINS),
        Route.post("/checkout/shipping", Access.buyer(), this::describe),
        Route.post("/checkout/shipping/method", Access.buyer(), this::choose),
        Route.get("/checkout/session", Access.buyer(), this::show));
  }

  private Reply mint(Call call) {
    var body = call.optionalBody();
    var customer = CustomerJson.read(body);
    body.end();
    return Reply.created(Json.object().put("cst", mintToken.mint(call.platform(), customer)));
  }

  private Reply begin(Call call) {
    call.optionalBody().end();
    var template = call.anyId("template_cart_id", CartId::new);
    return switch (beginCheckout.begin(template, call.caller())) {
      case Outcome.Accepted<BeginCheckout.Begun, BeginCheckout.Refusal>(var begun) -> shown(begun);
      case Outcome.Refused<BeginCheckout.Begun, BeginCheckout.Refusal>(var reason) ->
          Reply.of(BeginProblems.of(reason));
    };
  }

  private Reply shown(BeginCheckout.Begun begun) {
    var view = readCart.view(begun.session().tenant(), begun.cart());
    return Reply.json(begun.resumed() ? 200 : 201, json.of(begun, view))
        .header("ETag", answers.tag(view))
        .about(begun.session().id());
  }

  private Reply describe(Call call) {
    var body = call.body();
    var cart = body.optionalId("cart_id", CartId::new);
    var given = BuyerJson.read(body.object("buyer_info"));
    body.end();
    return change(
        call,
        cart,
        id -> describeBuyer.describe(call.buyer(), id, given, answers.expectedVersion(call, id)));
  }

  private Reply choose(Call call) {
    var body = call.body();
    var cart = body.optionalId("cart_id", CartId::new);
    var choices = ShippingChoices.read(body);
    body.end();
    return change(
        call,
        cart,
        id -> chooseShipping.choose(call.buyer(), id, choices, answers.expectedVersion(call, id)));
  }

  /** Of the cart that was named, or the newest. */
  private Reply change(
      Call call, Optional<CartId> cart, Function<CartId, Outcome<CartView, CartRefusal>> change) {
    return readCheckout
        .current(call.buyer(), cart)
        .map(found -> answers.of(call, found.id(), change.apply(found.id())))
        .orElseGet(CartProblems::unknownCart);
  }

  private Reply show(Call call) {
    var cart = call.query("cart_id").map(id -> new CartId(Ulid.parse(id).orElse(Call.NOTHINGS_ID)));
    return readCheckout
        .read(call.buyer(), cart)
        .map(shown -> json.of(shown, readCart.view(call.buyer().tenant(), shown.status().cart())))
        .map(Reply::ok)
        .orElseGet(CartProblems::unknownCart);
  }
}
