package dev.diddo.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.gateway.kit.SettableClock;
import dev.diddo.gateway.spi.InvalidNotificationException;
import dev.diddo.gateway.spi.Notifications.Notice;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.Notifications.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeNotificationsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String OLD = "whsec_old";
  private static final String NEW = "whsec_new";
  private static final String BODY = Webhook.intentEvent("ref-1");

  private final SettableClock clock = new SettableClock(NOON);
  private final StripeNotifications notifications =
      new StripeNotifications(List.of(NEW, OLD), false, clock);

  private Subject subject(String body) {
    return notifications.verify(Webhook.signed(body, NOON, NEW)).subject();
  }

  private void assertRefused(RawNotification notification) {
    assertThatThrownBy(() -> notifications.verify(notification))
        .isInstanceOf(InvalidNotificationException.class)
        .hasNoCause()
        .message()
        .doesNotContain("whsec", "ref-1", "pi_1");
  }

  @Test
  void no_header_and_two_headers_are_refused() {
    var body = BODY.getBytes(UTF_8);
    assertRefused(new RawNotification(Map.of(), body));
    assertRefused(new RawNotification(Map.of(StripeNotifications.HEADER, List.of()), body));
    var header = Webhook.header(body, NOON.getEpochSecond(), NEW);
    assertRefused(
        new RawNotification(Map.of(StripeNotifications.HEADER, List.of(header, header)), body));
  }

  @Test
  void old_times_and_times_to_come_are_refused_whatever_signs_them() {
    for (var off : List.of(Duration.ofSeconds(301), Duration.ofDays(3653))) {
      assertRefused(Webhook.signed(BODY, NOON.minus(off), NEW));
      assertRefused(Webhook.signed(BODY, NOON.plus(off), NEW));
    }
    for (var off : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-5))) {
      assertThat(notifications.verify(Webhook.signed(BODY, NOON.plus(off), NEW)).eventId())
          .isEqualTo("evt_1");
    }
  }

  @Test
  @DisplayName("F42: while a secret is rotated both sign, and no other does")
  void while_a_secret_is_rotated_both_sign() {
    assertThat(notifications.verify(Webhook.signed(BODY, NOON, OLD)))
        .isEqualTo(notifications.verify(Webhook.signed(BODY, NOON, NEW)));
    assertRefused(Webhook.signed(BODY, NOON, "whsec_wrong"));
    var both =
        Webhook.header(BODY.getBytes(UTF_8), NOON.getEpochSecond(), "whsec_newer")
            + ",v1="
            + Webhook.signature(BODY.getBytes(UTF_8), NOON.getEpochSecond(), OLD);
    assertThat(notifications.verify(Webhook.raw(both, BODY.getBytes(UTF_8))).eventId())
        .isEqualTo("evt_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "{\"object\":[]}",
        "{\"id\":null}",
        "{\"id\":\"\"}",
        "{\"id\":1}",
        "{\"id\":\"evt_1\"",
        "{\"id\":\"a\",\"id\":\"b\"}",
        "{\"id\":\"a\"}{}",
        "\u0000"
      })
  void what_is_signed_and_makes_no_sense_is_refused(String body) {
    assertRefused(Webhook.signed(body, NOON, NEW));
  }

  @Test
  void what_is_signed_and_too_deep_or_too_large_is_refused() {
    assertRefused(Webhook.signed("[".repeat(100_000), NOON, NEW));
    assertRefused(Webhook.signed("{\"id\":\"" + "x".repeat(10 << 20) + "\"}", NOON, NEW));
  }

  @Test
  void a_payment_is_named_by_our_reference_else_by_its_intent() {
    assertThat(subject(BODY)).isEqualTo(new Subject.Reference("ref-1"));
    assertThat(
            subject(event("{\"object\":\"checkout.session\",\"metadata\":{\"reference\":\"r\"}}")))
        .isEqualTo(new Subject.Reference("r"));
    assertThat(
            subject(event("{\"object\":\"dispute\",\"metadata\":{},\"payment_intent\":\"pi_2\"}")))
        .isEqualTo(new Subject.GatewayId("pi_2"));
    assertThat(subject(event("{\"object\":\"charge\",\"payment_intent\":{\"id\":\"pi_3\"}}")))
        .isEqualTo(new Subject.GatewayId("pi_3"));
    assertThat(subject(event("{\"object\":\"payment_intent\",\"id\":\"pi_4\",\"metadata\":null}")))
        .isEqualTo(new Subject.GatewayId("pi_4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"object\":\"payout\",\"id\":\"po_1\"}",
        "{\"object\":\"charge\",\"payment_intent\":null,\"metadata\":{\"reference\":7}}",
        "[]",
        "null",
        "\"pi_1\""
      })
  void what_is_about_no_payment_is_known_by_its_id_alone(String object) {
    assertThat(notifications.verify(Webhook.signed(event(object), NOON, NEW)))
        .isEqualTo(new Notice("evt_1", new Subject.Nothing()));
  }

  @Test
  @DisplayName("F39: messages of other modes and of other accounts are none of ours")
  void other_modes_and_other_accounts_are_none_of_ours() {
    var object = "{\"object\":\"payment_intent\",\"metadata\":{\"reference\":\"ref-1\"}}";
    assertThat(subject(Webhook.event("true", object))).isEqualTo(new Subject.Nothing());
    assertThat(subject(BODY.replace("\"livemode\"", "\"account\": \"acct_1\", \"livemode\"")))
        .isEqualTo(new Subject.Nothing());
    assertThat(subject(BODY.replace("\"livemode\": false,", ""))).isEqualTo(new Subject.Nothing());
    var live = new StripeNotifications(List.of(NEW), true, clock);
    assertThat(live.verify(Webhook.signed(Webhook.event("true", object), NOON, NEW)).subject())
        .isEqualTo(new Subject.Reference("ref-1"));
    assertThat(live.verify(Webhook.signed(BODY, NOON, NEW)).subject())
        .isEqualTo(new Subject.Nothing());
  }

  @Test
  void a_message_is_the_same_each_time_it_comes() {
    var message = Webhook.signed(BODY, NOON, NEW);
    var first = notifications.verify(message);
    clock.pass(Duration.ofSeconds(299));
    assertThat(notifications.verify(message)).isEqualTo(first);
  }

  private static String event(String object) {
    return Webhook.event("false", object);
  }
}
