package dev.diddo.application.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import dev.diddo.application.dashboard.SignInTries.Counted;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What whoever counts tries to sign in promises. */
public abstract class SignInTriesContract extends PortContract {

  @Test
  void tries_are_counted_for_each_by_themselves() {
    var first = clock.instant();
    assertThat(ports.signInTries().count("ada", first)).isEqualTo(new Counted(1, first));
    assertThat(ports.signInTries().count("bob", first)).isEqualTo(new Counted(1, first));
    var later = first.plusSeconds(60);
    assertThat(ports.signInTries().count("ada", later)).isEqualTo(new Counted(2, first));
  }

  @Test
  void counting_begins_anew_once_the_time_of_the_first_is_over() {
    var first = clock.instant();
    ports.signInTries().count("ada", first);
    var before = first.plus(SignInTries.WINDOW).minusMillis(1);
    assertThat(ports.signInTries().count("ada", before)).isEqualTo(new Counted(2, first));
    var after = first.plus(SignInTries.WINDOW);
    assertThat(ports.signInTries().count("ada", after)).isEqualTo(new Counted(1, after));
  }

  @Test
  void what_is_given_back_was_never_counted() {
    var first = clock.instant();
    ports.signInTries().count("ada", first);
    var second = ports.signInTries().count("ada", first.plusSeconds(1));
    ports.signInTries().giveBack("ada", second);
    ports.signInTries().giveBack("bob", second);
    assertThat(ports.signInTries().count("ada", first.plusSeconds(2)))
        .isEqualTo(new Counted(2, first));
  }

  @Test
  void what_was_counted_before_counting_began_anew_is_not_given_back() {
    var old = ports.signInTries().count("ada", clock.instant());
    clock.advance(SignInTries.WINDOW);
    ports.signInTries().count("ada", clock.instant());
    ports.signInTries().giveBack("ada", old);
    assertThat(ports.signInTries().count("ada", clock.instant()).tries()).isEqualTo(2);
  }

  @Test
  void counting_begins_anew_for_whoever_was_cleared() {
    ports.signInTries().count("ada", clock.instant());
    ports.signInTries().clear("ada");
    ports.signInTries().clear("nobody");
    assertThat(ports.signInTries().count("ada", clock.instant()).tries()).isEqualTo(1);
  }

  @Test
  void of_many_at_once_each_is_counted() {
    var counted = Together.run(20, _ -> ports.signInTries().count("ada", clock.instant()).tries());
    assertThat(counted)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void what_is_over_is_forgotten_and_nothing_else() {
    ports.signInTries().count("ada", clock.instant());
    clock.advance(Duration.ofMinutes(1));
    ports.signInTries().count("bob", clock.instant());
    clock.advance(SignInTries.WINDOW.minusMinutes(1));
    assertThat(ports.signInTries().forget(clock.instant(), 9)).isEqualTo(1);
    assertThat(ports.signInTries().count("bob", clock.instant()).tries()).isEqualTo(2);
  }
}
