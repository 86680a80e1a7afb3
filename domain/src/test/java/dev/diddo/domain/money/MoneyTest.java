package dev.diddo.domain.money;

import static dev.diddo.domain.money.Amounts.USD;
import static dev.diddo.domain.money.Amounts.jpy;
import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  private static final long MAX = Money.MAX_MINOR_UNITS;

  @Test
  void amounts_add_up() {
    assertThat(usd(1_299).plus(usd(1))).isEqualTo(usd(1_300));
    assertThat(usd(1_299).minus(usd(1_300))).isEqualTo(usd(-1));
    assertThat(usd(1_299).times(3)).isEqualTo(usd(3_897));
    assertThat(usd(5).negated()).isEqualTo(usd(-5));
    assertThat(Money.zero(USD)).isEqualTo(usd(0));
    assertThat(usd(0).isZero()).isTrue();
    assertThat(usd(1).isZero()).isFalse();
  }

  @Property
  void what_is_added_can_be_taken_away(
      @ForAll @LongRange(min = -(1L << 51), max = 1L << 51) long one,
      @ForAll @LongRange(min = -(1L << 51), max = 1L << 51) long other) {
    assertThat(usd(one).plus(usd(other)).minus(usd(other))).isEqualTo(usd(one));
    assertThat(usd(one).plus(usd(other))).isEqualTo(usd(other).plus(usd(one)));
  }

  @Test
  void the_largest_amount_is_what_javascript_can_count_to() {
    assertThat(MAX).isEqualTo(9_007_199_254_740_991L);
    assertThat(usd(MAX).minorUnits()).isEqualTo(MAX);
    assertThat(usd(-MAX).minorUnits()).isEqualTo(-MAX);
  }

  @ParameterizedTest
  @ValueSource(longs = {MAX + 1, -MAX - 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
  void an_amount_beyond_all_bounds_is_none(long tooMuch) {
    assertThatThrownBy(() -> usd(tooMuch)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void sums_beyond_all_bounds_throw_rather_than_wrap() {
    assertThatThrownBy(() -> usd(MAX).plus(usd(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> usd(-MAX).minus(usd(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> usd(MAX).times(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> usd(MAX).times(Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> usd(1L << 32).times(1L << 32)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void amounts_of_two_currencies_never_meet() {
    assertThatThrownBy(() -> usd(1).plus(jpy(1))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> usd(1).minus(jpy(0))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> usd(1).compareTo(jpy(1))).isInstanceOf(IllegalArgumentException.class);
    assertThat(usd(0)).isNotEqualTo(jpy(0));
  }

  @Test
  void amounts_compare_by_their_size() {
    assertThat(usd(2)).isGreaterThan(usd(1)).isEqualByComparingTo(usd(2));
    assertThat(usd(-1)).isLessThan(usd(0));
  }
}
