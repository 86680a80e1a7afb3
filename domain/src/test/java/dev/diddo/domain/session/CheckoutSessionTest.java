package dev.diddo.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.domain.id.CountingIds;
import dev.diddo.domain.id.OrganizationId;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.organization.Environment;
import dev.diddo.domain.organization.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckoutSessionTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final CountingIds IDS = new CountingIds();
  private static final Tenant TENANT =
      new Tenant(new OrganizationId(IDS.next()), Environment.SANDBOX);

  @Test
  void a_guest_is_nobody_for_a_day() {
    var guest = CheckoutSession.guest(new SessionId(IDS.next()), TENANT, NOON);
    assertThat(guest.kind()).isEqualTo(CheckoutSession.Kind.GUEST);
    assertThat(guest.customer()).isEqualTo(BuyerIdentity.NOBODY);
    assertThat(guest.expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(24)));
  }

  @Test
  void an_email_or_an_external_id_identifies_a_session() {
    var named = BuyerIdentity.NOBODY.with(Map.of(BuyerField.FIRST_NAME, "Ada"));
    assertThat(session(Buyers.ada(), Optional.empty()).kind())
        .isEqualTo(CheckoutSession.Kind.IDENTIFIED);
    assertThat(session(BuyerIdentity.NOBODY, Optional.of("customer-7")).kind())
        .isEqualTo(CheckoutSession.Kind.IDENTIFIED);
    assertThat(session(named, Optional.empty()).kind()).isEqualTo(CheckoutSession.Kind.GUEST);
  }

  private static CheckoutSession session(BuyerIdentity customer, Optional<String> externalId) {
    return new CheckoutSession(
        new SessionId(IDS.next()),
        TENANT,
        customer,
        externalId,
        Optional.empty(),
        Optional.empty(),
        NOON,
        NOON.plus(CheckoutSession.LIFETIME));
  }
}
