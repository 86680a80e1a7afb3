package dev.diddo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.application.Eventually;
import dev.diddo.application.OutageException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentTest {
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void a_crowd_that_asks_the_same_asks_once() throws Exception {
    var crowd = new CountDownLatch(100);
    var recent =
        remembering(
            Duration.ofMinutes(1),
            question -> {
              await(crowd);
              return question + "!";
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 100)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            crowd.countDown();
                            return recent.get("who");
                          }))
              .toList();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo("who!");
      }
    }
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void an_answer_is_forgotten_when_it_is_old() {
    var recent = remembering(Duration.ofMillis(20), question -> question);
    recent.get("who");
    Eventually.holds(() -> recent.get("who").equals("who") && asked.get() > 1);
  }

  @Test
  void an_outage_is_not_remembered() {
    var recent =
        remembering(
            Duration.ofMinutes(1),
            question -> {
              if (asked.get() == 1) {
                throw new OutageException("away");
              }
              return question;
            });
    assertThatThrownBy(() -> recent.get("who")).isInstanceOf(OutageException.class);
    assertThat(recent.get("who")).isEqualTo("who");
  }

  @Test
  void what_is_to_be_forgotten_is_forgotten_also_while_it_is_awaited() throws Exception {
    var begun = new CountDownLatch(1);
    var changed = new CountDownLatch(1);
    var recent =
        remembering(
            Duration.ofMinutes(1),
            question -> {
              int turn = asked.get();
              begun.countDown();
              await(changed);
              return question + turn;
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var old = threads.submit(() -> recent.get("who"));
      await(begun);
      recent.forget("who");
      changed.countDown();
      assertThat(old.get()).isEqualTo("who1");
    }
    assertThat(recent.get("who")).isEqualTo("who2");
    assertThat(recent.get("who")).isEqualTo("who2");
  }

  private Recent<String, String> remembering(Duration life, Function<String, String> answer) {
    return new Recent<>(
        life,
        10,
        question -> {
          asked.incrementAndGet();
          return answer.apply(question);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
