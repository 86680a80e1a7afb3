package dev.diddo.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Customers;
import dev.diddo.gateway.spi.Customers.Customer;
import dev.diddo.gateway.spi.Disputes.Dispute;
import dev.diddo.gateway.spi.Handover;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a provider keeps of buyers, and what buyers dispute. */
abstract class BuyerConformance extends TransferConformance {

  /** Buyers whom the provider knows again. */
  @Nested
  class KeepingCustomers {
    @BeforeEach
    void only_if_declared() {
      assumeOffered(Facet.CUSTOMERS);
    }

    private Customers customers() {
      return gateway().customers().orElseThrow();
    }

    private static Customer ada() {
      return new Customer(
          UUID.randomUUID().toString(), Optional.of("ada@example.com"), Optional.of("Ada Byron"));
    }

    private static String key(Customer customer) {
      return customer.reference() + "-customer";
    }

    @Test
    void a_key_creates_one_customer() {
      var ada = ada();
      var id = customers().create(ada, key(ada));
      assertThat(id).hasSizeBetween(1, 255).isNotBlank();
      assertThat(customers().create(ada, key(ada))).isEqualTo(id);
    }

    @Test
    void fifty_threads_with_one_key_create_one_customer() throws Exception {
      var ada = ada();
      assertThat(Threads.atOnce(() -> customers().create(ada, key(ada))))
          .hasSize(50)
          .containsOnly(customers().create(ada, key(ada)));
    }

    @Test
    void two_buyers_are_two_customers() {
      var one = ada();
      var other = ada();
      assertThat(customers().create(one, key(one)))
          .isNotEqualTo(customers().create(other, key(other)));
    }

    @Test
    void a_buyer_without_a_name_or_an_address_is_one_too() {
      var nobody = new Customer(UUID.randomUUID().toString(), Optional.empty(), Optional.empty());
      assertThat(customers().create(nobody, key(nobody))).isNotBlank();
    }

    @Test
    void deleting_repeats_safely_also_for_whom_the_provider_never_knew() {
      var ada = ada();
      var id = customers().create(ada, key(ada));
      var can = customers().delete(id);
      assertThat(customers().delete(id)).isEqualTo(can);
      assertThat(customers().delete(id + "0")).isEqualTo(can);
    }

    @Test
    void after_a_deletion_the_key_creates_another_customer_who_can_pay() throws Exception {
      var ada = ada();
      var id = customers().create(ada, key(ada));
      var deleted = customers().delete(id);
      var again = customers().create(ada, key(ada));
      assertThat(again.equals(id)).as("is the one who was there").isEqualTo(!deleted);
      assertThat(customers().create(ada, key(ada))).isEqualTo(again);
      var attempt = new Attempt(gateway(), request(money(1299), mode(), Optional.of(again)));
      assertThat(Attempt.amountOf(approved(attempt).lookUp())).isEqualTo(money(1299));
    }

    private Handover.Mode mode() {
      return gateway().modes().getFirst();
    }

    @Test
    void a_customer_can_pay() throws Exception {
      var ada = ada();
      var id = customers().create(ada, key(ada));
      for (var mode : gateway().modes()) {
        var attempt = new Attempt(gateway(), request(money(1299), mode, Optional.of(id)));
        assertThat(Attempt.amountOf(approved(attempt).lookUp())).isEqualTo(money(1299));
      }
    }
  }

  /** What is taken back by a bank. */
  @Nested
  class Disputing {
    @BeforeEach
    void only_if_declared() {
      assumeOffered(Facet.DISPUTES);
    }

    private List<Dispute> disputes(Attempt paid) {
      return gateway().disputes().orElseThrow().list(paid.reference());
    }

    @Test
    void a_payment_that_nobody_disputes_has_no_disputes() throws Exception {
      assertThat(disputes(captured(money(1299)))).isEmpty();
    }

    @Test
    void a_dispute_names_its_amount_and_its_reason() throws Exception {
      var paid = captured(money(1299));
      var other = captured(money(1299));
      dispute(paid.reference());
      assertThat(disputes(paid))
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.gatewayId()).hasSizeBetween(1, 255);
                assertThat(it.amount()).isEqualTo(money(1299));
                assertThat(it.reason()).matches("[a-z0-9_]{1,64}");
              });
      assertThat(disputes(other)).isEmpty();
    }
  }
}
