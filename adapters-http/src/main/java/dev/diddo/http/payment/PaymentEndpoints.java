package dev.diddo.http.payment;

import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.CancelPayment;
import dev.diddo.application.payment.Gateways;
import dev.diddo.application.payment.OpenPayment;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.payment.Payment;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Fields;
import dev.diddo.http.Limit;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.cart.CancelProblems;
import dev.diddo.http.cart.CartAnswers;
import dev.diddo.http.organization.ReturnUrls;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pays for a live cart, or takes that back. */
public final class PaymentEndpoints implements Endpoints {
  private static final Access WRITE = Access.buyerOrPlatform(Scope.write(Scope.Area.CHECKOUT));
  private static final String PATH = "/checkout/{live_cart_id}";

  private final OpenPayment openPayment;
  private final CancelPayment cancelPayment;
  private final Gateways gateways;
  private final CartAnswers answers;

  public PaymentEndpoints(
      OpenPayment openPayment,
      CancelPayment cancelPayment,
      Gateways gateways,
      CartAnswers answers) {
    this.openPayment = openPayment;
    this.cancelPayment = cancelPayment;
    this.gateways = gateways;
    this.answers = answers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(PATH, WRITE, this::pay).repeated(Route.Repetition.RESUMED),
        Route.delete(PATH, WRITE, this::cancel));
  }

  private Reply pay(Call call) {
    var cart = call.anyId("live_cart_id", CartId::new);
    limit(call, cart);
    var body = call.optionalBody();
    var wish = wish(body);
    body.end();
    answers.expectedVersion(call, cart);
    return switch (openPayment.open(call.someone(), cart, wish, call.claim())) {
      case Outcome.Accepted<Payment.Open, OpenPayment.Refusal>(var payment) ->
          Reply.created(PaymentJson.opened(payment));
      case Outcome.Refused<Payment.Open, OpenPayment.Refusal>(var reason) ->
          Reply.of(PayProblems.of(reason));
    };
  }

  /** Who tries out stolen cards tries many. */
  private static void limit(Call call, CartId cart) {
    call.limitAddress(Limit.PAYMENT_ATTEMPTS_OF_ADDRESS);
    var who =
        switch (call.someone()) {
          case Caller.Buyer(_, var session) -> session.text();
          case Caller.Platform(var key) -> key.id().text();
        };
    call.limit(Limit.PAYMENT_ATTEMPTS, who + "/" + cart.text());
  }

  private OpenPayment.Wish wish(Fields body) {
    var names = gateways.names();
    Map<String, String> choices =
        names.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    // One gateway may show its page only as a page of its own; so far all do.
    body.optionalChoice("mode", Map.of(PaymentJson.HOSTED, PaymentJson.HOSTED));
    return new OpenPayment.Wish(
        body.optionalChoice("gateway", choices).orElse(names.getFirst()),
        body.optionalAmount("expected_total"),
        ReturnUrls.read(body, "success_url"),
        ReturnUrls.read(body, "cancel_url"));
  }

  private Reply cancel(Call call) {
    var cart = call.anyId("live_cart_id", CartId::new);
    return switch (cancelPayment.cancelPayment(call.someone(), cart)) {
      case Outcome.Accepted<CancelPayment.Done, CancelPayment.Refusal> _ -> Reply.noContent();
      case Outcome.Refused<CancelPayment.Done, CancelPayment.Refusal>(var reason) ->
          Reply.of(CancelProblems.of(reason, PayProblems.unknownCart().status()));
    };
  }
}
