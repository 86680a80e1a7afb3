package dev.diddo.domain.money;

import java.util.Currency;
import java.util.Objects;

/**
 * An amount in minor units of its ISO 4217 currency: 1299 USD is 12.99 dollars, 1299 JPY is 1299
 * yen. Sums are exact or they throw; amounts of two currencies never meet.
 *
 * @param minorUnits within ±(2^53 − 1), so that a JavaScript client reads what was written
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {
  public static final long MAX_MINOR_UNITS = (1L << 53) - 1;

  public Money {
    Objects.requireNonNull(currency, "currency");
    // Not by Math.abs, which leaves the smallest long negative.
    if (minorUnits > MAX_MINOR_UNITS || minorUnits < -MAX_MINOR_UNITS) {
      throw new ArithmeticException("An amount beyond 2^53 - 1: " + minorUnits);
    }
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minorUnits, sameCurrency(other).minorUnits), currency);
  }

  public Money minus(Money other) {
    return plus(other.negated());
  }

  public Money negated() {
    return new Money(-minorUnits, currency);
  }

  public Money times(long count) {
    return new Money(Math.multiplyExact(minorUnits, count), currency);
  }

  public boolean isZero() {
    return minorUnits == 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minorUnits, sameCurrency(other).minorUnits);
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " met " + other.currency);
    }
    return other;
  }
}
