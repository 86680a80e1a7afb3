package dev.diddo.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTest {

  @Test
  void what_was_accepted_goes_on() {
    Outcome<Integer, String> seven = Outcome.accepted(7);
    assertThat(seven.map(i -> i + 1)).isEqualTo(Outcome.accepted(8));
    assertThat(seven.flatMap(i -> Outcome.accepted(i * 2))).isEqualTo(Outcome.accepted(14));
    assertThat(seven.flatMap(_ -> Outcome.refused("no"))).isEqualTo(Outcome.refused("no"));
  }

  @Test
  void what_was_refused_stays_refused() {
    Outcome<Integer, String> no = Outcome.refused("no");
    assertThat(no.map(i -> i + 1)).isEqualTo(Outcome.refused("no"));
    assertThat(no.flatMap(i -> Outcome.accepted(i * 2))).isEqualTo(Outcome.refused("no"));
  }
}
