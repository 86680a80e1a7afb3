package dev.diddo.domain.payment;

import dev.diddo.domain.money.Money;

/**
 * Which amounts a gateway takes in one currency, in its minor units.
 *
 * @param step amounts are multiples of it
 */
public record AmountRule(long least, long most, long step) {

  /** How an amount fits. */
  public enum Fit {
    FITS,
    TOO_SMALL,
    TOO_LARGE,
    /** The provider takes no such fine amounts. */
    TOO_FINE
  }

  /** Whether the provider takes no amount as fine as this, however large or small. */
  public boolean isTooFine(Money amount) {
    return amount.minorUnits() % step != 0;
  }

  /** So much of it as the provider can move. */
  public Money floor(Money amount) {
    return new Money(amount.minorUnits() - amount.minorUnits() % step, amount.currency());
  }

  public Fit of(Money amount) {
    long minorUnits = amount.minorUnits();
    if (minorUnits < least) {
      return Fit.TOO_SMALL;
    }
    if (minorUnits > most) {
      return Fit.TOO_LARGE;
    }
    return isTooFine(amount) ? Fit.TOO_FINE : Fit.FITS;
  }
}
