package dev.diddo.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.diddo.gateway.spi.Notifications.RawNotification;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Messages as Stripe sends them. */
final class Webhook {
  static final String SECRET = "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH";

  private Webhook() {}

  static String intentEvent(String reference) {
    return event(
        "false",
        """
        {"id": "pi_1", "object": "payment_intent", "status": "requires_capture",
         "metadata": {"reference": "%s"}}"""
            .formatted(reference));
  }

  static String event(String livemode, String object) {
    return """
        {"id": "evt_1", "object": "event", "api_version": "2026-07-29.dahlia", "created": 1234567890,
         "type": "payment_intent.amount_capturable_updated", "livemode": %s,
         "data": {"object": %s}}"""
        .formatted(livemode, object);
  }

  static RawNotification signed(String body, Instant at, String secret) {
    var bytes = body.getBytes(UTF_8);
    return raw(header(bytes, at.getEpochSecond(), secret), bytes);
  }

  static RawNotification raw(String header, byte[] body) {
    return new RawNotification(Map.of(StripeNotifications.HEADER, List.of(header)), body);
  }

  static String header(byte[] body, long seconds, String secret) {
    return "t=" + seconds + ",v0=" + "0".repeat(64) + ",v1=" + signature(body, seconds, secret);
  }

  static String signature(byte[] body, long seconds, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
