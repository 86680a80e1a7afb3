package dev.diddo.application.organization;

import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where platform keys are kept, by a hash of their secret. */
public interface ApiKeys {
  /**
   * The key of this secret, be it valid or not. May answer from memory what was true up to five
   * seconds ago, so that a call costs no database work.
   */
  Optional<ApiKey> find(KeyHash hash);

  void add(ApiKey key, KeyHash hash);

  List<ApiKey> list(OrganizationId organization);

  /** False if there is no such key. Revoking twice keeps the first time. */
  boolean revoke(ApiKeyId id, Instant at);
}
