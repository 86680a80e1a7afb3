package dev.diddo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.benchmarks.Comparison.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final List<Double> BEFORE = Collections.nCopies(31, 10.0);

  /** So many rounds of this median, the others as before. */
  private static Comparison with(int rounds, double median) {
    var now = IntStream.range(0, 31).mapToObj(round -> round < rounds ? median : 10.0).toList();
    return Comparison.of(BEFORE, now);
  }

  @Test
  void a_few_bad_rounds_do_not_make_a_build_slower() {
    assertThat(with(9, 30).verdict()).isEqualTo(Verdict.NOT_SLOWER);
    assertThat(with(9, 30).max()).isEqualTo(3);
  }

  @Test
  void most_rounds_make_it_slower() {
    assertThat(with(22, 12).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(with(22, 12).ratio()).isEqualTo(1.2);
  }

  @Test
  void less_than_a_tenth_is_none() {
    assertThat(with(31, 10.9).verdict()).isEqualTo(Verdict.NOT_SLOWER);
  }

  @Test
  void rounds_that_disagree_say_nothing() {
    assertThat(with(16, 12).verdict()).isEqualTo(Verdict.UNKNOWN);
  }
}
