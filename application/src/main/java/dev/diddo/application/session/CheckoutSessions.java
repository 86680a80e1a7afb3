package dev.diddo.application.session;

import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.CheckoutSession;
import java.time.Instant;
import java.util.Optional;

/** Where checkout sessions are kept. */
public interface CheckoutSessions {
  Optional<CheckoutSession> find(Tenant tenant, SessionId id);

  void add(CheckoutSession session);

  /**
   * Forgets sessions that ended before this moment and have no cart any more. One that has a cart
   * which stays, stays with it, and forgets whose it was: an order knows its own buyer. Answers how
   * many are gone.
   */
  int forget(Instant before, int atMost);
}
