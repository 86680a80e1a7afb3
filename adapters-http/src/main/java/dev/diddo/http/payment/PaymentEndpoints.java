package dev.diddo.http.payment;

import dev.diddo.application.cart.ReadCart;
import dev.diddo.application.idempotency.Claim;
import dev.diddo.application.organization.Caller;
import dev.diddo.application.payment.CancelPayment;
import dev.diddo.application.payment.OpenPayment;
import dev.diddo.domain.Outcome;
import dev.diddo.domain.cart.LiveCart;
import dev.diddo.domain.id.CartId;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.payment.Handover;
import dev.diddo.domain.payment.Payment;
import dev.diddo.http.Access;
import dev.diddo.http.Call;
import dev.diddo.http.Endpoints;
import dev.diddo.http.Limit;
import dev.diddo.http.Problem;
import dev.diddo.http.Reply;
import dev.diddo.http.Route;
import dev.diddo.http.cart.CancelProblems;
import dev.diddo.http.cart.CartAnswers;
import dev.diddo.http.cart.CartProblems;
import dev.diddo.http.organization.ReturnUrls;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pays for a live cart, or takes that back. */
public final class PaymentEndpoints implements Endpoints {
  private static final Access WRITE = Access.buyerOrPlatform(Scope.write(Scope.Area.CHECKOUT));
  private static final int MAX_GATEWAY = 32;
  private static final Map<String, Handover.Mode> MODES =
      Arrays.stream(Handover.Mode.values())
          .collect(Collectors.toUnmodifiableMap(Handover.Mode::text, Function.identity()));
  private static final String PATH = "/checkout/{live_cart_id}";

  private final OpenPayment openPayment;
  private final CancelPayment cancelPayment;
  private final ReadCart readCart;
  private final CartAnswers answers;

  public PaymentEndpoints(
      OpenPayment openPayment,
      CancelPayment cancelPayment,
      ReadCart readCart,
      CartAnswers answers) {
    this.openPayment = openPayment;
    this.cancelPayment = cancelPayment;
    this.readCart = readCart;
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
    var wish = wish(call, cart);
    return switch (openPayment.open(call.someone(), cart, wish, call.claim())) {
      case Outcome.Accepted<Payment.Open, OpenPayment.Refusal>(var payment) ->
          Reply.created(PaymentJson.opened(payment, answers.paymentUrl(payment, cart(call, cart))));
      case Outcome.Refused<Payment.Open, OpenPayment.Refusal>(var reason) ->
          Reply.of(refused(call, cart, reason));
    };
  }

  /** Who goes on with a payment of theirs has changed the cart by that. */
  private OptionalInt expectedVersion(Call call, CartId cart) {
    return call.claim().flatMap(Claim.Held::payment).isPresent()
        ? OptionalInt.empty()
        : answers.expectedVersion(call, cart);
  }

  private Problem refused(Call call, CartId cart, OpenPayment.Refusal reason) {
    return reason instanceof OpenPayment.Refusal.AlreadySubmitted(var url)
        ? CartProblems.alreadySubmitted(url.or(() -> answers.paymentUrl(call.someone(), cart)))
        : PayProblems.of(reason, () -> cart(call, cart).contents().currency());
  }

  private LiveCart cart(Call call, CartId id) {
    return readCart.live(call.someone(), id).orElseThrow();
  }

  /** Who tries out stolen cards tries many. */
  private static void limit(Call call, CartId cart) {
    call.limitAddress(Limit.PAYMENT_ATTEMPTS_OF_ADDRESS);
    var who =
        switch (call.someone()) {
          case Caller.Buyer(_, var session) -> session.text();
          case Caller.Platform(var key) -> key.id().text();
          case Caller.Operator(var operator, _) -> operator.id().text();
        };
    call.limit(Limit.PAYMENT_ATTEMPTS, who + "/" + cart.text());
  }

  private OpenPayment.Wish wish(Call call, CartId cart) {
    var body = call.optionalBody();
    var gateway = body.optionalText("gateway", MAX_GATEWAY);
    var mode = body.optionalChoice("mode", MODES);
    var total = body.optionalAmount("expected_total");
    var success = ReturnUrls.read(body, "success_url");
    var cancel = ReturnUrls.read(body, "cancel_url");
    body.end();
    return new OpenPayment.Wish(gateway, mode, expectedVersion(call, cart), total, success, cancel);
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
