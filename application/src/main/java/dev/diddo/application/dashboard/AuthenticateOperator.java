package dev.diddo.application.dashboard;

import dev.diddo.application.organization.KeyHash;
import dev.diddo.domain.dashboard.OperatorSession;
import dev.diddo.domain.organization.Operator;
import java.time.InstantSource;
import java.util.Optional;

/** Finds out whose session this is. */
public final class AuthenticateOperator {
  private final OperatorSessions sessions;
  private final InstantSource clock;

  public AuthenticateOperator(OperatorSessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Empty for a token that is unknown or whose session is over: nobody learns which. */
  public Optional<Operator> authenticate(String token) {
    var now = clock.instant();
    var hash = KeyHash.of(token);
    var session = sessions.find(hash).filter(it -> !it.isOver(now));
    session.filter(it -> it.isToBeSeen(now)).ifPresent(_ -> sessions.seen(hash, now));
    return session.map(OperatorSession::operator);
  }
}
