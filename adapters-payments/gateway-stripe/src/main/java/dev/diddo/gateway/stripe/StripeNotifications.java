package dev.diddo.gateway.stripe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diddo.gateway.spi.InvalidNotificationException;
import dev.diddo.gateway.spi.Notifications;
import dev.diddo.gateway.spi.TimestampedHmac;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Verifies Stripe's webhooks. Not by the library, which throws whatever comes at odd headers and
 * takes times of years to come.
 */
final class StripeNotifications implements Notifications {
  static final String HEADER = "stripe-signature";
  static final Duration TOLERANCE = Duration.ofMinutes(5); // Stripe signs anew for each try

  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_ID_LENGTH = 255;

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final TimestampedHmac signature;
  private final boolean live;

  /**
   * @param secrets each of them verifies
   * @param live whether our own key is of live mode: messages of the other are not ours
   */
  StripeNotifications(List<String> secrets, boolean live, InstantSource clock) {
    this.signature = new TimestampedHmac(secrets, TOLERANCE, clock);
    this.live = live;
  }

  @Override
  public Notice verify(RawNotification notification) {
    var header =
        notification.header(HEADER).orElseThrow(() -> invalid("It needs one signature header"));
    if (notification.body().length > MAX_BODY_BYTES) {
      throw invalid("The body is too large");
    }
    signature.verify(header, notification.body());
    var event = read(notification.body());
    var id = text(event, "id").orElseThrow(() -> invalid("The message has no id"));
    return new Notice(id, isOurs(event) ? subject(event) : new Subject.Nothing());
  }

  /** A merchant's own business, and that of the other mode, is none of ours. */
  private boolean isOurs(JsonNode event) {
    return event.path("account").isMissingNode()
        && event.path("livemode").isBoolean()
        && event.path("livemode").booleanValue() == live;
  }

  private static Subject subject(JsonNode event) {
    var object = event.path("data").path("object");
    return text(object.path("metadata"), Stored.REFERENCE)
        .<Subject>map(Subject.Reference::new)
        .or(() -> intent(object).map(Subject.GatewayId::new))
        .orElseGet(Subject.Nothing::new);
  }

  /** A field that Stripe may have expanded to the whole object. */
  private static Optional<String> intent(JsonNode object) {
    if ("payment_intent".equals(object.path("object").textValue())) {
      return text(object, "id");
    }
    return text(object, "payment_intent").or(() -> text(object.path("payment_intent"), "id"));
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw invalid("The body is not JSON"); // the cause would quote the body
    }
  }

  private static Optional<String> text(JsonNode message, String field) {
    return Optional.ofNullable(message.get(field))
        .map(JsonNode::textValue)
        .filter(text -> !text.isBlank() && text.length() <= MAX_ID_LENGTH);
  }

  private static InvalidNotificationException invalid(String why) {
    return new InvalidNotificationException(why);
  }
}
