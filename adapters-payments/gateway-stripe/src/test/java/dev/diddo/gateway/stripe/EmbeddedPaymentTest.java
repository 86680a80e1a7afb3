package dev.diddo.gateway.stripe;

import static dev.diddo.gateway.stripe.Shop.reference;
import static dev.diddo.gateway.stripe.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.diddo.gateway.kit.SettableClock;
import dev.diddo.gateway.spi.Customers.Customer;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedPaymentTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  private static Map<String, String> client(PaymentState state) {
    return switch (state) {
      case PaymentState.Open(_, Handover.Embedded(var client)) -> client;
      case PaymentState.ActionRequired(_, Handover.Embedded(var client)) -> client;
      default -> throw new AssertionError("Not to be paid within our page: " + state);
    };
  }

  @Test
  void the_browser_gets_what_the_payment_element_needs_and_no_more() {
    var open = shop.open(shop.embedded(usd(1299)));
    assertThat(client(open))
        .containsOnly(
            entry("publishable_key", "pk_test_51Publishable"),
            entry("client_secret", open.gatewayId() + "_secret_topsecret"));
    assertThat(shop.last("POST /v1/payment_intents").parameters())
        .contains(
            entry("amount", "1299"),
            entry("capture_method", "manual"),
            entry("automatic_payment_methods[enabled]", "true"),
            entry("metadata[reference]", Shop.REFERENCE))
        .doesNotContainKeys("customer", "setup_future_usage");
  }

  @Test
  void it_is_opened_once_for_a_key_and_found_by_either_name() {
    var request = shop.embedded(usd(1299));
    var open = shop.open(request);
    assertThat(shop.gateway.open(request)).isEqualTo(open);
    assertThat(shop.gateway.lookUp(reference())).isEqualTo(open);
    assertThat(shop.gateway.lookUp(reference(open.gatewayId()))).isEqualTo(open);
    shop.clock.pass(Duration.ofMinutes(2)); // until the search has it
    assertThat(shop.gateway.lookUp(reference())).isEqualTo(open);
  }

  @Test
  void a_known_customer_gets_saved_cards_and_keeps_this_one() {
    var customer =
        shop.gateway
            .customers()
            .orElseThrow()
            .create(new Customer("user-1", Optional.empty(), Optional.empty()), "customer-1");
    var request =
        shop.request(Shop.REFERENCE, Handover.Mode.EMBEDDED, usd(1299), Optional.of(customer));
    var open = shop.open(request);
    assertThat(client(open)).containsKey("customer_session_client_secret");
    assertThat(shop.gateway.open(request)).isEqualTo(open);
    assertThat(shop.last("POST /v1/payment_intents").parameters())
        .contains(entry("customer", customer), entry("setup_future_usage", "on_session"));
  }

  @Test
  void saved_cards_that_cannot_be_had_stop_no_payment() {
    var customer =
        shop.gateway
            .customers()
            .orElseThrow()
            .create(new Customer("user-1", Optional.empty(), Optional.empty()), "customer-1");
    shop.stripe.failNext("POST /v1/customer_sessions", FakeStripe.Fault.ERROR_BEFORE);
    var request =
        shop.request(Shop.REFERENCE, Handover.Mode.EMBEDDED, usd(1299), Optional.of(customer));
    assertThat(client(shop.gateway.open(request)))
        .containsOnlyKeys("publishable_key", "client_secret");
  }

  @Test
  void it_goes_from_a_failed_card_over_a_challenge_to_the_money() {
    var open = shop.open(shop.embedded(usd(1299)));
    var id = open.gatewayId();
    shop.stripe.books.decline(id, "do_not_honor");
    assertThat(shop.gateway.lookUp(reference(id))).isEqualTo(open);
    shop.stripe.books.set(id, "requires_action");
    assertThat(shop.gateway.lookUp(reference(id)))
        .isEqualTo(new PaymentState.ActionRequired(id, open.handover()));
    shop.stripe.books.set(id, "processing");
    assertThat(shop.gateway.lookUp(reference(id))).isEqualTo(new PaymentState.Pending(id));
    shop.stripe.books.pay(id);
    var authorised = new PaymentState.Authorised(id, usd(1299));
    assertThat(shop.gateway.lookUp(reference(id))).isEqualTo(authorised);
    assertThat(shop.gateway.cancel(reference(id))).isEqualTo(authorised);
    assertThat(shop.gateway.captures().orElseThrow().capture(reference(id), usd(1000), "c"))
        .isEqualTo(new PaymentState.Captured(id, usd(1000)));
  }

  @Test
  void it_is_cancelled_by_us_or_by_time() {
    var id = shop.open(shop.embedded(usd(1299))).gatewayId();
    assertThat(shop.gateway.cancel(reference(id))).isEqualTo(new PaymentState.Cancelled(id));
    assertThat(shop.gateway.cancel(reference(id))).isEqualTo(new PaymentState.Cancelled(id));
    var late = shop.request("late", Handover.Mode.EMBEDDED, usd(1299), Optional.empty());
    var second = shop.open(late).gatewayId();
    shop.stripe.books.decline(second, "expired_card");
    shop.clock.pass(Duration.ofMinutes(30).plusSeconds(1));
    assertThat(shop.gateway.lookUp(new PaymentReference("late", Optional.of(second))))
        .isEqualTo(new PaymentState.Declined(second, "expired_card"));
  }

  @Test
  void without_a_publishable_key_there_are_pages_only() {
    var account = new Account("sk_test_1", Optional.empty(), List.of(), "http://127.0.0.1:9");
    var clock = new SettableClock(Instant.EPOCH);
    try (var gateway = StripeGateway.connect(account, clock, StripeLimits.STANDARD)) {
      assertThat(gateway.modes()).containsExactly(Handover.Mode.HOSTED);
      assertThat(gateway.notifications()).isEmpty();
    }
    assertThat(shop.gateway.modes()).containsExactly(Handover.Mode.HOSTED, Handover.Mode.EMBEDDED);
  }
}
