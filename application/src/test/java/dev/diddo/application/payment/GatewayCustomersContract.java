package dev.diddo.application.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.application.PortContract;
import dev.diddo.application.Together;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever remembers the gateways' customers promises. */
public abstract class GatewayCustomersContract extends PortContract {

  @Test
  void a_customer_is_found_under_its_gateway_and_reference_alone() {
    assertThat(ports.gatewayCustomers().add(tenant, "stripe", "ada", "cus_1")).isEqualTo("cus_1");
    assertThat(ports.gatewayCustomers().find(tenant, "stripe", "ada")).contains("cus_1");
    assertThat(ports.gatewayCustomers().find(tenant, "sandbox", "ada")).isEmpty();
    assertThat(ports.gatewayCustomers().find(tenant, "stripe", "grace")).isEmpty();
    for (var other : List.of(stranger.tenant(), production())) {
      assertThat(ports.gatewayCustomers().find(other, "stripe", "ada")).isEmpty();
    }
  }

  @Test
  void one_that_is_gone_is_replaced_by_whoever_knew_it() {
    ports.gatewayCustomers().add(tenant, "stripe", "ada", "cus_1");
    ports.gatewayCustomers().replace(tenant, "stripe", "ada", "cus_1", "cus_2");
    ports.gatewayCustomers().replace(tenant, "stripe", "ada", "cus_1", "cus_3");
    ports.gatewayCustomers().replace(stranger.tenant(), "stripe", "ada", "cus_2", "cus_4");
    assertThat(ports.gatewayCustomers().find(tenant, "stripe", "ada")).contains("cus_2");
    ports.gatewayCustomers().replace(tenant, "stripe", "grace", "cus_1", "cus_2");
    assertThat(ports.gatewayCustomers().find(tenant, "stripe", "grace")).isEmpty();
  }

  @Test
  void the_first_id_stays_whoever_comes_at_once() {
    var answers =
        Together.run(10, i -> ports.gatewayCustomers().add(tenant, "stripe", "ada", "cus_" + i));
    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(ports.gatewayCustomers().find(tenant, "stripe", "ada")).contains(answers.getFirst());
    assertThat(ports.gatewayCustomers().add(tenant, "stripe", "ada", "cus_late"))
        .isEqualTo(answers.getFirst());
  }
}
