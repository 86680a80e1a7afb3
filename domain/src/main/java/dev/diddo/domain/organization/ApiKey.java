package dev.diddo.domain.organization;

import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.StoreId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A platform's key as it is kept: what it opens, but never the secret itself.
 *
 * @param scopes what it may do; empty means everything
 * @param store present if it reaches only this store's merchant orders
 * @param expiresAt empty if it never does
 * @param revokedAt present once it opens nothing any more
 */
public record ApiKey(
    ApiKeyId id,
    Tenant tenant,
    Set<Scope> scopes,
    Optional<StoreId> store,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {

  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  public boolean isValidAt(Instant now) {
    return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
  }

  public boolean allows(Scope wanted) {
    return scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.includes(wanted));
  }
}
