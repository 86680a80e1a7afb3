package dev.diddo.domain.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.organization.Scope.Area;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final CountingIds IDS = new CountingIds();

  @Test
  void a_key_without_scopes_may_do_everything() {
    for (var area : Area.values()) {
      assertThat(key(Set.of()).allows(Scope.write(area))).isTrue();
      assertThat(key(Set.of()).allows(Scope.read(area))).isTrue();
    }
  }

  @Test
  void writing_includes_reading_of_the_same_area_alone() {
    var writer = key(Set.of(Scope.write(Area.CARTS)));
    assertThat(writer.allows(Scope.write(Area.CARTS))).isTrue();
    assertThat(writer.allows(Scope.read(Area.CARTS))).isTrue();
    assertThat(writer.allows(Scope.read(Area.ORDERS))).isFalse();
    var reader = key(Set.of(Scope.read(Area.CARTS), Scope.read(Area.ORDERS)));
    assertThat(reader.allows(Scope.read(Area.ORDERS))).isTrue();
    assertThat(reader.allows(Scope.write(Area.CARTS))).isFalse();
  }

  @Test
  void a_scope_is_read_as_it_is_written() {
    for (var area : Area.values()) {
      assertThat(Scope.parse(Scope.read(area).text())).contains(Scope.read(area));
      assertThat(Scope.parse(Scope.write(area).text())).contains(Scope.write(area));
    }
    assertThat(Scope.read(Area.ORDERS).text()).isEqualTo("orders:read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "orders", "orders:", ":read", "ORDERS:read", "orders:delete", "*"})
  void what_is_no_scope_is_refused(String text) {
    assertThat(Scope.parse(text)).isEmpty();
  }

  @Test
  void a_key_is_valid_until_its_moment_or_its_revocation() {
    assertThat(key(Optional.empty(), Optional.empty()).isValidAt(NOON)).isTrue();
    var expiring = key(Optional.of(NOON), Optional.empty());
    assertThat(expiring.isValidAt(NOON.minusMillis(1))).isTrue();
    assertThat(expiring.isValidAt(NOON)).isFalse();
    assertThat(key(Optional.empty(), Optional.of(NOON)).isValidAt(NOON.minusSeconds(1))).isFalse();
  }

  private static ApiKey key(Set<Scope> scopes) {
    return key(scopes, Optional.empty(), Optional.empty());
  }

  private static ApiKey key(Optional<Instant> expiresAt, Optional<Instant> revokedAt) {
    return key(Set.of(), expiresAt, revokedAt);
  }

  private static ApiKey key(
      Set<Scope> scopes, Optional<Instant> expiresAt, Optional<Instant> revokedAt) {
    var tenant = new Tenant(new OrganizationId(IDS.next()), Environment.SANDBOX);
    return new ApiKey(
        new ApiKeyId(IDS.next()), tenant, scopes, Optional.empty(), expiresAt, revokedAt);
  }
}
