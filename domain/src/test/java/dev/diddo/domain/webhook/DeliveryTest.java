package dev.diddo.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.domain.id.DeliveryId;
import dev.diddo.domain.id.EventId;
import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.webhook.Delivery.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Answer SILENCE = new Answer.None("Nobody took the connection.");

  private final Random random = new Random(11);
  private final Delivery fresh =
      Delivery.of(
          new DeliveryId(new UUID(1, 1)),
          new Recipient.OfWebhook(new WebhookId(new UUID(1, 2))),
          new Message.Test(new EventId(new UUID(1, 3)), NOON),
          NOON);

  private static Answer answer(int status, String retryAfter) {
    return new Answer.Received(status, Optional.of(retryAfter), new byte[0]);
  }

  private Duration wait(Answer answer) {
    return Duration.between(NOON, fresh.notTaken(answer, NOON, random).dueAt().orElseThrow());
  }

  @Test
  void a_new_one_is_due_at_once() {
    assertThat(fresh.status()).isEqualTo(Status.PENDING);
    assertThat(fresh.dueAt()).contains(NOON);
    assertThat(fresh.tries()).isZero();
  }

  @Test
  void one_that_is_taken_is_over() {
    var taken = fresh.taken();
    assertThat(taken.isOver()).isTrue();
    assertThat(taken.tries()).isEqualTo(1);
    assertThat(taken.dueAt()).isEmpty();
  }

  @Test
  void its_retries_come_when_the_contract_says_and_up_to_a_tenth_later() {
    var promised =
        List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    var now = NOON;
    var delivery = fresh;
    for (var pause : promised) {
      delivery = delivery.notTaken(SILENCE, now, random);
      var waited = Duration.between(now, delivery.dueAt().orElseThrow());
      assertThat(waited).isBetween(pause, pause.plus(pause.dividedBy(10)));
      now = delivery.dueAt().orElseThrow();
    }
    assertThat(delivery.tries()).isEqualTo(9);
    var last = delivery.notTaken(SILENCE, now, random);
    assertThat(last.status()).isEqualTo(Status.FAILED);
    assertThat(last.tries()).isEqualTo(10);
  }

  @Test
  void those_who_failed_together_come_back_apart() {
    var waits = new ArrayList<Duration>();
    for (int i = 0; i < 100; i++) {
      waits.add(wait(SILENCE));
    }
    assertThat(waits.stream().distinct().count()).isGreaterThan(50);
  }

  @ParameterizedTest
  @CsvSource({
    "429, 60, 60",
    "503, 3600, 3600",
    "429, 999999999, 86400",
    "503, 'Mon, 23 Nov 2026 12:10:00 GMT', 600",
    "429, 'Mon, 23 Nov 2026 11:00:00 GMT', 5",
    "429, 2, 5",
    "429, -60, 5",
    "429, soon, 5",
    "429, 99999999999999999999, 5",
    "500, 60, 5",
    "404, 60, 5"
  })
  void who_asks_for_a_pause_gets_it_within_reason(int status, String header, long seconds) {
    assertThat(wait(answer(status, header)))
        .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds).plusMillis(500));
  }

  @Test
  void one_that_is_asked_for_anew_has_all_retries_before_it() {
    var failed = fresh.notTaken(SILENCE, NOON, random).refused();
    assertThat(failed.status()).isEqualTo(Status.FAILED);
    var again = failed.again(NOON.plusSeconds(60));
    assertThat(again.dueAt()).contains(NOON.plusSeconds(60));
    assertThat(again.message()).isEqualTo(fresh.message());
    var now = NOON;
    for (int i = 0; i < 9; i++) {
      again = again.notTaken(SILENCE, now, random);
      now = again.dueAt().orElseThrow();
    }
    assertThat(again.notTaken(SILENCE, now, random).status()).isEqualTo(Status.FAILED);
    assertThat(again.tries()).isEqualTo(11);
  }

  @Test
  void one_that_cannot_be_sent_was_not_tried() {
    assertThat(fresh.givenUp().tries()).isZero();
    assertThat(fresh.givenUp().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void what_is_pending_is_due_some_time_and_nothing_else() {
    assertThatThrownBy(
            () ->
                new Delivery(
                    fresh.id(),
                    fresh.recipient(),
                    fresh.message(),
                    Status.DELIVERED,
                    1,
                    0,
                    Optional.of(NOON),
                    NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 299})
  void a_success_is_one(int status) {
    assertThat(new Answer.Received(status, Optional.empty(), new byte[0]).isSuccess()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 199, 300, 301, 307, 400, 410, 500})
  void whatever_else_is_none(int status) {
    assertThat(new Answer.Received(status, Optional.empty(), new byte[0]).isSuccess()).isFalse();
  }
}
