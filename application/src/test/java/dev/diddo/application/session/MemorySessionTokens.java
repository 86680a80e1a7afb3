package dev.diddo.application.session;

import dev.diddo.application.organization.Caller;
import dev.diddo.domain.session.CheckoutSession;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens that anybody can read, known by heart. */
public final class MemorySessionTokens implements SessionTokens {
  private final Map<String, Caller.Buyer> minted = new ConcurrentHashMap<>();

  @Override
  public String mint(CheckoutSession session) {
    var token = "cst-" + session.id().text();
    minted.put(token, new Caller.Buyer(session.tenant(), session.id()));
    return token;
  }

  @Override
  public Optional<Caller.Buyer> verify(String token) {
    return Optional.ofNullable(minted.get(token));
  }
}
