package dev.diddo.gateway.stripe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diddo.gateway.spi.InvalidNotificationException;
import dev.diddo.gateway.spi.Notifications;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies Stripe's webhooks: {@code Stripe-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of
 * "t.body">}. Not by the library, which throws whatever comes at odd headers and takes times of
 * years to come.
 */
final class StripeNotifications implements Notifications {
  static final String HEADER = "stripe-signature";
  static final Duration TOLERANCE = Duration.ofMinutes(5); // Stripe signs anew for each try

  private static final int MAX_HEADER_LENGTH = 1024; // a real one has 200 at most, while rotated
  private static final int MAX_SIGNATURES = 5; // each costs a comparison
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_ID_LENGTH = 255;
  private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{1,11}");

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final List<SecretKeySpec> keys;
  private final boolean live;
  private final InstantSource clock;

  /**
   * @param secrets each of them verifies
   * @param live whether our own key is of live mode: messages of the other are not ours
   */
  StripeNotifications(List<String> secrets, boolean live, InstantSource clock) {
    this.keys =
        secrets.stream()
            .map(s -> new SecretKeySpec(s.getBytes(StandardCharsets.UTF_8), "HmacSHA256"))
            .toList();
    this.live = live;
    this.clock = clock;
  }

  @Override
  public Notice verify(RawNotification notification) {
    var header =
        notification.header(HEADER).orElseThrow(() -> invalid("It needs one signature header"));
    if (notification.body().length > MAX_BODY_BYTES) {
      throw invalid("The body is too large");
    }
    verify(Signed.parse(header), notification.body());
    var event = read(notification.body());
    var id = text(event, "id").orElseThrow(() -> invalid("The message has no id"));
    return new Notice(id, isOurs(event) ? subject(event) : new Subject.Nothing());
  }

  private void verify(Signed signed, byte[] body) {
    var genuine = false;
    for (var key : keys) {
      var expected = signature(key, signed.seconds, body).getBytes(StandardCharsets.US_ASCII);
      for (var given : signed.signatures) {
        genuine |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
      }
    }
    if (!genuine) {
      throw invalid("No signature matches");
    }
    var age = clock.instant().getEpochSecond() - Long.parseLong(signed.seconds);
    if (Math.abs(age) > TOLERANCE.toSeconds()) {
      throw invalid("The signature's time is too far from now");
    }
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

  private static String signature(SecretKeySpec key, String seconds, byte[] body) {
    try {
      var mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  private static InvalidNotificationException invalid(String why) {
    return new InvalidNotificationException(why);
  }

  /** The header, taken apart. */
  private record Signed(String seconds, List<String> signatures) {

    /** Anything that is not {@code t} once, {@code v1} and other schemes is refused. */
    static Signed parse(String header) {
      if (header.length() > MAX_HEADER_LENGTH) {
        throw invalid("The signature header is too long");
      }
      var times = new ArrayList<String>();
      var signatures = new ArrayList<String>();
      for (var part : header.split(",", -1)) {
        var equals = part.indexOf('=');
        if (equals < 1) {
          throw invalid("The signature header is malformed");
        }
        switch (part.substring(0, equals)) {
          case "t" -> times.add(part.substring(equals + 1));
          case "v1" -> signatures.add(part.substring(equals + 1));
          default -> {} // v0 is of test mode, others of a later day
        }
      }
      if (times.size() != 1 || !UNIX_SECONDS.matcher(times.getFirst()).matches()) {
        throw invalid("The signature header needs one time");
      }
      if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
        throw invalid("The signature header needs a v1 signature");
      }
      return new Signed(times.getFirst(), signatures);
    }
  }
}
