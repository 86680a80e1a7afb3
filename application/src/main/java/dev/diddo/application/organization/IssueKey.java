package dev.diddo.application.organization;

import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.Ids;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.ApiKey;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.organization.Tenant;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes a platform key. Its secret is known to the caller alone, and only this once. */
public final class IssueKey {
  private static final int SECRET_BYTES = 24;

  private final ApiKeys keys;
  private final Ids ids;
  private final RandomGenerator random;

  /**
   * @param random not predictable, such as SecureRandom
   */
  public IssueKey(ApiKeys keys, Ids ids, RandomGenerator random) {
    this.keys = keys;
    this.ids = ids;
    this.random = random;
  }

  /** A new key and its secret, which is kept nowhere. */
  public record Issued(ApiKey key, String secret) {
    @Override
    public String toString() {
      return "Issued[" + key + "]";
    }
  }

  public Issued issue(
      Tenant tenant, Set<Scope> scopes, Optional<StoreId> store, Optional<Instant> expiresAt) {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return issue(tenant, scopes, store, expiresAt, secret);
  }

  /** The same with a secret that is known beforehand: for the demo alone. */
  public Issued issue(
      Tenant tenant,
      Set<Scope> scopes,
      Optional<StoreId> store,
      Optional<Instant> expiresAt,
      String secret) {
    var key =
        new ApiKey(new ApiKeyId(ids.next()), tenant, scopes, store, expiresAt, Optional.empty());
    var text = "dk_" + tenant.environment().text() + "_" + secret;
    keys.add(key, KeyHash.of(text));
    return new Issued(key, text);
  }
}
