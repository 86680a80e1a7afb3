package dev.diddo.gateway.stripe;

import dev.diddo.gateway.spi.AmountRule;
import dev.diddo.gateway.spi.Money;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stripe's own minor units and bounds, as docs.stripe.com/currencies has them. They differ from ISO
 * 4217's in both directions: UGX and ISK have none there and two at Stripe, MGA two there and none
 * at Stripe; three-decimal currencies end in a zero.
 */
final class Amounts {
  private static final long MOST = 99_999_999; // eight digits, in Stripe's units

  private static final Set<String> ZERO_DECIMAL =
      Set.of(
          "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF",
          "XOF", "XPF");

  private static final Set<String> THREE_DECIMAL = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

  /** All with two decimals at Stripe, whatever ISO 4217 says. */
  private static final Set<String> TWO_DECIMAL =
      Set.of(
          "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT",
          "BGN", "BMD", "BND", "BOB", "BRL", "BSD", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY",
          "COP", "CRC", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ETB", "EUR", "FJD", "FKP", "GBP",
          "GEL", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "ISK",
          "JMD", "KES", "KGS", "KHR", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL",
          "MKD", "MMK", "MNT", "MOP", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO",
          "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB",
          "SAR", "SBD", "SCR", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SZL", "THB", "TJS", "TOP",
          "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "WST", "XCD", "XCG", "YER",
          "ZAR", "ZMW");

  /**
   * The least charge, in Stripe's units, for an account that is settled in that currency. Others
   * have to be worth as much as the least of what the account is settled in: Stripe alone knows.
   */
  private static final Map<String, Long> LEAST =
      Map.ofEntries(
          Map.entry("AED", 200L),
          Map.entry("AUD", 50L),
          Map.entry("BGN", 100L),
          Map.entry("BRL", 50L),
          Map.entry("CAD", 50L),
          Map.entry("CHF", 50L),
          Map.entry("CZK", 1500L),
          Map.entry("DKK", 250L),
          Map.entry("EUR", 50L),
          Map.entry("GBP", 30L),
          Map.entry("HKD", 400L),
          Map.entry("HUF", 17_500L),
          Map.entry("INR", 50L),
          Map.entry("JPY", 50L),
          Map.entry("MXN", 1000L),
          Map.entry("MYR", 200L),
          Map.entry("NOK", 300L),
          Map.entry("NZD", 50L),
          Map.entry("PLN", 200L),
          Map.entry("RON", 200L),
          Map.entry("SEK", 300L),
          Map.entry("SGD", 50L),
          Map.entry("THB", 1000L),
          Map.entry("USD", 50L));

  private Amounts() {}

  /** In ISO's minor units; empty for a currency that Stripe does not take. */
  static Optional<AmountRule> rule(Currency currency) {
    var decimals = decimals(currency);
    if (decimals < 0) {
      return Optional.empty();
    }
    var shift = decimals - currency.getDefaultFractionDigits();
    var least = LEAST.getOrDefault(currency.getCurrencyCode(), 1L);
    if (shift >= 0) {
      var units = power(shift); // of Stripe's in one of ISO's
      var step = decimals == 3 ? 10L : 1L;
      return Optional.of(
          new AmountRule(
              Math.max(step, -Math.floorDiv(-least, units)), MOST / units / step * step, step));
    }
    var step = power(-shift); // of ISO's in one of Stripe's
    return Optional.of(new AmountRule(least * step, MOST * step, step));
  }

  /** As Stripe's API wants it; empty if Stripe cannot say this amount. */
  static Optional<Long> toStripe(Money money) {
    return rule(money.currency())
        .filter(rule -> money.minorUnits() <= rule.most())
        .filter(rule -> money.minorUnits() % rule.step() == 0)
        .map(
            _ -> {
              var shift = decimals(money.currency()) - money.currency().getDefaultFractionDigits();
              return shift >= 0
                  ? money.minorUnits() * power(shift)
                  : money.minorUnits() / power(-shift);
            });
  }

  /** As Stripe's API wants it. */
  static String toStripe(Currency currency) {
    return currency.getCurrencyCode().toLowerCase(Locale.ROOT);
  }

  /**
   * What Stripe said.
   *
   * @throws UnclearException if it is no amount of money that we know
   */
  static Money fromStripe(long amount, String code) {
    try {
      var currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
      var decimals = decimals(currency);
      var shift = decimals - currency.getDefaultFractionDigits();
      if (decimals >= 0 && (shift <= 0 || amount % power(shift) == 0)) {
        return new Money(
            shift > 0 ? amount / power(shift) : Math.multiplyExact(amount, power(-shift)),
            currency);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnclearException("Stripe names an amount that is none");
    }
    throw new UnclearException("Stripe names an amount that its currency does not have");
  }

  private static int decimals(Currency currency) {
    var code = currency.getCurrencyCode();
    if (TWO_DECIMAL.contains(code)) {
      return 2;
    }
    if (ZERO_DECIMAL.contains(code)) {
      return 0;
    }
    return THREE_DECIMAL.contains(code) ? 3 : -1;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
