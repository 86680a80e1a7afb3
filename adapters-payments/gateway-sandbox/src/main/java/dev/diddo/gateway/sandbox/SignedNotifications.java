package dev.diddo.gateway.sandbox;

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

/** Signs what the provider sends and verifies what is said to come from it. */
final class SignedNotifications implements Notifications {
  static final String HEADER = "sandbox-signature";

  /** A notification is signed anew for each try, so a few minutes cover the clocks' difference. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_ID_LENGTH = 255;

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final TimestampedHmac signature;

  /**
   * @param secrets the first signs, all of them verify
   */
  SignedNotifications(List<String> secrets, InstantSource clock) {
    this.signature = new TimestampedHmac(secrets, TOLERANCE, clock);
  }

  /** The header's value for this body, signed now. */
  String sign(byte[] body) {
    return signature.sign(body);
  }

  @Override
  public Notice verify(RawNotification notification) {
    var header =
        notification.header(HEADER).orElseThrow(() -> invalid("It needs one signature header"));
    if (notification.body().length > MAX_BODY_BYTES) {
      throw invalid("The body is too large");
    }
    signature.verify(header, notification.body());
    return notice(notification.body());
  }

  private static Notice notice(byte[] body) {
    var message = read(body);
    var eventId = text(message, "id").orElseThrow(() -> invalid("The message has no id"));
    return new Notice(
        eventId,
        text(message, "reference")
            .<Subject>map(Subject.Reference::new)
            .orElseGet(Subject.Nothing::new));
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
