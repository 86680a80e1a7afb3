package dev.diddo.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Buyers;
import dev.diddo.application.PortContract;
import dev.diddo.domain.id.SessionId;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.CheckoutSession;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What whoever keeps checkout sessions promises. */
public abstract class CheckoutSessionsContract extends PortContract {

  @Test
  void a_guest_is_found_as_added() {
    var guest = shop.guest();
    ports.sessions().add(guest);
    assertThat(ports.sessions().find(tenant, guest.id())).contains(guest);
  }

  @Test
  void a_customer_is_found_with_all_that_the_platform_said() {
    var now = clock.instant();
    var customer =
        new CheckoutSession(
            new SessionId(ids.next()),
            tenant,
            BuyerIdentity.NOBODY.with(Buyers.ADA),
            Optional.of("customer-7"),
            Optional.of("https://shop.example/paid/{cart_id}"),
            Optional.of("https://shop.example/back"),
            now,
            now.plus(CheckoutSession.LIFETIME));
    ports.sessions().add(customer);
    assertThat(ports.sessions().find(tenant, customer.id())).contains(customer);
  }

  @Test
  void nobody_else_finds_it() {
    var guest = shop.guest();
    ports.sessions().add(guest);
    assertThat(ports.sessions().find(stranger.tenant(), guest.id())).isEmpty();
    assertThat(ports.sessions().find(production(), guest.id())).isEmpty();
    assertThat(ports.sessions().find(tenant, new SessionId(ids.next()))).isEmpty();
  }

  @Test
  void a_session_that_never_had_a_cart_is_forgotten_some_time_after_its_end() {
    var guest = shop.guest();
    ports.sessions().add(guest);
    assertThat(ports.sessions().forget(guest.expiresAt(), 10)).isZero();
    assertThat(ports.sessions().find(tenant, guest.id())).contains(guest);
    assertThat(ports.sessions().forget(guest.expiresAt().plusSeconds(1), 10)).isEqualTo(1);
    assertThat(ports.sessions().find(tenant, guest.id())).isEmpty();
  }
}
