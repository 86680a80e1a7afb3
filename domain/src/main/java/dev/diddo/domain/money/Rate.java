package dev.diddo.domain.money;

import java.math.BigInteger;

/**
 * A share in basis points, hundredths of a per cent: 1000 is 10 %.
 *
 * @param basisPoints 0 to 10,000
 */
public record Rate(int basisPoints) {
  private static final int WHOLE = 10_000;

  public static final Rate ZERO = new Rate(0);

  public Rate {
    if (basisPoints < 0 || basisPoints > WHOLE) {
      throw new IllegalArgumentException("Basis points are 0 to 10,000, not " + basisPoints);
    }
  }

  /** This share of an amount, a half minor unit rounded up. */
  public Money ofHalfUp(Money amount) {
    return fraction(amount, basisPoints, WHOLE, true);
  }

  /** This share of an amount, rounded down. */
  public Money ofDown(Money amount) {
    return fraction(amount, basisPoints, WHOLE, false);
  }

  /** The part of an amount that this rate has added to it already, a half minor unit rounded up. */
  public Money insideHalfUp(Money amount) {
    return fraction(amount, basisPoints, WHOLE + basisPoints, true);
  }

  private static Money fraction(Money amount, long numerator, long denominator, boolean halfUp) {
    if (amount.minorUnits() < 0) {
      throw new IllegalArgumentException("A share of less than nothing: " + amount);
    }
    // 2^53 × 10,000 does not fit into a long.
    var product = BigInteger.valueOf(amount.minorUnits()).multiply(BigInteger.valueOf(numerator));
    var half = BigInteger.valueOf(halfUp ? denominator / 2 : 0);
    var minorUnits = product.add(half).divide(BigInteger.valueOf(denominator)).longValueExact();
    return new Money(minorUnits, amount.currency());
  }
}
