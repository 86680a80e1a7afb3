package dev.diddo.http.payment;

import dev.diddo.application.payment.ChooseGateway;
import dev.diddo.application.payment.OpenPayment;
import dev.diddo.domain.cart.CheckoutRefusal;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.payment.AmountRule;
import dev.diddo.domain.session.BuyerField;
import dev.diddo.http.Fault;
import dev.diddo.http.MoneyJson;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.cart.CartProblems;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The one place where a refusal to pay meets HTTP. */
final class PayProblems {
  /** What is wrong with the cart, where other routes would blame the request. */
  private static final int BAD_REQUEST = 400;

  private PayProblems() {}

  /**
   * @param currency tells the cart's, if there is one
   */
  static Problem of(OpenPayment.Refusal refusal, Supplier<Currency> currency) {
    return switch (refusal) {
      case OpenPayment.Refusal.NotPayable(var reason) -> of(reason);
      case OpenPayment.Refusal.AlreadySubmitted(var url) -> CartProblems.alreadySubmitted(url);
      case OpenPayment.Refusal.NotTaken(var reason) -> of(reason, currency.get());
      case OpenPayment.Refusal.Stale() -> CartProblems.stale();
      case OpenPayment.Refusal.GatewayUnavailable() -> Problem.gatewayUnavailable();
    };
  }

  private static Problem of(ChooseGateway.Refusal refusal, Currency currency) {
    return switch (refusal) {
      case ChooseGateway.Refusal.NoGateway() ->
          Problem.invalidField(
              "/gateway", "Choose one of the gateways that GET /checkout/session offers.");
      case ChooseGateway.Refusal.NoSuchMode() ->
          Problem.invalidField(
              "/mode",
              "Choose one of the modes that GET /checkout/session offers for the gateway.");
      case ChooseGateway.Refusal.CurrencyNotTaken() ->
          Problem.of(
              ProblemCode.CURRENCY_NOT_SUPPORTED,
              "It takes no " + currency.getCurrencyCode() + ": choose another gateway.");
      case ChooseGateway.Refusal.AmountNotTaken(var fit, var rule) -> notTaken(fit, rule, currency);
    };
  }

  private static Problem notTaken(AmountRule.Fit fit, AmountRule rule, Currency currency) {
    return switch (fit) {
      case TOO_SMALL ->
          Problem.of(
                  ProblemCode.AMOUNT_TOO_SMALL,
                  "Put more into the cart, up to minimum, or choose another gateway.")
              .with("minimum", MoneyJson.of(new Money(rule.least(), currency)));
      case TOO_LARGE ->
          Problem.of(
                  ProblemCode.AMOUNT_TOO_LARGE,
                  "Take something out of the cart, down to maximum, or choose another gateway.")
              .with("maximum", MoneyJson.of(new Money(rule.most(), currency)));
      case TOO_FINE ->
          Problem.of(
                  ProblemCode.AMOUNT_TOO_FINE,
                  "Choose another gateway, or have prices of which each store's sum is a multiple of step.")
              .with("step", MoneyJson.of(new Money(rule.step(), currency)));
      case FITS -> throw new IllegalArgumentException("Refused for an amount that fits");
    };
  }

  /** No default: a new refusal must choose. */
  private static Problem of(CheckoutRefusal refusal) {
    return switch (refusal) {
      case CheckoutRefusal.UnknownCart() -> unknownCart();
      case CheckoutRefusal.AlreadySubmitted _ -> CartProblems.alreadySubmitted(Optional.empty());
      case CheckoutRefusal.Expired() ->
          Problem.of(ProblemCode.CART_EXPIRED, "Begin again from the template's link.");
      case CheckoutRefusal.MissingLines() -> CartProblems.empty();
      case CheckoutRefusal.VariantsGone(var lines) ->
          lines(ProblemCode.VARIANT_NOT_FOUND, lines, "is no longer sold");
      case CheckoutRefusal.StoresGone(var lines) ->
          lines(ProblemCode.MISSING_STORES, lines, "is of a store that is no longer there");
      case CheckoutRefusal.StoresWithoutDomain(var lines) ->
          lines(ProblemCode.MISSING_STORE_DOMAIN, lines, "is of a store without a domain");
      case CheckoutRefusal.BuyerIdentityMissing(var fields) -> buyer(fields);
      case CheckoutRefusal.ShippingUnavailable(var stores) -> shipping(stores);
      case CheckoutRefusal.PricesMissing(var lines) ->
          lines(ProblemCode.MISSING_TOTAL_COST, lines, "has no price");
      case CheckoutRefusal.OutOfStock(var shortages) -> stock(shortages);
      case CheckoutRefusal.PriceChanged(var expected, var current) ->
          Problem.of(
                  ProblemCode.PRICE_CHANGED,
                  "Post again with expected_total " + current.minorUnits() + " to confirm.")
              .with("expected_total", MoneyJson.of(expected))
              .with("current_total", MoneyJson.of(current));
    };
  }

  static Problem unknownCart() {
    return Problem.of(
        ProblemCode.CART_NOT_FOUND,
        BAD_REQUEST,
        "No live cart of this id belongs to the caller.",
        List.of());
  }

  private static Problem lines(ProblemCode code, List<CheckoutRefusal.Place> lines, String detail) {
    var faults =
        lines.stream()
            .map(line -> new Fault(pointer(line), code.name(), detail, line.line()))
            .toList();
    return Problem.of(code, BAD_REQUEST, "A line " + detail + ".", faults);
  }

  private static Problem buyer(List<BuyerField> fields) {
    var faults =
        fields.stream()
            .map(BuyerField::text)
            .map(name -> new Fault("/buyer_identity/" + name, Fault.MISSING, name + " is missing"))
            .toList();
    var names = fields.stream().map(BuyerField::text).collect(Collectors.joining(", "));
    return Problem.of(
        ProblemCode.BUYER_IDENTITY_MISSING, BAD_REQUEST, "Missing: " + names + ".", faults);
  }

  private static Problem shipping(List<Integer> stores) {
    var code = ProblemCode.SHIPPING_ADDRESS_UNAVAILABLE;
    var detail = "no method is chosen that goes to the address";
    var faults =
        stores.stream()
            .map(store -> "/stores/" + store + "/offer/selected_shipping_method")
            .map(pointer -> new Fault(pointer, code.name(), detail))
            .toList();
    return Problem.of(code, "A store has no shipping method that goes to the address.", faults);
  }

  private static Problem stock(List<CheckoutRefusal.Shortage> shortages) {
    var faults =
        shortages.stream()
            .map(
                shortage ->
                    new Fault(
                        pointer(shortage.place()),
                        ProblemCode.OUT_OF_STOCK.name(),
                        "only " + shortage.available() + " can be had",
                        Optional.of(shortage.place().line()),
                        OptionalLong.of(shortage.available())))
            .toList();
    return Problem.of(ProblemCode.OUT_OF_STOCK, "There is not enough of a line.", faults);
  }

  private static String pointer(CheckoutRefusal.Place line) {
    return "/stores/" + line.store() + "/cart_lines/" + line.index();
  }
}
