package dev.diddo.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.gateway.spi.InvalidNotificationException;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.Notifications.Subject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which messages are believed, and how little. */
abstract class NotificationConformance extends SilenceConformance {

  /** Whom to believe. */
  @Nested
  class Notifying {
    @BeforeEach
    void only_if_declared() {
      assumeOffered(Facet.NOTIFICATIONS);
    }

    private Notifications notifications() {
      return gateway().notifications().orElseThrow();
    }

    private RawNotification about(Attempt attempt) {
      return notification(attempt.reference(), clock().instant());
    }

    private RawNotification genuine() {
      return about(opened(money(1299)));
    }

    private void assertRefused(RawNotification notification) {
      assertThatThrownBy(() -> notifications().verify(notification))
          .isInstanceOf(InvalidNotificationException.class);
    }

    @Test
    void a_genuine_message_names_our_payment() {
      var attempt = opened(money(1299));
      var notice = notifications().verify(about(attempt));
      assertThat(notice.eventId()).hasSizeBetween(1, 255);
      assertThat(notice.subject())
          .isIn(
              new Subject.Reference(attempt.request().reference()),
              new Subject.GatewayId(attempt.reference().gatewayId().orElseThrow()));
    }

    @Test
    void a_duplicate_is_known_by_its_id() {
      var message = genuine();
      assertThat(notifications().verify(message)).isEqualTo(notifications().verify(message));
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
          .forEach(forged -> assertRefused(signed(List.of(forged), message.body())));
      assertRefused(signed(List.of(real, real), message.body()));
      assertRefused(signed(List.of(), message.body()));
    }

    private RawNotification signed(List<String> signatures, byte[] body) {
      return new RawNotification(Map.of(signatureHeader(), signatures), body);
    }

    @Test
    void old_messages_are_refused() {
      var attempt = opened(money(1299));
      for (var ago : List.of(Duration.ofSeconds(301), Duration.ofDays(3653))) {
        assertRefused(notification(attempt.reference(), clock().instant().minus(ago)));
      }
    }

    @Test
    void messages_from_the_future_are_refused() {
      var attempt = opened(money(1299));
      for (var ahead : List.of(Duration.ofSeconds(301), Duration.ofDays(3653))) {
        assertRefused(notification(attempt.reference(), clock().instant().plus(ahead)));
      }
    }

    @Test
    void messages_in_any_order_and_number_leave_the_payment_as_the_provider_has_it()
        throws Exception {
      var attempt = attempt(money(1299));
      var opened = attempt.opened();
      var early = about(attempt);
      approve(opened);
      attempt.lookUp();
      var late = about(attempt);
      var before = attempt.lookUp();
      for (var message : List.of(late, early, early, late, early)) {
        notifications().verify(message);
        assertThat(attempt.lookUp()).isEqualTo(before);
      }
    }
  }
}
