package dev.diddo.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static int forgotten(int old) {
    var left = new AtomicInteger(old);
    Service.whileFull(
        500,
        atMost -> {
          int now = Math.min(atMost, left.get());
          left.addAndGet(-now);
          return now;
        });
    return old - left.get();
  }

  @Test
  void a_round_forgets_all_that_is_old_up_to_so_much() {
    assertThat(forgotten(0)).isZero();
    assertThat(forgotten(1_700)).isEqualTo(1_700);
    assertThat(forgotten(60_000)).isEqualTo(50_000);
  }
}
