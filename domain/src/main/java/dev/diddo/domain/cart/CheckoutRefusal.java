package dev.diddo.domain.cart;

import dev.diddo.domain.id.LineId;
import dev.diddo.domain.id.PaymentId;
import dev.diddo.domain.money.Money;
import dev.diddo.domain.session.BuyerField;
import java.util.List;
import java.util.Optional;

/**
 * Why a live cart cannot be paid, in the order in which it is checked. A refusal changes nothing.
 */
public sealed interface CheckoutRefusal {

  /** No such live cart for this caller. */
  record UnknownCart() implements CheckoutRefusal {}

  /**
   * A payment is open, in doubt or done.
   *
   * @param payment the open or undecided one; empty once it is paid
   */
  record AlreadySubmitted(Optional<PaymentId> payment) implements CheckoutRefusal {}

  /** The cart outlived its time, or was cancelled. */
  record Expired() implements CheckoutRefusal {}

  /** There is nothing to buy. */
  record MissingLines() implements CheckoutRefusal {}

  /** These lines' variants are gone. */
  record VariantsGone(List<Place> lines) implements CheckoutRefusal {}

  /** These lines' stores are gone. */
  record StoresGone(List<Place> lines) implements CheckoutRefusal {}

  /** These stores have no domain, without which they cannot be paid. */
  record StoresWithoutDomain(List<Place> lines) implements CheckoutRefusal {}

  /** The buyer has not told these. */
  record BuyerIdentityMissing(List<BuyerField> fields) implements CheckoutRefusal {}

  /** These stores' goods have no way to the buyer: none was chosen, or none goes there. */
  record ShippingUnavailable(List<Integer> stores) implements CheckoutRefusal {}

  /** These lines have no price; none is named where there is no cart yet. */
  record PricesMissing(List<Place> lines) implements CheckoutRefusal {}

  /** There is not enough of these. */
  record OutOfStock(List<Shortage> shortages) implements CheckoutRefusal {}

  /** The total is not what the buyer last saw. */
  record PriceChanged(Money expected, Money current) implements CheckoutRefusal {}

  /**
   * Where a line stands in the cart.
   *
   * @param store index of its store in the cart
   * @param index of the line among its store's
   */
  record Place(int store, int index, LineId line) {}

  /** How many units of a line's variant could be had. */
  record Shortage(Place place, long available) {}
}
