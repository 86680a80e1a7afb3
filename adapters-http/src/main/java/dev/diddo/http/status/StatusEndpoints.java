package dev.diddo.http.status;

import dev.diddo.application.cart.CartView;
import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.cart.WatchCart;
import dev.diddo.application.organization.Caller;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.ETags;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Json;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.cart.CartProblems;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How far a checkout is: to be asked for, or to be told as it happens. */
public final class StatusEndpoints implements Endpoints {
  private static final Access READ = Access.buyerOrPlatform(Scope.read(Scope.Area.CARTS));

  /** Nobody tells of a template's counters; who watches them gets them so often. */
  private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

  /** Where nothing is to happen by itself, a look now and then does no harm. */
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final WatchCart watchCart;
  private final ReadCart readCart;
  private final StatusJson json;
  private final InstantSource clock;

  public StatusEndpoints(
      WatchCart watchCart, ReadCart readCart, StatusJson json, InstantSource clock) {
    this.watchCart = watchCart;
    this.readCart = readCart;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/cart/status/{id}", READ, this::status),
        Route.get("/cart/status/{id}/events", READ, this::events));
  }

  /**
   * What is told of a cart at one moment.
   *
   * @param isLast whether nothing will change any more
   * @param lookAgain when something may have changed without anybody telling
   */
  record Told(byte[] body, String tag, boolean isLast, Duration lookAgain) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private Reply status(Call call) {
    return told(call.someone(), call.anyId("id", CartId::new))
        .map(told -> ETags.tagged(call, Reply.of(200, "application/json", told.body()), told.tag()))
        .orElseGet(CartProblems::unknownCart);
  }

  private Reply events(Call call) {
    var caller = call.someone();
    var id = call.anyId("id", CartId::new);
    var lastSeen = call.header("Last-Event-ID").orElse("");
    return told(caller, id).isPresent()
        ? Reply.events(
            new StatusStream(
                () -> told(caller, id), changed -> watchCart.watch(caller, id, changed), lastSeen))
        : CartProblems.unknownCart();
  }

  private Optional<Told> told(Caller caller, CartId id) {
    return watchCart
        .status(caller, id)
        .map(
            status ->
                told(
                    json.of(status, readCart.view(caller.tenant(), status.cart())),
                    isOver(status.cart()),
                    untilExpiry(status.cart())))
        .or(() -> ofTemplate(caller, id));
  }

  private Optional<Told> ofTemplate(Caller caller, CartId id) {
    var template =
        readCart
            .read(caller, id)
            .filter(CartView.OfTemplate.class::isInstance)
            .map(CartView.OfTemplate.class::cast);
    var checkouts = template.flatMap(_ -> watchCart.checkouts(caller, id));
    return checkouts.map(
        counted -> told(json.of(template.orElseThrow(), counted), false, COUNT_EVERY));
  }

  private static Told told(
      com.fasterxml.jackson.databind.JsonNode json, boolean isLast, Duration lookAgain) {
    var body = Json.bytes(json);
    return new Told(body, ETags.of(body), isLast, lookAgain);
  }

  private static boolean isOver(LiveCart cart) {
    return switch (cart) {
      case LiveCart.Open _, LiveCart.Frozen _ -> false;
      case LiveCart.Submitted _, LiveCart.Expired _, LiveCart.Cancelled _ -> true;
    };
  }

  private Duration untilExpiry(LiveCart cart) {
    var left = Duration.between(clock.instant(), cart.contents().expiresAt());
    return left.isPositive() && left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY;
  }
}
