package dev.diddo.http.order;

import static dev.diddo.http.order.MerchantOrderPath.PATH;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diddo.application.cart.LiveCarts;
import dev.diddo.application.order.Orders;
import dev.diddo.application.payment.CancelOrder;
import dev.diddo.application.payment.DecideOrder;
import dev.diddo.application.payment.RefundOrder;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Refund;
import dev.diddo.domain.organization.Scope;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Fields;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.order.MerchantOrderPath.Found;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What moves money of a store's part of an order. It is stored in one commit with its answer; the
 * gateway is called after that, and again by the reconciler where it was not to be had.
 */
public final class MerchantOrderEndpoints implements Endpoints {
  private static final Access WRITE = Access.platform(Scope.write(Scope.Area.ORDERS));
  private static final String REJECTED = "The store rejected its order";
  private static final String CANCELLED = "The order was cancelled";

  private final MerchantOrderPath path;
  private final RefundOrder refundOrder;
  private final DecideOrder decideOrder;
  private final CancelOrder cancelOrder;

  public MerchantOrderEndpoints(
      Orders orders,
      LiveCarts liveCarts,
      RefundOrder refundOrder,
      DecideOrder decideOrder,
      CancelOrder cancelOrder) {
    this.path = new MerchantOrderPath(orders, liveCarts);
    this.refundOrder = refundOrder;
    this.decideOrder = decideOrder;
    this.cancelOrder = cancelOrder;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(PATH + "/refunds", WRITE, this::refund).repeated(Route.Repetition.ANSWERED_ONCE),
        Route.post(PATH + "/acceptance", WRITE, this::decide),
        Route.post(PATH + "/cancellation", WRITE, this::cancel));
  }

  private Reply refund(Call call) {
    var body = call.optionalBody();
    var fields = RefundFields.read(body);
    var reason = ActFields.reason(body);
    body.end();
    return path.of(call, found -> refund(call, found, fields, reason));
  }

  private Reply refund(Call call, Found found, RefundFields fields, Optional<String> reason) {
    var tenant = call.someone().tenant();
    var part = found.part();
    var wish = fields.wish(part.split().gross().currency());
    return switch (refundOrder.refund(tenant, found.order(), part.id(), wish, reason)) {
      case Outcome.Accepted<Refund, OrderRefusal>(var refund) ->
          Reply.created(OrderJson.of(refund))
              .followedBy(
                  () -> refundOrder.carryOut(tenant, found.order(), part.id(), refund.id()));
      case Outcome.Refused<Refund, OrderRefusal>(var refusal) ->
          Reply.of(OrderProblems.of(refusal, part, fields.lines()));
    };
  }

  /** What a refund would give back, and of whose sale. Nothing is stored. */
  public Reply previewRefund(Call call) {
    var body = call.optionalBody();
    var fields = RefundFields.read(body);
    body.end();
    return path.of(call, found -> preview(call, found, fields));
  }

  private Reply preview(Call call, Found found, RefundFields fields) {
    var part = found.part();
    var wish = fields.wish(part.split().gross().currency());
    var tenant = call.someone().tenant();
    return switch (refundOrder.preview(tenant, found.order(), part.id(), wish)) {
      case Outcome.Accepted<Money, OrderRefusal>(var amount) ->
          Reply.ok(OrderJson.preview(part, amount));
      case Outcome.Refused<Money, OrderRefusal>(var refusal) ->
          Reply.of(OrderProblems.of(refusal, part, fields.lines()));
    };
  }

  private Reply decide(Call call) {
    var body = call.body();
    var answer = answer(body);
    body.end();
    return path.of(call, found -> decide(call, found, answer.orElseThrow()));
  }

  /** Empty if it is at fault. */
  private static Optional<DecideOrder.Answer> answer(Fields body) {
    body.require("status");
    var reason = ActFields.reason(body);
    return body.optionalChoice(
        "status",
        Map.of(
            "accepted",
            new DecideOrder.Answer.Accepted(),
            "rejected",
            new DecideOrder.Answer.Rejected(reason.orElse(REJECTED))));
  }

  private Reply decide(Call call, Found found, DecideOrder.Answer answer) {
    var tenant = call.someone().tenant();
    var part = found.part();
    return switch (decideOrder.record(tenant, found.order(), part.id(), answer, by(call))) {
      case Outcome.Accepted<DecideOrder.Recorded, OrderRefusal>(var recorded) ->
          Reply.created(shown(recorded)).followedBy(() -> decideOrder.carryOut(tenant, recorded));
      case Outcome.Refused<DecideOrder.Recorded, OrderRefusal>(var refusal) ->
          Reply.of(OrderProblems.of(refusal, part, List.of()));
    };
  }

  private Reply cancel(Call call) {
    var body = call.optionalBody();
    var reason = ActFields.reason(body).orElse(CANCELLED);
    body.end();
    return path.of(call, found -> cancel(call, found, reason));
  }

  private Reply cancel(Call call, Found found, String reason) {
    var tenant = call.someone().tenant();
    var part = found.part();
    return switch (cancelOrder.record(tenant, found.order(), part.id(), reason)) {
      case Outcome.Accepted<DecideOrder.Recorded, OrderRefusal>(var recorded) ->
          Reply.created(shown(recorded)).followedBy(() -> cancelOrder.carryOut(tenant, recorded));
      case Outcome.Refused<DecideOrder.Recorded, OrderRefusal>(var refusal) ->
          Reply.of(OrderProblems.of(refusal, part, List.of()));
    };
  }

  private static DecideOrder.By by(Call call) {
    return Sight.of(call.someone()).store().isPresent()
        ? DecideOrder.By.STORE
        : DecideOrder.By.PLATFORM;
  }

  private static ObjectNode shown(DecideOrder.Recorded recorded) {
    return OrderJson.of(recorded.merchantOrder());
  }
}
