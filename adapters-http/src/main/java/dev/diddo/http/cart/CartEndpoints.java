package dev.diddo.http.cart;

import dev.diddo.application.cart.CartChange;
import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.ChangeCart;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.CancelPayment;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.domain.cart.Lines;
import dev.diddo.domain.cart.Selection;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.Ulid;
import dev.diddo.domain.id.VariantId;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.ETags;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Fault;
import dev.diddo.http.Fields;
import dev.diddo.http.Intake;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.List;
import java.util.Optional;

/** Carts and their lines: templates by their platform, live carts by whoever shops with them. */
public final class CartEndpoints implements Endpoints {
  private static final Scope WRITING = Scope.write(Scope.Area.CARTS);
  private static final Access READ = Access.buyerOrPlatform(Scope.read(Scope.Area.CARTS));
  private static final Access WRITE = Access.buyerOrPlatform(WRITING);

  /** What the contract calls a cart that is not there yet. */
  private static final String NEW_CART = "0";

  private final ReadCart readCart;
  private final ChangeCart changeCart;
  private final CancelPayment cancelPayment;
  private final CartAnswers answers;
  private final Ids ids;

  public CartEndpoints(
      ReadCart readCart,
      ChangeCart changeCart,
      CancelPayment cancelPayment,
      CartAnswers answers,
      Ids ids) {
    this.readCart = readCart;
    this.changeCart = changeCart;
    this.cancelPayment = cancelPayment;
    this.answers = answers;
    this.ids = ids;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/cart/add", WRITE, this::add),
        Route.post("/cart/update", WRITE, this::update),
        Route.delete("/cart/items", WRITE, this::remove).takes(Intake.JSON),
        Route.get("/cart/{id}", READ, this::read),
        Route.delete("/cart/{id}", Access.platform(WRITING), this::delete));
  }

  private Reply read(Call call) {
    return readCart
        .read(call.someone(), call.anyId("id", CartId::new))
        .map(view -> answers.shown(200, view))
        .map(reply -> ETags.tagged(call, reply, ETags.of(reply.bytes())))
        .orElseGet(CartProblems::unknownCart);
  }

  private Reply add(Call call) {
    var body = call.body();
    var named = body.optionalText("cart_id", 0, 100).filter(id -> !id.equals(NEW_CART));
    var item = body.object("item");
    var variant = item.id("variant_id", VariantId::new);
    int quantity = item.optionalInteger("quantity", 1, Lines.MAX_QUANTITY).orElse(1);
    var wanted = new Selection(variant, quantity, Customizations.read(item));
    body.end();
    if (named.isEmpty()) {
      return create(call, wanted);
    }
    var cart = new CartId(Ulid.parse(named.get()).orElse(Call.NOTHINGS_ID));
    return change(call, cart, new CartChange.Add(new LineId(ids.next()), wanted));
  }

  private Reply create(Call call, Selection first) {
    return switch (call.someone()) {
      case Caller.Platform platform ->
          switch (changeCart.create(platform, first)) {
            case Outcome.Accepted<CartView, CartRefusal>(var view) -> answers.shown(201, view);
            case Outcome.Refused<CartView, CartRefusal>(var reason) ->
                Reply.of(CartProblems.of(reason, Optional.empty()));
          };
      case Caller.Buyer _, Caller.Operator _ ->
          Reply.of(
              Problem.of(ProblemCode.FORBIDDEN, "A customer session token names its cart_id."));
    };
  }

  private Reply update(Call call) {
    var body = call.body();
    var cart = body.id("cart_id", CartId::new);
    var item = body.object("item");
    var change = item.has("line_id") ? ofLine(item) : ofVariant(item);
    body.end();
    return change(call, cart, change);
  }

  private static CartChange ofLine(Fields item) {
    return new CartChange.SetLineQuantity(
        item.id("line_id", LineId::new), item.integer("quantity", 0, Lines.MAX_QUANTITY));
  }

  private static CartChange ofVariant(Fields item) {
    var variant = item.id("variant_id", VariantId::new);
    int quantity = item.optionalInteger("quantity", 0, Lines.MAX_QUANTITY).orElse(1);
    return new CartChange.SetQuantity(new Selection(variant, quantity, Customizations.read(item)));
  }

  private Reply remove(Call call) {
    var body = call.body();
    var cart = body.id("cart_id", CartId::new);
    var variant = body.optionalId("variant_id", VariantId::new);
    var line = body.optionalId("line_id", LineId::new);
    if (body.has("variant_id") == body.has("line_id")) {
      body.fault("variant_id", Fault.INVALID, "or line_id must be there, and not both");
    }
    body.end();
    return change(
        call,
        cart,
        variant
            .<CartChange>map(CartChange.RemoveVariant::new)
            .orElseGet(() -> new CartChange.RemoveLine(line.orElseThrow())));
  }

  private Reply change(Call call, CartId cart, CartChange change) {
    var version = answers.expectedVersion(call, cart);
    return answers.of(call, cart, changeCart.change(call.someone(), cart, change, version));
  }

  private Reply delete(Call call) {
    var cart = call.anyId("id", CartId::new);
    var version = answers.expectedVersion(call, cart);
    return switch (cancelPayment.cancelCart(call.platform(), cart, version)) {
      case Outcome.Accepted<CancelPayment.Done, CancelPayment.Refusal> _ -> Reply.noContent();
      case Outcome.Refused<CancelPayment.Done, CancelPayment.Refusal>(var reason) ->
          Reply.of(CancelProblems.of(reason, ProblemCode.CART_NOT_FOUND.status()));
    };
  }
}
