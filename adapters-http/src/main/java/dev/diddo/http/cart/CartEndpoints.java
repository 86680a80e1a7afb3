package dev.diddo.http.cart;

import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.ETags;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import java.util.List;

/** Carts: templates by their platform, live carts by whoever shops with them. */
public final class CartEndpoints implements Endpoints {
  private static final Access READ = Access.buyerOrPlatform(Scope.read(Scope.Area.CARTS));

  private final ReadCart readCart;
  private final CartJson json;

  public CartEndpoints(ReadCart readCart, CartJson json) {
    this.readCart = readCart;
    this.json = json;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/cart/{id}", READ, this::read));
  }

  private Reply read(Call call) {
    return call.id("id", CartId::new)
        .flatMap(id -> readCart.read(call.someone(), id))
        .map(view -> shown(call, view))
        .orElseGet(CartProblems::unknownCart);
  }

  private Reply shown(Call call, CartView view) {
    var reply = Reply.ok(json.of(view));
    return ETags.tagged(call, reply, ETags.of(reply.bytes()));
  }
}
