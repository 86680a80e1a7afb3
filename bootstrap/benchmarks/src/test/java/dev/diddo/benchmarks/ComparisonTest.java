package dev.diddo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void one_bad_round_does_not_make_a_build_slower() {
    var comparison = Comparison.of(List.of(10.0, 10.0, 10.0), List.of(10.0, 30.0, 10.5));
    assertThat(comparison.ratio()).isEqualTo(1.05);
    assertThat(comparison.max()).isEqualTo(3);
    assertThat(comparison.isSlower()).isFalse();
  }

  @Test
  void more_than_a_tenth_in_most_rounds_is_slower() {
    var comparison = Comparison.of(List.of(10.0, 10.0, 10.0), List.of(10.0, 11.2, 12.0));
    assertThat(comparison.min()).isEqualTo(1);
    assertThat(comparison.isSlower()).isTrue();
  }
}
