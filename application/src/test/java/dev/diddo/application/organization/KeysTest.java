package dev.diddo.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.organization.IssueKey.Issued;
import dev.diddo.domain.organization.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {
  private final Steps steps = new Steps();
  private final Shop shop = steps.shop;
  private final ApiKeys keys = steps.ports.apiKeys();
  private final IssueKey issueKey = new IssueKey(keys, steps.ids, new Random(1));
  private final AuthenticateKey authenticateKey = new AuthenticateKey(keys, steps.clock);

  @Test
  void an_issued_key_opens_what_it_was_issued_for() {
    var issued = issue(Optional.empty());
    assertThat(issued.secret()).matches("dk_sandbox_[A-Za-z0-9_-]{32}");
    var caller = authenticateKey.authenticate(issued.secret()).orElseThrow();
    assertThat(caller.key()).isEqualTo(issued.key());
    assertThat(caller.tenant()).isEqualTo(shop.tenant());
  }

  @Test
  void no_two_keys_have_one_secret_and_none_is_told_by_accident() {
    var one = issue(Optional.empty());
    assertThat(one.secret()).isNotEqualTo(issue(Optional.empty()).secret());
    assertThat(one.toString()).doesNotContain(one.secret());
    assertThat(steps.database.apiKeys.keys().toString()).doesNotContain(one.secret());
  }

  @Test
  void a_key_says_its_environment() {
    var production = shop.production();
    var issued = issueKey.issue(production.tenant(), Set.of(), Optional.empty(), Optional.empty());
    assertThat(issued.secret()).startsWith("dk_production_");
    assertThat(authenticateKey.authenticate(issued.secret()).orElseThrow().tenant())
        .isEqualTo(production.tenant());
  }

  @Test
  void unknown_expired_and_revoked_keys_open_nothing() {
    assertThat(authenticateKey.authenticate("dk_sandbox_guessed")).isEmpty();
    assertThat(authenticateKey.authenticate("")).isEmpty();
    var expiring = issue(Optional.of(steps.clock.instant().plus(Duration.ofDays(1))));
    var revoked = issue(Optional.empty());
    keys.revoke(revoked.key().id(), steps.clock.instant());
    assertThat(authenticateKey.authenticate(revoked.secret())).isEmpty();
    assertThat(authenticateKey.authenticate(expiring.secret())).isPresent();
    steps.clock.advance(Duration.ofDays(1));
    assertThat(authenticateKey.authenticate(expiring.secret())).isEmpty();
  }

  @Test
  void a_near_miss_is_a_miss() {
    var secret = issue(Optional.empty()).secret();
    var last = secret.charAt(secret.length() - 1) == 'A' ? 'B' : 'A';
    assertThat(authenticateKey.authenticate(secret.substring(0, secret.length() - 1) + last))
        .isEmpty();
    assertThat(authenticateKey.authenticate(secret + " ")).isEmpty();
    assertThat(authenticateKey.authenticate(secret.toUpperCase(Locale.ROOT))).isEmpty();
  }

  @Test
  void the_same_password_is_hashed_differently_each_time() {
    var random = new Random(1);
    var one = PasswordHash.of("correct horse".toCharArray(), random).text();
    var other = PasswordHash.of("correct horse".toCharArray(), random).text();
    assertThat(one).startsWith("pbkdf2-sha256$600000$").isNotEqualTo(other);
    assertThat(one).doesNotContain("correct");
  }

  private Issued issue(Optional<Instant> expiresAt) {
    return issueKey.issue(
        shop.tenant(), Set.of(Scope.read(Scope.Area.ORDERS)), Optional.empty(), expiresAt);
  }
}
