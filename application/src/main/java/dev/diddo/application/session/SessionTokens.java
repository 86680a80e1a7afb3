package dev.diddo.application.session;

import dev.diddo.application.organization.Caller;
import dev.diddo.domain.session.CheckoutSession;
import java.util.Optional;

/** Customer Session Tokens: what a buyer holds to prove which session is theirs. */
public interface SessionTokens {
  /** The same session always gets a token of the same life; it holds no personal data. */
  String mint(CheckoutSession session);

  /** Whose token this is; empty if it is forged, expired or no token at all. */
  Optional<Caller.Buyer> verify(String token);
}
