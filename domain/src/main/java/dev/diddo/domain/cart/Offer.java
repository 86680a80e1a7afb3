package dev.diddo.domain.cart;

import dev.diddo.domain.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * What one store asks of the buyer for its part of the cart.
 *
 * @param shippingMethods those that serve the buyer's country; none while it is unknown
 * @param selected the buyer's choice, as long as it is one of them
 * @param tax what is due, or what the prices contain where the rate is an included one
 * @param total subtotal, shipping and such tax as the prices do not contain
 */
public record Offer(
    Money subtotal,
    List<ShippingRate> shippingMethods,
    Optional<ShippingRate> selected,
    Money tax,
    Money total) {

  public Offer {
    shippingMethods = List.copyOf(shippingMethods);
  }

  public Money shipping() {
    return selected.map(ShippingRate::price).orElseGet(() -> Money.zero(subtotal.currency()));
  }
}
