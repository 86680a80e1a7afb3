package dev.diddo.gateway.spi;

import java.util.Currency;
import java.util.Objects;

/**
 * An amount in the minor units of its ISO 4217 currency: 1299 USD is 12.99 dollars, 1299 JPY is
 * 1299 yen, 1299 KWD is 1.299 dinars.
 *
 * @param minorUnits never negative
 */
public record Money(long minorUnits, Currency currency) {
  public Money {
    Objects.requireNonNull(currency, "currency");
    if (minorUnits < 0) {
      throw new IllegalArgumentException("An amount is never negative: " + minorUnits);
    }
  }
}
