package dev.diddo.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentConfirmParams;
import dev.diddo.gateway.spi.Customers.Customer;
import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentRequest;
import dev.diddo.gateway.spi.PaymentRequest.Share;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Refunds.RefundState;
import dev.diddo.gateway.spi.Transfers.Reversal;
import dev.diddo.gateway.spi.Transfers.Transfer;
import dev.diddo.gateway.spi.Transfers.TransferState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The same against Stripe itself, in test mode: runs where {@code DIDDO_STRIPE_SECRET_KEY} is a
 * test key, see docs/guides/stripe.md. Buyers are played with Stripe's test payment methods.
 */
class StripeLiveTest {
  private static final Map<String, String> ENVIRONMENT = System.getenv();
  private static final String KEY = ENVIRONMENT.getOrDefault("DIDDO_STRIPE_SECRET_KEY", "");
  private static final String BASE =
      ENVIRONMENT.getOrDefault("DIDDO_STRIPE_API_BASE", "https://api.stripe.com");
  private static final Money AMOUNT = new Money(1299, Currency.getInstance("USD"));

  private final String reference = UUID.randomUUID().toString();
  private StripeGateway gateway;
  private StripeClient buyer;

  @BeforeEach
  void connect() {
    assumeThat(KEY).matches("(sk|rk)_test_.+");
    var account = new Account(KEY, Optional.of("pk_test_unused"), List.of(), BASE);
    gateway = StripeGateway.connect(account, InstantSource.system(), StripeLimits.STANDARD);
    buyer = StripeClient.builder().setApiKey(KEY).setApiBase(BASE).build();
  }

  @AfterEach
  void close() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  void a_page_is_opened_once_found_by_our_reference_and_ended() {
    var request = request(Handover.Mode.HOSTED, Optional.empty());
    var open = gateway.open(request);
    assertThat(open).isInstanceOf(PaymentState.Open.class);
    assertThat(gateway.open(request)).isEqualTo(open);
    assertThat(gateway.lookUp(reference())).isEqualTo(open);
    assertThat(gateway.cancel(reference())).isInstanceOf(PaymentState.Cancelled.class);
    assertThat(gateway.lookUp(reference())).isInstanceOf(PaymentState.Cancelled.class);
  }

  @Test
  void a_part_is_captured_and_a_part_of_it_refunded_once() throws StripeException {
    var id = openEmbedded();
    confirm(id, "pm_card_visa");
    assertThat(gateway.lookUp(reference(id))).isEqualTo(new PaymentState.Authorised(id, AMOUNT));
    var captures = gateway.captures().orElseThrow();
    var captured = new PaymentState.Captured(id, usd(1000));
    assertThat(captures.capture(reference(id), usd(1000), reference + "-c")).isEqualTo(captured);
    assertThat(captures.capture(reference(id), usd(1000), reference + "-c")).isEqualTo(captured);
    var refunds = gateway.refunds().orElseThrow();
    var refunded = refunds.refund(reference(id), usd(300), reference + "-r");
    assertThat(refunded).isNotInstanceOf(RefundState.Failed.class);
    assertThat(refunds.refund(reference(id), usd(300), reference + "-r"))
        .isNotInstanceOf(RefundState.Failed.class);
    assertThat(refunds.list(reference(id))).hasSize(1);
    assertThat(refunds.refund(reference(id), usd(701), reference + "-more"))
        .isInstanceOf(RefundState.Failed.class);
  }

  @Test
  void a_declined_card_leaves_it_open_and_a_challenge_asks_for_action() throws StripeException {
    var id = openEmbedded();
    try {
      confirm(id, "pm_card_visa_chargeDeclined");
    } catch (CardException declined) {
      assertThat(declined.getCode()).isEqualTo("card_declined");
    }
    assertThat(gateway.lookUp(reference(id))).isInstanceOf(PaymentState.Open.class);
    confirm(id, "pm_card_threeDSecure2Required");
    assertThat(gateway.lookUp(reference(id))).isInstanceOf(PaymentState.ActionRequired.class);
    assertThat(gateway.cancel(reference(id)))
        .isInstanceOfAny(PaymentState.Cancelled.class, PaymentState.Declined.class);
  }

  @Test
  void an_authorisation_is_released() throws StripeException {
    var id = openEmbedded();
    confirm(id, "pm_card_visa");
    assertThat(gateway.captures().orElseThrow().release(reference(id), reference + "-v"))
        .isEqualTo(new PaymentState.Cancelled(id));
  }

  @Test
  void a_customer_is_kept_once() {
    var customers = gateway.customers().orElseThrow();
    var customer = new Customer(reference, Optional.empty(), Optional.of("Test Buyer"));
    var id = customers.create(customer, reference + "-customer");
    assertThat(customers.create(customer, reference + "-customer")).isEqualTo(id);
    assertThat(gateway.open(request(Handover.Mode.HOSTED, Optional.of(id))))
        .isInstanceOf(PaymentState.Open.class);
    assertThat(gateway.cancel(reference())).isInstanceOf(PaymentState.Cancelled.class);
  }

  @Test
  void money_is_passed_on_to_a_connected_account_and_taken_back() throws StripeException {
    var account = ENVIRONMENT.getOrDefault("DIDDO_STRIPE_TEST_ACCOUNT", "");
    assumeThat(account).startsWith("acct_");
    var id = openEmbedded();
    confirm(id, "pm_card_bypassPending");
    assertThat(gateway.captures().orElseThrow().capture(reference(id), AMOUNT, reference + "-c"))
        .isEqualTo(new PaymentState.Captured(id, AMOUNT));
    var transfers = gateway.transfers().orElseThrow();
    var transfer = new Transfer(reference(id), "m-1", account, usd(700), reference + "-t");
    var made = (TransferState.Succeeded) transfers.transfer(transfer);
    assertThat(transfers.transfer(transfer)).isEqualTo(made);
    assertThat(
            transfers.reverse(
                new Reversal(reference(id), made.gatewayId(), usd(700), reference + "-b")))
        .isInstanceOf(TransferState.Succeeded.class);
  }

  private String openEmbedded() {
    var open = gateway.open(request(Handover.Mode.EMBEDDED, Optional.empty()));
    assertThat(open).isInstanceOf(PaymentState.Open.class);
    return ((PaymentState.Open) open).gatewayId();
  }

  private void confirm(String id, String method) throws StripeException {
    PaymentIntent confirmed =
        buyer
            .v1()
            .paymentIntents()
            .confirm(
                id,
                PaymentIntentConfirmParams.builder()
                    .setPaymentMethod(method)
                    .setReturnUrl("https://shop.example/return")
                    .build());
    assertThat(confirmed.getId()).isEqualTo(id);
  }

  private PaymentRequest request(Handover.Mode mode, Optional<String> customer) {
    return new PaymentRequest(
        reference + "-open",
        reference,
        mode,
        AMOUNT,
        List.of(
            new Share("m-1", "Müller & Söhne", Optional.empty(), usd(700), usd(650)),
            new Share("m-2", "Second <Shop>", Optional.empty(), usd(599), usd(550))),
        Optional.of("buyer@example.com"),
        customer,
        URI.create("https://shop.example/paid"),
        URI.create("https://shop.example/cancelled"),
        Instant.now().plus(Duration.ofMinutes(30)));
  }

  private PaymentReference reference() {
    return new PaymentReference(reference, Optional.empty());
  }

  private PaymentReference reference(String id) {
    return new PaymentReference(reference, Optional.of(id));
  }

  private static Money usd(long cents) {
    return new Money(cents, Currency.getInstance("USD"));
  }
}
