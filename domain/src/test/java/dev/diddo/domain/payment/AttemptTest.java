package dev.diddo.domain.payment;

import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AttemptTest {

  @Test
  void splits_sum_to_the_amount_or_there_is_no_attempt() {
    assertThat(Attempts.of(usd(1_500), usd(1_000), usd(500)).amount()).isEqualTo(usd(1_500));
    assertThatThrownBy(() -> Attempts.of(usd(1_501), usd(1_000), usd(500)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Attempts.of(usd(1))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void its_keys_never_change_and_differ_by_step() {
    var attempt = Attempts.of(usd(100), usd(100));
    assertThat(attempt.key("open")).isEqualTo(attempt.key("open")).startsWith(attempt.reference());
    assertThat(attempt.key("open")).isNotEqualTo(attempt.key("capture"));
    assertThat(Attempts.of(usd(100), usd(100)).key("open")).isNotEqualTo(attempt.key("open"));
  }
}
