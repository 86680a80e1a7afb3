package dev.diddo.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.money.Money;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "USD | 1299 | $12.99",
        "USD | 0 | $0.00",
        "USD | 5 | $0.05",
        "USD | -1299 | -$12.99",
        "USD | 9007199254740991 | $90,071,992,547,409.91",
        "JPY | 1200 | ¥1,200",
        "KWD | 1234 | KWD 1.234",
        "EUR | 100 | €1.00",
        "GBP | 100000 | £1,000.00",
        "CHF | 100 | CHF 1.00"
      })
  void amounts_are_shown_as_americans_write_them(String currency, long minorUnits, String shown) {
    assertThat(MoneyJson.display(new Money(minorUnits, Currency.getInstance(currency))))
        .isEqualTo(shown);
  }

  @Test
  void programs_get_minor_units() {
    assertThat(MoneyJson.of(new Money(1_299, Currency.getInstance("USD"))))
        .hasToString("{\"value\":1299,\"display_value\":\"$12.99\",\"currency\":\"USD\"}");
    assertThat(MoneyJson.of(Optional.empty()).isNull()).isTrue();
  }
}
