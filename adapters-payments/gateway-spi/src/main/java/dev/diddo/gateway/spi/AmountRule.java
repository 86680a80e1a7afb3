package dev.diddo.gateway.spi;

/**
 * Which amounts a gateway takes in one currency, all in its minor units.
 *
 * @param least from 1 on
 * @param most at least {@code least}
 * @param step amounts are multiples of it: 1 for all, 10 where a provider takes three-decimal
 *     currencies with two decimals only
 */
public record AmountRule(long least, long most, long step) {
  /** Any amount that money can have. */
  public static final AmountRule ANY = new AmountRule(1, (1L << 53) - 1, 1);

  public AmountRule {
    if (least < 1 || most < least || step < 1) {
      throw new IllegalArgumentException(
          "No amount is from %d to %d by %d".formatted(least, most, step));
    }
  }
}
