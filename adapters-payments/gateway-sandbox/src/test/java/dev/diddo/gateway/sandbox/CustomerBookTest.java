package dev.diddo.gateway.sandbox;

import static dev.diddo.gateway.sandbox.Sandbox.APPROVED;
import static dev.diddo.gateway.sandbox.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Customers.Customer;
import dev.diddo.gateway.spi.PaymentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerBookTest {
  private static final Customer ADA =
      new Customer("customer-1", Optional.of("ada@example.com"), Optional.of("Ada <Byron>"));

  @TempDir Path first;
  @TempDir Path second;
  private Sandbox sandbox;

  @BeforeEach
  void connect() {
    sandbox = new Sandbox(first);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private String create() {
    return sandbox.gateway.customers().orElseThrow().create(ADA, "key-1");
  }

  private String open(String customer) {
    return sandbox.open(usd(4598), "Shop", Optional.of(customer));
  }

  /** Forgets the payment, not the customer, so that the same reference is opened afresh. */
  private void forgetPayments() throws IOException {
    sandbox.close();
    Files.move(first.resolve("customers"), second.resolve("customers"));
    sandbox = new Sandbox(second);
  }

  @Test
  void the_same_key_finds_the_same_customer() {
    var id = create();
    assertThat(create()).isEqualTo(id);
    assertThat(sandbox.gateway.customers().orElseThrow().create(ADA, "key-2")).isNotEqualTo(id);
  }

  @Test
  void a_customer_who_paid_before_is_greeted_and_pays_with_the_same_card() throws IOException {
    var id = create();
    var token = open(id);
    assertThat(sandbox.get(token).body()).doesNotContain("Welcome back");
    sandbox.pay(token, APPROVED);
    forgetPayments();
    var again = open(id);
    assertThat(sandbox.get(again).body())
        .contains("Welcome back, Ada &lt;Byron&gt;.", "ending in 4242");
    sandbox.post(again, Map.of("saved_card", "tok_approved"));
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Authorised.class);
  }

  @Test
  void a_card_is_kept_without_its_number_and_a_buyer_without_an_address() throws IOException {
    sandbox.pay(open(create()), APPROVED);
    try (var files = Files.walk(first.resolve("customers"))) {
      var kept = files.filter(Files::isRegularFile).toList();
      assertThat(kept).hasSize(1);
      assertThat(kept.getFirst()).content().contains("tok_approved").doesNotContain("4242", "@");
    }
  }

  @Test
  void of_a_customer_who_was_deleted_nothing_is_left_but_an_id_that_nobody_gets()
      throws IOException {
    var id = create();
    sandbox.pay(open(id), APPROVED);
    assertThat(sandbox.gateway.customers().orElseThrow().delete(id)).isTrue();
    forgetPayments();
    assertThat(sandbox.get(open(id)).body()).doesNotContain("Welcome back");
    assertThat(create()).isNotEqualTo(id).isEqualTo(create());
    var file =
        second.resolve("customers").resolve(id.substring(4, 6)).resolve(id.substring(4) + ".json");
    assertThat(file).content().doesNotContain("Ada", "tok_", "customer-1");
  }

  @Test
  void nobody_pays_with_a_card_that_is_not_theirs() {
    var stranger = sandbox.post(sandbox.open(), Map.of("saved_card", "tok_approved"));
    assertThat(stranger.status()).isEqualTo(422);
    assertThat(sandbox.state()).isInstanceOf(PaymentState.Open.class);
  }

  @Test
  void a_declined_card_is_not_offered_again() throws IOException {
    var id = create();
    sandbox.pay(open(id), "4000000000000002");
    forgetPayments();
    assertThat(sandbox.get(open(id)).body()).doesNotContain("Welcome back");
  }

  @Test
  void an_id_that_was_never_given_out_is_a_guest() {
    assertThat(sandbox.get(open("../../etc/passwd")).status()).isEqualTo(200);
  }
}
