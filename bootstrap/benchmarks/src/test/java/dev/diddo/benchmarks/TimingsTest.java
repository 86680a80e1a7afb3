package dev.diddo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingsTest {
  private static Timings of(int... millis) {
    var each = IntStream.of(millis).mapToObj(Duration::ofMillis).toList();
    return new Timings(each, Duration.ofSeconds(2));
  }

  @Test
  void a_percentile_is_a_time_that_was_measured() {
    var hundred = of(IntStream.rangeClosed(1, 100).map(number -> 101 - number).toArray());
    assertThat(hundred.millis(0.5)).isEqualTo(50);
    assertThat(hundred.millis(0.99)).isEqualTo(99);
    assertThat(hundred.millis(1)).isEqualTo(100);
  }

  @Test
  void one_measurement_is_every_percentile() {
    assertThat(List.of(of(7).millis(0), of(7).millis(0.5), of(7).millis(0.99))).containsOnly(7.0);
  }

  @Test
  void the_rate_counts_what_ended_in_the_whole_time() {
    assertThat(of(1, 1, 1, 1).perSecond()).isEqualTo(2);
  }
}
