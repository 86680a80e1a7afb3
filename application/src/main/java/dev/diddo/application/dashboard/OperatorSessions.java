package dev.diddo.application.dashboard;

import dev.diddo.application.organization.KeyHash;
import dev.diddo.domain.dashboard.OperatorSession;
import java.time.Instant;
import java.util.Optional;

/** Where it is kept who is signed in to the dashboard, by a hash of the token in their browser. */
public interface OperatorSessions {
  void begin(KeyHash token, OperatorSession session);

  /** The session of this token, be it over or not. */
  Optional<OperatorSession> find(KeyHash token);

  /** They did something at this moment. */
  void seen(KeyHash token, Instant at);

  /** Ending what is not there changes nothing. */
  void end(KeyHash token);

  /** Forgets sessions that are over; answers how many it forgot. */
  int forget(Instant now, int atMost);
}
