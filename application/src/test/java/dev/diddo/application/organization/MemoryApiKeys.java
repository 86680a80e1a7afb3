package dev.diddo.application.organization;

import dev.diddo.application.MemoryDatabase;
import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Platform keys in memory. */
public final class MemoryApiKeys implements ApiKeys {
  private final MemoryDatabase database;

  public MemoryApiKeys(MemoryDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<ApiKey> find(KeyHash hash) {
    return database.alone(() -> database.apiKeys.get(hash));
  }

  @Override
  public void add(ApiKey key, KeyHash hash) {
    database.alone(
        () -> {
          database.apiKeys.put(hash, key);
          return key;
        });
  }

  @Override
  public List<ApiKey> list(OrganizationId organization) {
    return database.alone(
        () ->
            database.apiKeys.values().stream()
                .filter(key -> key.tenant().organization().equals(organization))
                .toList());
  }

  @Override
  public boolean revoke(ApiKeyId id, Instant at) {
    return database.alone(
        () -> {
          var row =
              database.apiKeys.all().entrySet().stream()
                  .filter(entry -> entry.getValue().id().equals(id))
                  .findFirst();
          row.filter(entry -> entry.getValue().revokedAt().isEmpty())
              .ifPresent(
                  entry -> database.apiKeys.put(entry.getKey(), revoked(entry.getValue(), at)));
          return row.isPresent();
        });
  }

  private static ApiKey revoked(ApiKey key, Instant at) {
    return new ApiKey(
        key.id(), key.tenant(), key.scopes(), key.store(), key.expiresAt(), Optional.of(at));
  }
}
