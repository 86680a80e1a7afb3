package dev.diddo.domain.merchant;

import dev.diddo.domain.money.Money;
import java.util.Optional;
import java.util.Set;

/**
 * A way in which a store sends its goods.
 *
 * @param id chosen by the merchant, unique in the store
 * @param countries ISO 3166-1 alpha-2 codes of where it goes
 * @param freeOver the subtotal from which on it costs nothing
 */
public record ShippingMethod(
    String id, String label, Money price, Set<String> countries, Optional<Money> freeOver) {

  public ShippingMethod {
    countries = Set.copyOf(countries);
  }

  public boolean serves(String country) {
    return countries.contains(country);
  }

  /** What it costs a cart of this subtotal. */
  public Money priceFor(Money subtotal) {
    boolean free = freeOver.map(limit -> subtotal.compareTo(limit) >= 0).orElse(false);
    return free ? Money.zero(price.currency()) : price;
  }
}
