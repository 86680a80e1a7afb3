package dev.diddo.application.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.application.organization.KeyHash;
import dev.diddo.application.organization.PasswordHash;
import dev.diddo.domain.dashboard.OperatorSession;
import dev.diddo.domain.id.OperatorId;
import dev.diddo.domain.organization.Operator;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever keeps operators' sessions promises. */
public abstract class OperatorSessionsContract extends PortContract {
  private static final KeyHash TOKEN = KeyHash.of("a token");

  private Operator ada;

  @BeforeEach
  void hire() {
    ada =
        new Operator(
            new OperatorId(ids.next()),
            tenant.organization(),
            "ada@shop.example",
            Operator.Role.SUPPORT);
    ports.operators().put(ada, new PasswordHash("pbkdf2-sha256$1$AA$AA"));
  }

  private OperatorSession begin(KeyHash token) {
    var session = new OperatorSession(ada, clock.instant(), clock.instant());
    ports.operatorSessions().begin(token, session);
    return session;
  }

  @Test
  void a_session_is_found_by_its_token_alone() {
    var session = begin(TOKEN);
    assertThat(ports.operatorSessions().find(TOKEN)).contains(session);
    assertThat(ports.operatorSessions().find(KeyHash.of("another"))).isEmpty();
  }

  @Test
  void an_operator_may_be_signed_in_twice() {
    begin(TOKEN);
    begin(KeyHash.of("another"));
    ports.operatorSessions().end(TOKEN);
    assertThat(ports.operatorSessions().find(KeyHash.of("another"))).isPresent();
  }

  @Test
  void a_session_knows_when_its_operator_was_seen_last() {
    var session = begin(TOKEN);
    var later = clock.instant().plusSeconds(90);
    ports.operatorSessions().seen(TOKEN, later);
    ports.operatorSessions().seen(TOKEN, later.minusSeconds(30));
    assertThat(ports.operatorSessions().find(TOKEN))
        .contains(new OperatorSession(ada, session.begunAt(), later));
  }

  @Test
  void an_ended_session_is_gone_and_ending_it_again_changes_nothing() {
    begin(TOKEN);
    ports.operatorSessions().end(TOKEN);
    ports.operatorSessions().end(TOKEN);
    ports.operatorSessions().seen(TOKEN, clock.instant());
    assertThat(ports.operatorSessions().find(TOKEN)).isEmpty();
  }

  @Test
  void those_that_are_over_are_forgotten_and_no_others() {
    begin(TOKEN);
    var used = KeyHash.of("in use");
    begin(used);
    clock.advance(OperatorSession.IDLE.minusSeconds(1));
    ports.operatorSessions().seen(used, clock.instant());
    assertThat(ports.operatorSessions().forget(clock.instant(), 9)).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(ports.operatorSessions().forget(clock.instant(), 9)).isEqualTo(1);
    assertThat(ports.operatorSessions().find(TOKEN)).isEmpty();
    assertThat(ports.operatorSessions().find(used)).isPresent();
    clock.advance(OperatorSession.LONGEST);
    ports.operatorSessions().seen(used, clock.instant());
    assertThat(ports.operatorSessions().forget(clock.instant(), 9)).isEqualTo(1);
  }
}
