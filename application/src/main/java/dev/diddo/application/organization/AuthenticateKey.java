package dev.diddo.application.organization;

import java.time.InstantSource;
import java.util.Optional;

/** Finds out whose key this is. */
public final class AuthenticateKey {
  private final ApiKeys keys;
  private final InstantSource clock;

  public AuthenticateKey(ApiKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Empty for a key that is unknown, revoked or expired: nobody learns which. */
  public Optional<Caller.Platform> authenticate(String secret) {
    return keys.find(KeyHash.of(secret))
        .filter(key -> key.isValidAt(clock.instant()))
        .map(Caller.Platform::new);
  }
}
