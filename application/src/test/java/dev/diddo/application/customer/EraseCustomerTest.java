package dev.diddo.application.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.domain.customer.Erased;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.organization.Tenant;
import dev.diddo.domain.session.BuyerIdentity;
import dev.diddo.domain.session.CheckoutSession;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EraseCustomerTest {
  private static final int A_CALL = 10_000;
  private static final Person SEVEN = new Person(Optional.empty(), Optional.of("customer-7"));

  private final Steps steps = new Steps();
  private final Tenant tenant = steps.shop.tenant();
  private final EraseCustomer eraseCustomer =
      new EraseCustomer(
          steps.ports.customers(),
          steps.ports.liveCarts(),
          steps.ports.transactions(),
          steps.ids,
          steps.clock);

  @Test
  void of_more_than_a_call_may_take_a_part_is_erased_and_the_next_call_takes_the_rest() {
    for (int i = 0; i < A_CALL + 1; i++) {
      steps.ports.sessions().add(session());
    }
    assertThat(erase()).isEqualTo(new Erased(0, A_CALL, 0, 0, true));
    assertThat(erase()).isEqualTo(new Erased(0, 1, 0, 0, false));
    assertThat(erase()).isEqualTo(Erased.NOTHING);
  }

  private Erased erase() {
    return Shop.yes(eraseCustomer.erase(tenant, SEVEN));
  }

  private CheckoutSession session() {
    var guest = steps.shop.guest();
    return new CheckoutSession(
        guest.id(),
        tenant,
        BuyerIdentity.NOBODY,
        SEVEN.externalId(),
        Optional.empty(),
        Optional.empty(),
        guest.createdAt(),
        guest.expiresAt());
  }
}
