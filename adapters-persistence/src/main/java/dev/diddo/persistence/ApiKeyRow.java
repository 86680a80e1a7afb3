package dev.diddo.persistence;

import dev.diddo.application.organization.KeyHash;
import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.StoreId;
import dev.diddo.domain.organization.ApiKey;
import dev.diddo.domain.organization.Scope;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Platform keys as rows. */
final class ApiKeyRow {
  private ApiKeyRow() {}

  static Tuple write(ApiKey key, KeyHash hash) {
    return TenantColumns.tuple(key.tenant())
        .addUUID(key.id().value())
        .addString(hash.hex())
        .addArrayOfString(key.scopes().stream().map(Scope::text).sorted().toArray(String[]::new))
        .addValue(key.store().map(StoreId::value).orElse(null))
        .addValue(key.expiresAt().map(Times::of).orElse(null))
        .addValue(key.revokedAt().map(Times::of).orElse(null));
  }

  static ApiKey read(Row row) {
    return new ApiKey(
        new ApiKeyId(row.getUUID("id")),
        TenantColumns.read(row),
        Arrays.stream(row.getArrayOfStrings("scopes"))
            .map(text -> Scope.parse(text).orElseThrow())
            .collect(Collectors.toSet()),
        Optional.ofNullable(row.getUUID("store_id")).map(StoreId::new),
        Rows.instant(row, "expires_at"),
        Rows.instant(row, "revoked_at"));
  }
}
