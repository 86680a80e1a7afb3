package dev.diddo.http.session;

import dev.diddo.application.session.BeginCheckout;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.cart.CartProblems;

/** The one place where a refusal to begin meets HTTP. */
final class BeginProblems {
  private BeginProblems() {}

  static Problem of(BeginCheckout.Refusal refusal) {
    return switch (refusal) {
      case BeginCheckout.Refusal.UnknownTemplate() ->
          Problem.of(ProblemCode.CART_NOT_FOUND, "There is no such cart, or it is not yours.");
      case BeginCheckout.Refusal.EmptyTemplate() -> CartProblems.empty();
      case BeginCheckout.Refusal.NoTotal() ->
          Problem.of(
              ProblemCode.MISSING_TOTAL_COST, "The prices of this cart are too high to be summed.");
    };
  }
}
