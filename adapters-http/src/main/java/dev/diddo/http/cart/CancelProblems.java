package dev.diddo.http.cart;

import dev.diddo.application.payment.CancelPayment;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import java.util.List;
import java.util.Optional;

/** The one place where a refusal to cancel meets HTTP. */
public final class CancelProblems {
  private CancelProblems() {}

  /**
   * @param unknownCart the status of a cart that is not there, which differs between routes
   */
  public static Problem of(CancelPayment.Refusal refusal, int unknownCart) {
    return switch (refusal) {
      case CancelPayment.Refusal.UnknownCart() ->
          Problem.of(
              ProblemCode.CART_NOT_FOUND,
              unknownCart,
              "There is no such cart, or it is not yours.",
              List.of());
      case CancelPayment.Refusal.Stale() -> CartProblems.stale();
      case CancelPayment.Refusal.AlreadySubmitted() ->
          CartProblems.alreadySubmitted(Optional.empty());
      case CancelPayment.Refusal.InDoubt() -> Problem.gatewayUnavailable();
    };
  }
}
