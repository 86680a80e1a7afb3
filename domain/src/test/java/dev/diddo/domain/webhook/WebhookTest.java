package dev.diddo.domain.webhook;

import static dev.diddo.domain.order.CheckoutEvent.Type.ORDER_SUBMITTED;
import static dev.diddo.domain.order.CheckoutEvent.Type.REFUND_ISSUED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diddo.domain.id.WebhookId;
import dev.diddo.domain.order.CheckoutEvent;
import dev.diddo.domain.webhook.Webhook.Reason;
import dev.diddo.domain.webhook.Webhook.State;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Webhook webhook = of(List.of(REFUND_ISSUED, ORDER_SUBMITTED));

  private static Webhook of(List<CheckoutEvent.Type> events) {
    return new Webhook(
        new WebhookId(new UUID(1, 2)),
        URI.create("https://hooks.example/"),
        events,
        Optional.empty(),
        Webhook.Format.STANDARD,
        new State.Active(),
        NOON);
  }

  private static WebhookSecret secret(long seed) {
    return WebhookSecret.random(new Random(seed));
  }

  @Test
  void each_event_is_named_once_in_the_contracts_order() {
    assertThat(of(List.of(REFUND_ISSUED, ORDER_SUBMITTED, REFUND_ISSUED)).events())
        .containsExactly(ORDER_SUBMITTED, REFUND_ISSUED);
    assertThatThrownBy(() -> of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void one_that_was_given_up_tells_why_until_it_is_taken_up_again() {
    var gone = webhook.disabled(Reason.GONE, NOON);
    assertThat(gone.isActive()).isFalse();
    assertThat(gone.disabled()).contains(new State.Disabled(Reason.GONE, NOON));
    assertThat(gone.disabled(Reason.FAILING, NOON.plusSeconds(1))).isEqualTo(gone);
    assertThat(gone.activated(false)).as("the reason stays").isEqualTo(gone);
    assertThat(gone.activated(true)).isEqualTo(webhook);
  }

  @Test
  void one_that_rests_was_not_given_up() {
    var resting = webhook.activated(false);
    assertThat(resting.isActive()).isFalse();
    assertThat(resting.disabled()).isEmpty();
    assertThat(resting.disabled(Reason.FAILING, NOON)).isEqualTo(resting);
  }

  /** The example of the standard's own libraries. */
  @Test
  void a_signature_is_that_of_the_standard() {
    var secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(
            secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_secret_is_of_32_bytes_and_shows_itself_to_nobody() {
    assertThat(secret(1).text()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(secret(1)).isNotEqualTo(secret(2));
    assertThat(secret(1).toString()).doesNotContain(secret(1).text().substring(6));
    assertThatThrownBy(() -> new WebhookSecret("sk_1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void after_a_change_both_sign_for_a_day() {
    var first = SigningSecrets.of(secret(1));
    var second = first.rotated(secret(2), NOON);
    assertThat(second.at(NOON)).containsExactly(secret(2), secret(1));
    var day = Duration.ofHours(24);
    assertThat(second.at(NOON.plus(day).minusMillis(1))).containsExactly(secret(2), secret(1));
    assertThat(second.at(NOON.plus(day))).containsExactly(secret(2));
    assertThat(second.rotated(secret(3), NOON).at(NOON)).containsExactly(secret(3), secret(2));
  }
}
