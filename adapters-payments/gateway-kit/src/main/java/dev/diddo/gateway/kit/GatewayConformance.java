package dev.diddo.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.diddo.gateway.spi.GatewayPlugin;
import dev.diddo.gateway.spi.InvalidNotificationException;
import dev.diddo.gateway.spi.Money;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.Notifications.Subject;
import dev.diddo.gateway.spi.PaymentReference;
import dev.diddo.gateway.spi.PaymentState;
import dev.diddo.gateway.spi.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The contract of a gateway as tests. What a gateway declares is tested, and also that it does not
 * offer what it does not declare.
 */
public abstract class GatewayConformance extends MoneyConformance {

  @Test
  void its_name_and_its_settings_are_well_formed() {
    assertThat(plugin().name()).matches("[a-z][a-z0-9-]{1,31}");
    assertThat(plugin().settings())
        .extracting(Setting::name)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).matches("[a-z][a-z0-9_]*"));
  }

  @Test
  void it_is_found_by_the_service_loader() {
    assertThat(ServiceLoader.load(GatewayPlugin.class))
        .anySatisfy(found -> assertThat(found).isInstanceOf(plugin().getClass()));
  }

  @Test
  void it_offers_the_facets_it_declares_and_no_others() {
    assertThat(Stream.of(Facet.values()).filter(facet -> facet.isOfferedBy(gateway())))
        .containsExactlyInAnyOrderElementsOf(facets());
  }

  /** How a payment starts. */
  @Nested
  class Opening {
    @Test
    void an_opened_payment_sends_its_buyer_to_a_page() {
      var open = open(request(usd(1299)));
      assertThat(open.gatewayId()).hasSizeBetween(1, 255);
      var url = page(open);
      assertThat(url.getScheme()).isIn("http", "https");
      assertThat(url.getHost()).isNotBlank();
    }

    @Test
    void opening_again_with_the_same_key_answers_the_same_payment() {
      var request = request(usd(1299));
      assertThat(gateway().open(request)).isEqualTo(open(request));
    }

    @Test
    void fifty_threads_with_one_key_open_one_payment() throws Exception {
      var request = request(usd(1299));
      assertThat(atOnce(50, () -> gateway().open(request)))
          .hasSize(50)
          .allSatisfy(state -> assertThat(state).isEqualTo(gateway().open(request)));
    }

    @Test
    void two_keys_open_two_payments() {
      assertThat(open(request(usd(1299))).gatewayId())
          .isNotEqualTo(open(request(usd(1299))).gatewayId());
    }

    @Test
    void opening_again_what_has_ended_answers_how_it_ended() throws Exception {
      var request = request(usd(1299));
      decline(open(request));
      assertThat(gateway().open(request)).isInstanceOf(PaymentState.Declined.class);
    }

    @Test
    void every_currency_keeps_its_minor_units() throws Exception {
      for (var currency : currencies()) {
        var amount = new Money(1299, currency);
        assertThat(amountOf(approved(request(amount)))).as(currency.toString()).isEqualTo(amount);
      }
    }
  }

  /** What the provider knows of a payment. */
  @Nested
  class LookingUp {
    @Test
    void a_payment_is_found_by_our_reference_alone() throws Exception {
      var request = request(usd(1299));
      var open = open(request);
      assertThat(gateway().lookUp(reference(request))).isEqualTo(open);
      approve(open);
      assertThat(amountOf(gateway().lookUp(reference(request)))).isEqualTo(usd(1299));
    }

    @Test
    void a_payment_is_found_by_both_names() {
      var request = request(usd(1299));
      var open = open(request);
      var both = new PaymentReference(request.reference(), Optional.of(open.gatewayId()));
      assertThat(gateway().lookUp(both)).isEqualTo(open);
    }

    @Test
    void a_reference_that_was_never_opened_is_missing() {
      assertThat(gateway().lookUp(reference(request(usd(1299)))))
          .isEqualTo(new PaymentState.Missing());
    }
  }

  /** How a payment ends without money. */
  @Nested
  class Ending {
    @Test
    void a_decline_is_an_answer_with_a_reason() throws Exception {
      var request = request(usd(1299));
      decline(open(request));
      assertThat(gateway().lookUp(reference(request)))
          .isInstanceOfSatisfying(
              PaymentState.Declined.class,
              declined -> assertThat(declined.reason()).matches("[a-z0-9_]{1,64}"));
    }

    @Test
    void a_cancelled_payment_stays_cancelled() {
      var request = request(usd(1299));
      open(request);
      assertThat(gateway().cancel(reference(request))).isInstanceOf(PaymentState.Cancelled.class);
      assertThat(gateway().cancel(reference(request))).isInstanceOf(PaymentState.Cancelled.class);
      assertThat(gateway().lookUp(reference(request))).isInstanceOf(PaymentState.Cancelled.class);
    }

    @Test
    void cancelling_leaves_an_authorised_payment_as_it_is() throws Exception {
      var request = request(usd(1299));
      var approved = approved(request);
      assertThat(gateway().cancel(reference(request))).isEqualTo(approved);
      assertThat(gateway().lookUp(reference(request))).isEqualTo(approved);
    }

    @Test
    void cancelling_what_was_never_opened_is_missing() {
      assertThat(gateway().cancel(reference(request(usd(1299)))))
          .isEqualTo(new PaymentState.Missing());
    }

    @Test
    void a_payment_that_nobody_finishes_expires() {
      var request = request(usd(1299));
      open(request);
      pass(LIFETIME.plusSeconds(1));
      assertThat(gateway().lookUp(reference(request))).isInstanceOf(PaymentState.Cancelled.class);
    }

    @Test
    void an_authorised_payment_does_not_expire_with_its_page() throws Exception {
      var request = request(usd(1299));
      var approved = approved(request);
      pass(LIFETIME.plusSeconds(1));
      assertThat(gateway().lookUp(reference(request))).isEqualTo(approved);
    }
  }

  /** Whom to believe. */
  @Nested
  class Notifying {
    @BeforeEach
    void only_if_declared() {
      assumeThat(facets()).contains(Facet.NOTIFICATIONS);
    }

    private Notifications notifications() {
      return gateway().notifications().orElseThrow();
    }

    private RawNotification genuine() {
      var request = request(usd(1299));
      open(request);
      return notification(reference(request), clock().instant());
    }

    private void assertRefused(RawNotification notification) {
      assertThatThrownBy(() -> notifications().verify(notification))
          .isInstanceOf(InvalidNotificationException.class);
    }

    @Test
    void a_genuine_message_names_our_payment_and_is_known_again() {
      var request = request(usd(1299));
      open(request);
      var message = notification(reference(request), clock().instant());
      var notice = notifications().verify(message);
      assertThat(notice.eventId()).hasSizeBetween(1, 255);
      assertThat(notice.subject()).isEqualTo(new Subject.Reference(request.reference()));
      assertThat(notifications().verify(message)).isEqualTo(notice);
    }

    @Test
    void a_changed_body_is_refused() {
      var message = genuine();
      for (int i = 0; i < message.body().length; i++) {
        var body = message.body().clone();
        body[i] ^= 1;
        assertRefused(new RawNotification(message.headers(), body));
      }
      assertRefused(new RawNotification(message.headers(), new byte[0]));
      var longer = Arrays.copyOf(message.body(), message.body().length + 1);
      assertRefused(new RawNotification(message.headers(), longer));
    }

    @Test
    void malformed_headers_are_refused() {
      var message = genuine();
      assertRefused(new RawNotification(Map.of(), message.body()));
      var real = message.header(signatureHeader()).orElseThrow();
      Headers.forged(real, clock().instant())
          .forEach(
              forged ->
                  assertRefused(
                      new RawNotification(
                          Map.of(signatureHeader(), List.of(forged)), message.body())));
      assertRefused(
          new RawNotification(Map.of(signatureHeader(), List.of(real, real)), message.body()));
    }

    @Test
    void old_messages_and_messages_from_the_future_are_refused() {
      var request = request(usd(1299));
      open(request);
      var now = clock().instant();
      for (var off : List.of(Duration.ofSeconds(301), Duration.ofDays(3653))) {
        assertRefused(notification(reference(request), now.minus(off)));
        assertRefused(notification(reference(request), now.plus(off)));
      }
    }
  }
}
