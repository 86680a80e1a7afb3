package dev.diddo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {
  @Test
  void every_piece_of_work_is_done_once() {
    var done = ConcurrentHashMap.<Integer>newKeySet();
    var twice = new AtomicInteger();
    var timings =
        new Load(1_000, 8)
            .run(
                number -> {
                  if (!done.add(number)) {
                    twice.incrementAndGet();
                  }
                });
    assertThat(timings.each()).hasSize(1_000);
    assertThat(done).hasSize(1_000);
    assertThat(twice).hasValue(0);
  }

  @Test
  void one_failure_ends_the_whole_load() {
    var load = new Load(1_000_000, 4);
    assertThatThrownBy(
            () ->
                load.run(
                    _ -> {
                      throw new IllegalStateException("503");
                    }))
        .hasRootCauseMessage("503");
  }
}
