package dev.diddo.domain.cart;

import dev.diddo.domain.id.PaymentId;
import java.util.Optional;

/** Why a call on a cart's contents was refused. */
public sealed interface CartRefusal {

  /** No such cart for this caller. */
  record UnknownCart() implements CartRefusal {}

  /** The live cart outlived its time, or was cancelled. */
  record Expired() implements CartRefusal {}

  /**
   * A payment for this cart is open, in doubt or done.
   *
   * @param payment the open or undecided one; empty once it is paid
   */
  record AlreadySubmitted(Optional<PaymentId> payment) implements CartRefusal {}

  /** The caller knew an older version of the cart. */
  record Stale() implements CartRefusal {}

  /** The variant is not sold, or not by this organization. */
  record UnknownVariant() implements CartRefusal {}

  /** The variant is sold in another currency than the cart's. */
  record CurrencyMismatch() implements CartRefusal {}

  /** The variant stands in several lines and nothing told which is meant. */
  record AmbiguousLine() implements CartRefusal {}

  /** The buyer's address is needed first. */
  record BuyerIdentityMissing() implements CartRefusal {}

  /**
   * Something given does not fit this cart.
   *
   * @param pointer what is wrong, as a JSON pointer into the request
   */
  record Unfit(String pointer, String detail) implements CartRefusal {}
}
