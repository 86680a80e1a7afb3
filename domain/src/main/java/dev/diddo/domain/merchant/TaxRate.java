package dev.diddo.domain.merchant;

import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import java.util.Optional;

/**
 * What a place adds to a sale.
 *
 * @param province empty if it holds in the whole country
 * @param included whether prices contain it already
 * @param onShipping whether shipping is taxed too
 */
public record TaxRate(
    String country, Optional<String> province, Rate rate, boolean included, boolean onShipping) {

  public boolean holdsIn(String buyersCountry, Optional<String> buyersProvince) {
    return country.equals(buyersCountry) && (province.isEmpty() || province.equals(buyersProvince));
  }

  /** The tax on these, rounded half up once. */
  public Money on(Money subtotal, Money shipping) {
    var base = onShipping ? subtotal.plus(shipping) : subtotal;
    return included ? rate.insideHalfUp(base) : rate.ofHalfUp(base);
  }
}
