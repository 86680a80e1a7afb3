package dev.diddo.domain.money;

import static dev.diddo.domain.money.Amounts.jpy;
import static dev.diddo.domain.money.Amounts.kwd;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 100",
    "1000, 5, 1", // 0.5 is up
    "1000, 4, 0",
    "625, 8, 1", // 0.5
    "625, 7, 0",
    "725, 1999, 145", // 144.9275
    "10000, 7, 7",
    "0, 7, 0",
    "1, 4999, 0",
    "1, 5000, 1",
    "1, 0, 0",
  })
  void a_share_is_rounded_half_up(int basisPoints, long amount, long share) {
    assertThat(new Rate(basisPoints).ofHalfUp(usd(amount))).isEqualTo(usd(share));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1009, 100",
    "1000, 9, 0",
    "9999, 1, 0",
    "10000, 1, 1",
    "250, 39, 0",
    "250, 40, 1"
  })
  void a_commission_is_rounded_down(int basisPoints, long amount, long share) {
    assertThat(new Rate(basisPoints).ofDown(usd(amount))).isEqualTo(usd(share));
  }

  @ParameterizedTest
  @CsvSource({
    "1900, 11900, 1900",
    "1900, 1000, 160", // 159.66
    "700, 107, 7",
    "10000, 3, 2", // 1.5 is up
    "0, 500, 0",
    "1900, 0, 0",
  })
  void the_share_inside_of_a_price_is_rounded_half_up(int basisPoints, long amount, long inside) {
    assertThat(new Rate(basisPoints).insideHalfUp(usd(amount))).isEqualTo(usd(inside));
  }

  @Property
  void every_share_is_what_exact_arithmetic_says(
      @ForAll @IntRange(max = 10_000) int basisPoints,
      @ForAll @LongRange(max = Money.MAX_MINOR_UNITS) long amount) {
    var rate = new Rate(basisPoints);
    var product = BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(basisPoints));
    assertThat(rate.ofHalfUp(jpy(amount)).minorUnits())
        .isEqualTo(product.divide(WHOLE, 0, RoundingMode.HALF_UP).longValueExact());
    assertThat(rate.ofDown(kwd(amount)).minorUnits())
        .isEqualTo(product.divide(WHOLE, 0, RoundingMode.DOWN).longValueExact());
    var inside = WHOLE.add(BigDecimal.valueOf(basisPoints));
    assertThat(rate.insideHalfUp(usd(amount)).minorUnits())
        .isEqualTo(product.divide(inside, 0, RoundingMode.HALF_UP).longValueExact());
  }

  @Test
  void a_share_keeps_its_currency() {
    assertThat(new Rate(1_000).ofDown(kwd(1_001))).isEqualTo(kwd(100));
    assertThat(new Rate(1_000).ofHalfUp(jpy(15))).isEqualTo(jpy(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void a_rate_is_between_nothing_and_all(int basisPoints) {
    assertThatThrownBy(() -> new Rate(basisPoints)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void there_is_no_share_of_less_than_nothing() {
    assertThatThrownBy(() -> new Rate(1).ofDown(usd(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
