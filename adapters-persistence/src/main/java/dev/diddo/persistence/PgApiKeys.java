package dev.diddo.persistence;

import dev.diddo.application.organization.ApiKeys;
import dev.diddo.application.organization.KeyHash;
import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.ApiKey;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Platform keys in PostgreSQL, the recently used ones in memory. */
public final class PgApiKeys implements ApiKeys {
  /** As long as a key that was revoked by another process may still open something. */
  private static final Duration MEMORY = Duration.ofSeconds(5);

  private static final String FIND =
      """
      select organization_id, environment, id, scopes, store_id, expires_at, revoked_at
        from api_key
       where hash = $1
       order by id desc
       limit 1""";

  private static final String LIST =
      """
      select organization_id, environment, id, scopes, store_id, expires_at, revoked_at
        from api_key
       where organization_id = $1
       order by id""";

  private static final String ADD =
      """
      insert into api_key
             (organization_id, environment, id, hash, scopes, store_id, expires_at, revoked_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)""";

  private static final String REVOKE =
      """
      update api_key
         set revoked_at = coalesce(revoked_at, $2)
       where id = $1
   returning hash""";

  private final Postgres postgres;
  private final Recent<KeyHash, Optional<ApiKey>> recent;

  /**
   * Keys over this database.
   *
   * @param remembered how many hashes are remembered, unknown ones included
   */
  public PgApiKeys(Postgres postgres, int remembered) {
    this.postgres = postgres;
    this.recent = new Recent<>(MEMORY, remembered, this::read);
  }

  @Override
  public Optional<ApiKey> find(KeyHash hash) {
    return recent.get(hash);
  }

  private Optional<ApiKey> read(KeyHash hash) {
    return postgres.run(
        c ->
            c.preparedQuery(FIND)
                .execute(Tuple.of(hash.hex()))
                .map(rows -> Rows.first(rows, ApiKeyRow::read)));
  }

  @Override
  public void add(ApiKey key, KeyHash hash) {
    postgres.run(c -> c.preparedQuery(ADD).execute(ApiKeyRow.write(key, hash)));
    postgres.afterCommit(() -> recent.forget(hash));
  }

  @Override
  public List<ApiKey> list(OrganizationId organization) {
    return postgres.run(
        c ->
            c.preparedQuery(LIST)
                .execute(Tuple.of(organization.value()))
                .map(rows -> Rows.list(rows, ApiKeyRow::read)));
  }

  @Override
  public boolean revoke(ApiKeyId id, Instant at) {
    var hash =
        postgres.run(
            c ->
                c.preparedQuery(REVOKE)
                    .execute(Tuple.of(id.value(), Times.of(at)))
                    .map(rows -> Rows.first(rows, row -> new KeyHash(row.getString("hash")))));
    hash.ifPresent(revoked -> postgres.afterCommit(() -> recent.forget(revoked)));
    return hash.isPresent();
  }
}
