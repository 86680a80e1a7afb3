package dev.diddo.domain.payment;

import static dev.diddo.domain.money.Amounts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.MovementId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovementTest {
  private static final CountingIds IDS = new CountingIds();
  private static final Movement.Evidence NONE = new Movement.Evidence.None();
  private static final Movement.Evidence PENDING = new Movement.Evidence.Pending("re_1");
  private static final Movement.Evidence SUCCEEDED = new Movement.Evidence.Succeeded("re_1");
  private static final Movement.Evidence FAILED = new Movement.Evidence.Failed("closed");

  private final Movement asked =
      Movement.pending(
          new MovementId(IDS.next()),
          Attempts.of(usd(500), usd(500)).id(),
          Movement.Kind.REFUND,
          Optional.empty(),
          usd(500),
          Instant.parse("2026-11-23T12:00:00Z"));

  @Test
  void silence_moves_nothing_on() {
    assertThat(asked.witness(NONE).state()).isEqualTo(asked.state());
    assertThat(asked.witness(PENDING).witness(NONE).gatewayId()).contains("re_1");
    assertThat(asked.witness(NONE).witness(NONE).tries()).isEqualTo(2);
  }

  @Test
  void it_ends_as_the_gateway_says() {
    assertThat(asked.witness(PENDING).isOver()).isFalse();
    assertThat(asked.witness(PENDING).witness(SUCCEEDED).hasSucceeded()).isTrue();
    assertThat(asked.witness(FAILED).hasFailed()).isTrue();
    assertThat(asked.witness(FAILED).gatewayId()).isEmpty();
  }

  @Test
  void what_is_over_stays_as_it_ended_under_one_key() {
    for (var over : List.of(asked.witness(SUCCEEDED), asked.witness(FAILED))) {
      for (var evidence : List.of(NONE, PENDING, SUCCEEDED, FAILED)) {
        assertThat(over.witness(evidence)).isEqualTo(over);
      }
      assertThat(over.key()).isEqualTo(asked.key());
    }
  }
}
