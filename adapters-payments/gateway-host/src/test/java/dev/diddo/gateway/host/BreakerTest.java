package dev.diddo.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.host.Breaker.Leave;
import dev.diddo.gateway.host.CallListener.Circuit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Optional<Duration> NO_WISH = Optional.empty();

  private final List<Circuit> turned = new ArrayList<>();
  private long nanos = Long.MAX_VALUE - 10; // it may well wrap
  private final Breaker breaker =
      new Breaker(
          new BreakerLimits(3, Duration.ofSeconds(5), Duration.ofSeconds(30)),
          () -> nanos,
          turned::add);

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private Leave leave() {
    return breaker.ask().orElseThrow();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.silent(leave(), NO_WISH);
    }
  }

  @Test
  void so_many_silences_in_a_row_open_it() {
    fail(2);
    breaker.answered(leave());
    fail(2);
    assertThat(breaker.ask()).isPresent();
    fail(1);
    assertThat(breaker.ask()).isEmpty();
    assertThat(turned).containsExactly(Circuit.OPEN);
  }

  @Test
  void after_the_pause_one_call_is_let_through_and_its_answer_closes_it() {
    fail(3);
    pass(Duration.ofMillis(4_999));
    assertThat(breaker.ask()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(breaker.ask()).contains(Leave.PROBE);
    assertThat(breaker.ask()).isEmpty();
    breaker.answered(Leave.PROBE);
    assertThat(breaker.ask()).contains(Leave.CALL);
    assertThat(turned).containsExactly(Circuit.OPEN, Circuit.HALF_OPEN, Circuit.CLOSED);
    fail(2);
    assertThat(breaker.ask()).isPresent();
  }

  @Test
  void a_silent_probe_is_another_pause() {
    fail(3);
    pass(Duration.ofSeconds(5));
    breaker.silent(leave(), NO_WISH);
    assertThat(breaker.ask()).isEmpty();
    pass(Duration.ofSeconds(5));
    assertThat(breaker.ask()).contains(Leave.PROBE);
  }

  @Test
  void a_probe_that_was_not_made_leaves_the_next_one() {
    fail(3);
    pass(Duration.ofSeconds(5));
    breaker.unused(leave());
    assertThat(breaker.ask()).contains(Leave.PROBE);
  }

  @Test
  void what_began_before_it_opened_neither_closes_it_nor_lengthens_the_pause() {
    var late = leave();
    var later = leave();
    fail(3);
    breaker.answered(late);
    assertThat(breaker.ask()).isEmpty();
    pass(Duration.ofSeconds(4));
    breaker.silent(later, NO_WISH);
    pass(Duration.ofSeconds(1));
    assertThat(breaker.ask()).contains(Leave.PROBE);
  }

  @Test
  void a_provider_that_wants_to_be_left_alone_is_at_once_but_not_for_ever() {
    breaker.silent(leave(), Optional.of(Duration.ofSeconds(12)));
    pass(Duration.ofSeconds(11));
    assertThat(breaker.ask()).isEmpty();
    pass(Duration.ofSeconds(1));
    breaker.silent(leave(), Optional.of(Duration.ofDays(9)));
    pass(Duration.ofSeconds(29));
    assertThat(breaker.ask()).isEmpty();
    pass(Duration.ofSeconds(1));
    breaker.silent(leave(), Optional.of(Duration.ofSeconds(-1)));
    assertThat(breaker.ask()).contains(Leave.PROBE);
  }
}
