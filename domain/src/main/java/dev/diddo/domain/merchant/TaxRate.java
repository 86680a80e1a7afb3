package dev.diddo.domain.merchant;

import dev.diddo.domain.money.Money;
import dev.diddo.domain.money.Rate;
import java.util.Locale;
import java.util.Optional;

/**
 * What a place adds to a sale.
 *
 * @param province in upper case; empty if it holds in the whole country
 * @param included whether prices contain it already
 * @param onShipping whether shipping is taxed too
 */
public record TaxRate(
    String country, Optional<String> province, Rate rate, boolean included, boolean onShipping) {

  public TaxRate {
    province = province.map(code -> code.toUpperCase(Locale.ROOT));
  }

  public boolean holdsIn(String buyersCountry, Optional<String> buyersProvince) {
    return country.equals(buyersCountry)
        && province
            .map(code -> buyersProvince.filter(code::equalsIgnoreCase).isPresent())
            .orElse(true);
  }

  /** The tax on these, rounded half up once. */
  public Money on(Money subtotal, Money shipping) {
    var base = onShipping ? subtotal.plus(shipping) : subtotal;
    return included ? rate.insideHalfUp(base) : rate.ofHalfUp(base);
  }
}
