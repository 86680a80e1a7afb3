package dev.diddo.application.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.Shop;
import dev.diddo.application.Steps;
import dev.diddo.application.payment.CustomerReference;
import dev.diddo.application.payment.Gateways;
import dev.diddo.application.payment.ScriptedGateways;
import dev.diddo.application.payment.ScriptedGateways.Call;
import dev.diddo.application.payment.ScriptedGateways.Fault;
import dev.diddo.domain.customer.Erased;
import dev.diddo.domain.customer.Person;
import dev.diddo.domain.organization.Tenant;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeleteSavedCustomersTest {
  private static final Person SEVEN = new Person(Optional.empty(), Optional.of("customer-7"));

  private final Steps steps = new Steps();
  private final Tenant tenant = steps.shop.tenant();
  private final DeleteSavedCustomers deleteSavedCustomers =
      new DeleteSavedCustomers(steps.ports.leavingCustomers(), steps.gateways, steps.clock);
  private String saved;

  @BeforeEach
  void erase_somebody_whom_a_gateway_keeps() {
    var reference = CustomerReference.allOf(tenant, SEVEN).getFirst();
    saved = keep(reference);
    steps.ports.gatewayCustomers().add(tenant, ScriptedGateways.NAME, reference, saved);
    var eraseCustomer =
        new EraseCustomer(
            steps.ports.customers(),
            steps.ports.liveCarts(),
            steps.ports.transactions(),
            steps.ids,
            steps.clock);
    assertThat(Shop.yes(eraseCustomer.erase(tenant, SEVEN))).isEqualTo(Erased.NOTHING);
  }

  private String keep(String reference) {
    var somebody = new Gateways.Customer(reference, Optional.empty(), Optional.empty());
    return steps.gateways.createCustomer(ScriptedGateways.NAME, somebody).orElseThrow();
  }

  @Test
  void the_gateway_is_asked_once_and_keeps_nobody_else_less() {
    var other = keep("other");
    assertThat(deleteSavedCustomers.run()).isEqualTo(1);
    assertThat(steps.gateways.keeps(saved)).isFalse();
    assertThat(steps.gateways.keeps(other)).isTrue();
    steps.clock.advance(Duration.ofDays(2));
    assertThat(deleteSavedCustomers.run()).isZero();
    assertThat(steps.gateways.calls(Call.DELETE_CUSTOMER)).isEqualTo(1);
  }

  @Test
  void a_gateway_that_does_not_answer_is_asked_again_later_and_later() {
    steps.gateways.fail(Call.DELETE_CUSTOMER, Fault.NOT_REACHED, Fault.SILENT_AFTER);
    assertThat(deleteSavedCustomers.run()).isZero();
    assertThat(deleteSavedCustomers.run()).as("too soon").isZero();
    steps.clock.advance(Duration.ofMinutes(1));
    assertThat(deleteSavedCustomers.run()).isZero();
    assertThat(steps.gateways.keeps(saved)).as("it did, and did not say so").isFalse();
    steps.clock.advance(Duration.ofMinutes(1));
    assertThat(deleteSavedCustomers.run()).as("too soon").isZero();
    steps.clock.advance(Duration.ofMinutes(1));
    assertThat(deleteSavedCustomers.run()).isEqualTo(1);
    assertThat(steps.gateways.calls(Call.DELETE_CUSTOMER)).isEqualTo(3);
  }
}
