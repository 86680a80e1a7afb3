package dev.diddo.http.order;

import dev.diddo.domain.id.LineId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.order.MerchantOrder;
import dev.diddo.domain.order.OrderRefusal;
import dev.diddo.domain.order.Units;
import dev.diddo.http.Fault;
import dev.diddo.http.MoneyJson;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The one place where a refused act on a merchant order meets HTTP. */
final class OrderProblems {
  private OrderProblems() {}

  /**
   * No default: a new refusal must choose.
   *
   * @param about the merchant order
   * @param lines as the body named them
   */
  static Problem of(OrderRefusal refusal, MerchantOrder about, List<Units> lines) {
    return switch (refusal) {
      case OrderRefusal.UnknownOrder(),
          OrderRefusal.UnknownFulfillment(),
          OrderRefusal.UnknownRequiredAction() ->
          Problem.notFound();
      case OrderRefusal.WrongStatus(var status) ->
          Problem.of(
              ProblemCode.WRONG_STATUS, "The merchant order is " + status + ": read it again.");
      case OrderRefusal.NotSettledYet() ->
          Problem.of(
              ProblemCode.WRONG_STATUS,
              "Stores still decide, or its money is not taken yet: read it again.");
      case OrderRefusal.UnknownLine(var line) ->
          Problem.invalidField(
              pointer(lines, line) + "/line_id", "The merchant order has no such line.");
      case OrderRefusal.QuantityExceeded(var line, var left) -> exceeded(lines, line, left);
      case OrderRefusal.NothingLeft() ->
          Problem.of(ProblemCode.QUANTITY_EXCEEDED, "Of no line is anything left.");
      case OrderRefusal.ReturnsNotSupported() ->
          Problem.of(ProblemCode.RETURNS_NOT_SUPPORTED, "The store takes nothing back.");
      case OrderRefusal.ReturnWindowClosed() ->
          Problem.of(
              ProblemCode.RETURN_WINDOW_CLOSED,
              "The store's days for returning it, from when it was sent, are over.");
      case OrderRefusal.TooManyEntries() ->
          Problem.of(
              ProblemCode.TOO_MANY_ENTRIES,
              "At most %d of a kind: name more lines at once, or none for all that is left."
                  .formatted(MerchantOrder.MAX_ENTRIES));
      case OrderRefusal.TooManyRequiredActions() ->
          Problem.of(
              ProblemCode.TOO_MANY_REQUIRED_ACTIONS,
              "Take away what is done: at most %d are open at once."
                  .formatted(MerchantOrder.MAX_REQUIRED_ACTIONS));
      case OrderRefusal.RefundExceedsCaptured(var left) -> {
        var refundable = new Money(left, about.split().gross().currency());
        yield Problem.of(
                ProblemCode.REFUND_EXCEEDS_CAPTURED, "Refund at most what refundable says.")
            .with("refundable", MoneyJson.of(refundable));
      }
      case OrderRefusal.LinesCostNothing() ->
          Problem.invalidField("/lines", "These cost nothing: there is no money to give back.");
      case OrderRefusal.AmountTooFine(var step) -> {
        var multiple = new Money(step, about.split().gross().currency());
        yield Problem.of(
                ProblemCode.AMOUNT_TOO_FINE, "Give back an amount that is a multiple of step.")
            .with("step", MoneyJson.of(multiple));
      }
      case OrderRefusal.RefundsNotSupported() ->
          Problem.of(
              ProblemCode.REFUNDS_NOT_SUPPORTED,
              "Give the money back in another way: the gateway cannot.");
    };
  }

  private static Problem exceeded(List<Units> lines, LineId line, int left) {
    var code = ProblemCode.QUANTITY_EXCEEDED;
    var fault =
        new Fault(
            pointer(lines, line) + "/quantity",
            code.name(),
            left(left),
            Optional.of(line),
            OptionalLong.of(left));
    return Problem.of(code, "Of this line " + left(left) + ".", List.of(fault));
  }

  private static String left(int count) {
    return switch (count) {
      case 0 -> "nothing is left";
      case 1 -> "only 1 is left";
      default -> "only " + count + " are left";
    };
  }

  /** Where the body names a line last: by then there are too many, if there are. */
  private static String pointer(List<Units> lines, LineId line) {
    int index = lines.stream().map(Units::line).toList().lastIndexOf(line);
    return "/lines/" + index;
  }
}
