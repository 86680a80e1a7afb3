package dev.diddo.http.cart;

import dev.diddo.domain.cart.CartRefusal;
import dev.diddo.http.Fault;
import dev.diddo.http.Problem;
import dev.diddo.http.ProblemCode;
import dev.diddo.http.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The one place where a refusal of a cart call meets HTTP. */
public final class CartProblems {
  private CartProblems() {}

  /**
   * No default: a new refusal must choose.
   *
   * @param paymentUrl where the cart's open payment goes on, if there is one
   */
  public static Problem of(CartRefusal refusal, Optional<URI> paymentUrl) {
    return switch (refusal) {
      case CartRefusal.UnknownCart() ->
          Problem.of(ProblemCode.CART_NOT_FOUND, "There is no such cart, or it is not yours.");
      case CartRefusal.Expired() ->
          Problem.of(ProblemCode.CART_EXPIRED, "Begin again from the template's link.");
      case CartRefusal.AlreadySubmitted _ -> alreadySubmitted(paymentUrl);
      case CartRefusal.Stale() -> stale();
      case CartRefusal.UnknownVariant() ->
          one(
              ProblemCode.VARIANT_NOT_FOUND,
              "/item/variant_id",
              "There is no such variant, or it is not yours.");
      case CartRefusal.CurrencyMismatch() ->
          one(
              ProblemCode.CURRENCY_MISMATCH,
              "/item/variant_id",
              "The variant is sold in another currency than the cart's.");
      case CartRefusal.AmbiguousLine() ->
          one(ProblemCode.AMBIGUOUS_LINE, "/item/variant_id", "Name the line by line_id.");
      case CartRefusal.BuyerIdentityMissing() ->
          Problem.of(
              ProblemCode.BUYER_IDENTITY_MISSING,
              "Shipping needs an address first.",
              List.of(
                  new Fault(
                      "/buyer_identity/country_code", Fault.MISSING, "country_code is missing")));
      case CartRefusal.Unfit(var pointer, var detail) -> Problem.invalidField(pointer, detail);
    };
  }

  /**
   * @param url where the open payment goes on; empty for one in doubt or done
   */
  public static Problem alreadySubmitted(Optional<URI> url) {
    var detail =
        url.isPresent()
            ? "Go on paying at url, or cancel that payment first."
            : "The payment is being settled, or done.";
    var problem = Problem.of(ProblemCode.ALREADY_SUBMITTED, detail);
    return url.map(there -> problem.with("url", there.toString())).orElse(problem);
  }

  /** A cart that cannot be checked out, for want of anything in it. */
  public static Problem empty() {
    return Problem.of(
        ProblemCode.MISSING_CART_LINES, "There is nothing in this cart to check out.");
  }

  public static Problem stale() {
    return Problem.of(ProblemCode.STALE, "Read the cart again and decide anew.");
  }

  public static Reply unknownCart() {
    return Reply.of(of(new CartRefusal.UnknownCart(), Optional.empty()));
  }

  private static Problem one(ProblemCode code, String pointer, String detail) {
    return Problem.of(code, detail, List.of(new Fault(pointer, code.name(), detail)));
  }
}
