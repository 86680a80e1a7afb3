package dev.diddo.domain.money;

import java.util.Currency;

/** Amounts of money, by their currency. */
public final class Amounts {
  public static final Currency USD = Currency.getInstance("USD");
  public static final Currency JPY = Currency.getInstance("JPY");
  public static final Currency KWD = Currency.getInstance("KWD");

  private Amounts() {}

  public static Money usd(long cents) {
    return new Money(cents, USD);
  }

  public static Money jpy(long yen) {
    return new Money(yen, JPY);
  }

  public static Money kwd(long fils) {
    return new Money(fils, KWD);
  }
}
