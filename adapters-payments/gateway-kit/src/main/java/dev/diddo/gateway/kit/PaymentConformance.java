package dev.diddo.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diddo.gateway.spi.Handover;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Setting;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a payment begins, is found, and ends without money. */
abstract class PaymentConformance extends GatewayUnderTest {

  /** How a payment starts. */
  @Nested
  class Opening {
    @Test
    void opening_again_with_the_same_key_answers_the_same_payment() {
      var attempt = attempt(money(1299));
      var opened = attempt.opened();
      assertThat(attempt.open()).isEqualTo(opened);
    }

    @Test
    void fifty_threads_with_one_key_open_one_payment() throws Exception {
      var request = request(money(1299));
      var answers = Threads.atOnce(() -> gateway().open(request));
      var opened = gateway().open(request);
      assertThat(answers).hasSize(50).allSatisfy(state -> assertThat(state).isEqualTo(opened));
    }

    @Test
    void two_keys_open_two_payments() {
      assertThat(attempt(money(1299)).opened().gatewayId())
          .isNotEqualTo(attempt(money(1299)).opened().gatewayId());
    }

    @Test
    void opening_again_what_was_declined_answers_so() throws Exception {
      var attempt = attempt(money(1299));
      decline(attempt.opened());
      assertThat(attempt.open()).isInstanceOf(PaymentState.Declined.class);
    }

    @Test
    void opening_again_what_was_paid_answers_so() throws Exception {
      var paid = approved(money(1299));
      assertThat(Attempt.amountOf(paid.open())).isEqualTo(money(1299));
    }

    @Test
    void every_currency_keeps_its_minor_units() throws Exception {
      for (var currency : currencies()) {
        var amount = atLeast(1299, currency);
        var paid = approved(amount);
        assertThat(Attempt.amountOf(paid.lookUp())).as(currency.toString()).isEqualTo(amount);
      }
    }

    @Test
    void the_least_amount_of_each_currency_is_taken() {
      for (var currency : currencies()) {
        var least = atLeast(1, currency);
        assertThat(attempt(least).open())
            .as(least.toString())
            .isInstanceOf(PaymentState.Open.class);
      }
    }
  }

  /** How its buyer gets to pay. */
  @Nested
  class HandingOver {
    @Test
    void it_has_the_ways_to_pay_that_it_declares_and_no_others() {
      assertThat(gateway().modes()).containsExactlyInAnyOrderElementsOf(modes());
    }

    @Test
    void a_payment_is_handed_over_in_the_way_that_was_asked_for() {
      for (var mode : gateway().modes()) {
        var opened = openedIn(mode).opened();
        assertThat(opened.handover().mode()).isEqualTo(mode);
        assertUsable(opened.handover());
      }
    }

    @Test
    void a_buyer_can_pay_in_each_way() throws Exception {
      for (var mode : gateway().modes()) {
        var paid = approved(openedIn(mode));
        assertThat(Attempt.amountOf(paid.lookUp())).as(mode.toString()).isEqualTo(money(1299));
      }
    }

    @Test
    void no_secret_of_the_account_reaches_the_browser() {
      for (var mode : gateway().modes()) {
        var sent = text(openedIn(mode).opened().handover());
        plugin().settings().stream()
            .filter(Setting::secret)
            .flatMap(setting -> Optional.ofNullable(settings().get(setting.name())).stream())
            .filter(secret -> !secret.isBlank())
            .forEach(secret -> assertThat(sent.contains(secret)).as("it leaks").isFalse());
      }
    }

    private Attempt openedIn(Handover.Mode mode) {
      return new Attempt(gateway(), request(money(1299), mode, Optional.empty()));
    }

    private static void assertUsable(Handover handover) {
      switch (handover) {
        case Handover.Hosted(var url) -> {
          assertThat(url.getScheme()).isIn("http", "https");
          assertThat(url.getHost()).isNotBlank();
          assertThat(url.toString()).hasSizeLessThanOrEqualTo(2048);
        }
        case Handover.Embedded(var client) ->
            assertThat(client)
                .isNotEmpty()
                .allSatisfy(
                    (name, value) -> {
                      assertThat(name).isNotBlank();
                      assertThat(value).isNotBlank();
                    });
      }
    }

    private static String text(Handover handover) {
      return switch (handover) {
        case Handover.Hosted(var url) -> url.toString();
        case Handover.Embedded(var client) -> String.join("\n", client.values());
      };
    }
  }

  /** What the provider knows of a payment. */
  @Nested
  class LookingUp {
    @Test
    void a_payment_is_found_by_our_reference_alone() {
      var attempt = attempt(money(1299));
      var opened = attempt.opened();
      assertThat(gateway().lookUp(attempt.oursAlone())).isEqualTo(opened);
    }

    @Test
    void a_paid_payment_is_found_by_our_reference_alone() throws Exception {
      var paid = approved(money(1299));
      assertThat(gateway().lookUp(paid.oursAlone())).isEqualTo(paid.lookUp());
    }

    @Test
    void a_payment_is_found_by_both_names() {
      var attempt = attempt(money(1299));
      var opened = attempt.opened();
      assertThat(attempt.lookUp()).isEqualTo(opened);
    }

    @Test
    void a_payment_is_as_the_provider_has_it_now() throws Exception {
      var attempt = attempt(money(1299));
      var opened = attempt.opened();
      assertThat(attempt.lookUp()).isEqualTo(opened);
      approve(opened);
      assertThat(Attempt.amountOf(attempt.lookUp())).isEqualTo(money(1299));
    }
  }

  /** How a payment ends without money. */
  @Nested
  class Ending {
    @Test
    void a_decline_is_an_answer_with_a_reason() throws Exception {
      var attempt = attempt(money(1299));
      decline(attempt.opened());
      assertThat(attempt.lookUp())
          .isInstanceOfSatisfying(
              PaymentState.Declined.class,
              declined -> assertThat(declined.reason()).matches("[a-z0-9_]{1,64}"));
    }

    @Test
    void a_cancelled_payment_stays_cancelled() {
      var attempt = opened(money(1299));
      assertThat(attempt.cancel()).isInstanceOf(PaymentState.Cancelled.class);
      assertThat(attempt.cancel()).isInstanceOf(PaymentState.Cancelled.class);
      assertThat(attempt.lookUp()).isInstanceOf(PaymentState.Cancelled.class);
      assertThat(attempt.open()).isInstanceOf(PaymentState.Cancelled.class);
    }

    @Test
    void cancelling_leaves_what_was_paid_as_it_is() throws Exception {
      var paid = approved(money(1299));
      var before = paid.lookUp();
      assertThat(paid.cancel()).isEqualTo(before);
      assertThat(paid.lookUp()).isEqualTo(before);
    }

    @Test
    void a_payment_that_nobody_finishes_expires() {
      var attempt = opened(money(1299));
      pass(LIFETIME.plusSeconds(1));
      assertThat(attempt.lookUp()).isInstanceOf(PaymentState.Cancelled.class);
    }

    @Test
    void what_was_paid_does_not_expire_with_its_page() throws Exception {
      var paid = approved(money(1299));
      var before = paid.lookUp();
      pass(LIFETIME.plusSeconds(1));
      assertThat(paid.lookUp()).isEqualTo(before);
    }
  }
}
