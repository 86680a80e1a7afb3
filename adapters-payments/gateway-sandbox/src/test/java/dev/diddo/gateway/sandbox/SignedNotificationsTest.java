package dev.diddo.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.gateway.kit.SettableClock;
import dev.diddo.gateway.spi.InvalidNotificationException;
import dev.diddo.gateway.spi.Notifications.RawNotification;
import dev.diddo.gateway.spi.Notifications.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNotificationsTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final SignedNotifications old = new SignedNotifications(List.of("old secret"), clock);
  private final SignedNotifications both =
      new SignedNotifications(List.of("new secret", "old secret"), clock);

  private static RawNotification signed(SignedNotifications by, byte[] body) {
    return new RawNotification(Map.of(SignedNotifications.HEADER, List.of(by.sign(body))), body);
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("F42: while a secret is rotated both are known")
  void while_a_secret_is_rotated_both_are_known() {
    var message = bytes("{\"id\":\"evt_1\"}");
    assertThat(both.verify(signed(old, message)).eventId()).isEqualTo("evt_1");
    assertThat(both.verify(signed(both, message)).subject()).isEqualTo(new Subject.Nothing());
    assertThatThrownBy(() -> old.verify(signed(both, message)))
        .isInstanceOf(InvalidNotificationException.class);
  }

  @Test
  void three_hundred_seconds_are_tolerated_and_no_more() {
    var message = signed(old, bytes("{\"id\":\"evt_1\"}"));
    clock.pass(Duration.ofMinutes(5));
    assertThat(old.verify(message).eventId()).isEqualTo("evt_1");
    clock.pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> old.verify(message)).isInstanceOf(InvalidNotificationException.class);
    clock.pass(Duration.ofSeconds(-602));
    assertThatThrownBy(() -> old.verify(message)).isInstanceOf(InvalidNotificationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "{\"id\":null}",
        "{\"id\":\"\"}",
        "{\"id\":1}",
        "{\"id\":[]}",
        "\"evt_1\"",
        "{\"id\":\"evt_1\"",
        "{\"id\":\"a\",\"id\":\"b\"}",
        "{\"id\":\"a\"}{}",
        "\u0000"
      })
  void what_the_provider_signed_but_makes_no_sense_is_refused(String body) {
    assertThatThrownBy(() -> old.verify(signed(old, bytes(body))))
        .isInstanceOf(InvalidNotificationException.class)
        .hasNoCause();
  }

  @Test
  void signed_bodies_that_are_too_deep_or_too_large_are_refused() {
    for (var body : List.of("[".repeat(100_000), "{\"id\":\"" + "x".repeat(1 << 20) + "\"}")) {
      assertThatThrownBy(() -> old.verify(signed(old, bytes(body))))
          .isInstanceOf(InvalidNotificationException.class);
    }
  }
}
