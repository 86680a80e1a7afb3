package dev.diddo.http.order;

import static dev.diddo.http.order.MerchantOrderPath.PATH;

import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.order.FulfilOrder;
import dev.diddo.application.order.Orders;
import dev.diddo.application.order.RequireAction;
import dev.diddo.application.order.ReturnLines;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.FulfillmentId;
import dev.diddo.domain.id.RequiredActionId;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Units;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Fields;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.order.MerchantOrderPath.Found;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a store sends of its part of an order, takes back, and waits for. */
public final class FulfilmentEndpoints implements Endpoints {
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.ORDERS));
  private static final int MAX_MESSAGE = 500;
  private static final int MAX_TYPE = 64;

  /** A word for programs, as {@code age_verification}. */
  private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

  private final MerchantOrderPath path;
  private final FulfilOrder fulfilOrder;
  private final ReturnLines returnLines;
  private final RequireAction requireAction;

  public FulfilmentEndpoints(
      Orders orders,
      LiveCarts liveCarts,
      FulfilOrder fulfilOrder,
      ReturnLines returnLines,
      RequireAction requireAction) {
    this.path = new MerchantOrderPath(orders, liveCarts);
    this.fulfilOrder = fulfilOrder;
    this.returnLines = returnLines;
    this.requireAction = requireAction;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(PATH + "/fulfillments", WRITE, this::fulfil)
            .repeated(Route.Repetition.ANSWERED_ONCE),
        Route.patch(PATH + "/fulfillments/{fulfillment_id}", WRITE, this::track),
        Route.post(PATH + "/returns", WRITE, this::takeBack)
            .repeated(Route.Repetition.ANSWERED_ONCE),
        Route.post(PATH + "/required_actions", WRITE, this::require),
        Route.delete(PATH + "/required_actions/{required_action_id}", WRITE, this::resolve));
  }

  private Reply fulfil(Call call) {
    var body = call.optionalBody();
    var tracking = ActFields.tracking(body);
    var lines = ActFields.lines(body);
    body.end();
    return path.of(
        call,
        found ->
            reply(
                fulfilOrder.fulfil(
                    call.someone().tenant(), found.order(), found.part().id(), tracking, lines),
                found,
                lines,
                sent -> Reply.created(OrderJson.of(sent))));
  }

  private Reply track(Call call) {
    var body = call.body();
    var correction = ActFields.correction(body);
    body.end();
    return path.of(
        call,
        found ->
            call.id("fulfillment_id", FulfillmentId::new)
                .map(
                    id ->
                        reply(
                            fulfilOrder.track(
                                call.someone().tenant(),
                                found.order(),
                                found.part().id(),
                                id,
                                correction),
                            found,
                            List.of(),
                            sent -> Reply.ok(OrderJson.of(sent))))
                .orElseGet(() -> Reply.of(Problem.notFound())));
  }

  private Reply takeBack(Call call) {
    var body = call.optionalBody();
    var lines = ActFields.lines(body);
    var restock = body.optionalBoolean("restock").orElse(false);
    var wish = new ReturnLines.Wish(lines, restock, ActFields.reason(body));
    body.end();
    return path.of(
        call,
        found ->
            reply(
                returnLines.takeBack(
                    call.someone().tenant(), found.order(), found.part().id(), wish),
                found,
                lines,
                taken -> Reply.created(OrderJson.of(taken))));
  }

  private Reply require(Call call) {
    var wish = action(call.body());
    return path.of(
        call,
        found ->
            reply(
                requireAction.require(
                    call.someone().tenant(), found.order(), found.part().id(), wish),
                found,
                List.of(),
                action -> Reply.created(OrderJson.of(action))));
  }

  private static RequireAction.Wish action(Fields body) {
    body.require("type", "message");
    var type = body.optionalText("type", MAX_TYPE).orElse("");
    if (!type.isEmpty() && !TYPE.matcher(type).matches()) {
      body.invalid("type", "must be a word of letters, digits, _ . and -");
    }
    var message = ActFields.text(body, "message", MAX_MESSAGE).orElse("");
    var url = ActFields.page(body, "url");
    body.end();
    return new RequireAction.Wish(type, message, url);
  }

  private Reply resolve(Call call) {
    return path.of(
        call,
        found ->
            call.id("required_action_id", RequiredActionId::new)
                .map(
                    id ->
                        reply(
                            requireAction.resolve(
                                call.someone().tenant(), found.order(), found.part().id(), id),
                            found,
                            List.of(),
                            _ -> Reply.noContent()))
                .orElseGet(() -> Reply.of(Problem.notFound())));
  }

  private static <T> Reply reply(
      Outcome<T, OrderRefusal> outcome, Found found, List<Units> lines, Function<T, Reply> show) {
    return switch (outcome) {
      case Outcome.Accepted<T, OrderRefusal>(var done) -> show.apply(done);
      case Outcome.Refused<T, OrderRefusal>(var refusal) ->
          Reply.of(OrderProblems.of(refusal, found.part(), lines));
    };
  }
}
