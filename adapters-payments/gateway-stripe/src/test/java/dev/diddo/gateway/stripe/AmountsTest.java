package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Shop.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.gateway.spi.AmountRule;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

  /** The first is in ISO 4217's minor units, the second what Stripe's API is told. */
  @ParameterizedTest
  @CsvSource({
    "USD, 1299, 1299",
    "JPY, 1299, 1299",
    "KWD, 1290, 1290",
    "ISK, 5, 500",
    "UGX, 5, 500",
    "MGA, 500, 5",
    "HUF, 17510, 17510",
    "TWD, 80045, 80045",
    "XOF, 700, 700"
  })
  void stripes_units_are_not_always_isos(String currency, long iso, long stripe) {
    var money = money(iso, currency);
    assertThat(Amounts.toStripe(money)).contains(stripe);
    assertThat(Amounts.fromStripe(stripe, currency.toLowerCase(Locale.ROOT))).isEqualTo(money);
  }

  @ParameterizedTest
  @CsvSource({
    "USD, 50, 99999999, 1",
    "EUR, 50, 99999999, 1",
    "GBP, 30, 99999999, 1",
    "JPY, 50, 99999999, 1",
    "HUF, 17500, 99999999, 1",
    "KWD, 10, 99999990, 10",
    "ISK, 1, 999999, 1",
    "UGX, 1, 999999, 1",
    "MGA, 100, 9999999900, 100",
    "TWD, 1, 99999999, 1"
  })
  void each_currency_has_its_bounds(String currency, long least, long most, long step) {
    assertThat(Amounts.rule(Currency.getInstance(currency)))
        .contains(new AmountRule(least, most, step));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IRR", "KPW", "XAU", "XXX", "CUP", "LYD", "IQD"})
  void what_stripe_does_not_take_has_no_rule(String currency) {
    assertThat(Amounts.rule(Currency.getInstance(currency))).isEmpty();
    assertThat(Amounts.toStripe(money(1000, currency))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"KWD, 1299", "MGA, 150", "USD, 100000000", "ISK, 1000000"})
  void what_stripe_cannot_say_is_not_said(String currency, long minorUnits) {
    assertThat(Amounts.toStripe(money(minorUnits, currency))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"150, ugx", "101, isk", "100, zzz", "100, ''", "-1, usd", "100, irr"})
  void an_answer_that_is_no_amount_is_none(long amount, String currency) {
    assertThatThrownBy(() -> Amounts.fromStripe(amount, currency))
        .isInstanceOf(UnclearException.class);
  }

  @Test
  void every_amount_of_every_currency_comes_back_as_it_went() {
    var tried =
        Currency.availableCurrencies()
            .flatMap(currency -> Amounts.rule(currency).map(rule -> tried(currency, rule)).stream())
            .filter(Objects::nonNull)
            .count();
    assertThat(tried).isGreaterThan(130);
  }

  private static Currency tried(Currency currency, AmountRule rule) {
    for (var amount :
        new long[] {(rule.least() + rule.step() - 1) / rule.step() * rule.step(), rule.most()}) {
      var money = money(amount, currency.getCurrencyCode());
      var units = Amounts.toStripe(money).orElseThrow();
      assertThat(units).isBetween(1L, 99_999_999L);
      assertThat(Amounts.fromStripe(units, currency.getCurrencyCode())).isEqualTo(money);
    }
    return currency;
  }
}
