package dev.diddo.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Eventually;
import dev.diddo.application.PortContract;
import dev.diddo.domain.id.ApiKeyId;
import dev.diddo.domain.organization.ApiKey;
import dev.diddo.domain.organization.Scope;
import dev.diddo.domain.organization.Tenant;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What whoever keeps platform keys promises. */
public abstract class ApiKeysContract extends PortContract {

  @Test
  void a_key_is_found_by_its_secret() {
    var key = key(tenant);
    var hash = add(key);
    assertThat(ports.apiKeys().find(hash)).contains(key);
  }

  @Test
  void an_unknown_secret_finds_nothing() {
    add(key(tenant));
    assertThat(ports.apiKeys().find(KeyHash.of("dk_sandbox_guessed"))).isEmpty();
  }

  @Test
  void a_key_keeps_its_scopes_its_store_and_its_expiry() {
    var store = shop.store("kit.example");
    var key =
        new ApiKey(
            new ApiKeyId(ids.next()),
            tenant,
            Set.of(Scope.read(Scope.Area.ORDERS), Scope.write(Scope.Area.CARTS)),
            Optional.of(store.id()),
            Optional.of(clock.instant().plus(Duration.ofDays(90))),
            Optional.empty());
    var hash = add(key);
    assertThat(ports.apiKeys().find(hash)).contains(key);
  }

  @Test
  void an_expired_key_is_found_for_others_to_judge() {
    var expired =
        new ApiKey(
            new ApiKeyId(ids.next()),
            tenant,
            Set.of(),
            Optional.empty(),
            Optional.of(clock.instant().minusSeconds(1)),
            Optional.empty());
    var hash = add(expired);
    assertThat(ports.apiKeys().find(hash)).contains(expired);
  }

  @Test
  void an_organization_lists_its_keys_of_both_environments_and_no_others() {
    var sandbox = key(tenant);
    var live = key(production());
    add(sandbox);
    add(live);
    add(key(stranger.tenant()));
    assertThat(ports.apiKeys().list(tenant.organization()))
        .containsExactlyInAnyOrder(sandbox, live);
  }

  @Test
  void a_revoked_key_says_since_when() {
    var key = key(tenant);
    var hash = add(key);
    assertThat(ports.apiKeys().find(hash)).contains(key);
    assertThat(ports.apiKeys().revoke(key.id(), clock.instant())).isTrue();
    Eventually.holds(
        () ->
            ports
                .apiKeys()
                .find(hash)
                .flatMap(ApiKey::revokedAt)
                .equals(Optional.of(clock.instant())));
  }

  @Test
  void revoking_twice_keeps_the_first_time() {
    var key = key(tenant);
    add(key);
    var first = clock.instant();
    ports.apiKeys().revoke(key.id(), first);
    assertThat(ports.apiKeys().revoke(key.id(), first.plusSeconds(60))).isTrue();
    assertThat(ports.apiKeys().list(tenant.organization()))
        .extracting(ApiKey::revokedAt)
        .containsExactly(Optional.of(first));
  }

  @Test
  void revoking_one_key_leaves_the_others() {
    var kept = key(tenant);
    var gone = key(tenant);
    add(kept);
    add(gone);
    ports.apiKeys().revoke(gone.id(), clock.instant());
    assertThat(ports.apiKeys().list(tenant.organization())).contains(kept).doesNotContain(gone);
  }

  @Test
  void a_key_that_does_not_exist_cannot_be_revoked() {
    assertThat(ports.apiKeys().revoke(new ApiKeyId(ids.next()), clock.instant())).isFalse();
  }

  private ApiKey key(Tenant owner) {
    return new ApiKey(
        new ApiKeyId(ids.next()),
        owner,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private KeyHash add(ApiKey key) {
    var hash = KeyHash.of("dk_" + key.tenant().environment().text() + "_" + key.id().text());
    ports.apiKeys().add(key, hash);
    return hash;
  }
}
